/**
 * Sends one vector until the target answers it, and never the same creation twice (design.md, rule 10): each new start
 * carries fresh names, and what became of the earlier ones is left to the read-back.
 */
import type { ResponseJudgement } from '../contracts/model.ts';
import { ConcordatError, TargetGoneError } from '../target/errors.ts';
import type { Exchange, WireRequest } from '../target/exchange.ts';
import { createPlaces } from '../target/limits.ts';
import type { RunContext } from './context.ts';
import type { Vector } from './experiment.ts';
import type { CreateOperation } from './operation.ts';
import { Inconclusive, Interrupted } from './signals.ts';
import { fillTemplate } from './template.ts';

/** How often a vector is started afresh before its silence counts. */
const STARTS = 6;
/** A target that lets a request time out twice will do so again; waiting longer says nothing new. */
const STARTS_AFTER_TIMEOUT = 2;

/** One vector with the answer that settled it. */
export interface CaseRecord {
  readonly label: string;
  /** The start that was answered, or the last one. */
  readonly attempt: number;
  /** The first name of that start. */
  readonly name: string;
  /** First names of all starts: each may have created something. */
  readonly names: readonly string[];
  readonly exchange: Exchange;
  /** What the contract says of the answer; absent without an answer. */
  readonly judgement?: ResponseJudgement;
  /** `false`: every start met transient trouble. */
  readonly answered: boolean;
}

/** How to send a creation. */
export interface SendingOptions {
  /** The experiment, for names and evidence. */
  readonly scope: string;
  /** First attempt number; later starts count on from it. */
  readonly firstAttempt?: number;
  /** Answer as it comes, without a fresh start: inside a race nothing is retried. */
  readonly once?: boolean;
  /** Tells requests apart that share a name. */
  readonly twin?: number;
  /** Asked when the turn comes: the creation is not wanted any more. */
  readonly unless?: () => boolean;
  /**
   * The request is invalid: without an answer it holds no place under the cap of parties, since the read-back after it tells whether
   * anything was created.
   */
  readonly invalid?: true;
}

/** The turn of a creation came, and it was not wanted any more: see {@link SendingOptions.unless}. */
export class NotSent extends Error {}

/**
 * Sends a creation. Throws {@link Interrupted} when the run is stopped, {@link Inconclusive} at the cap of parties, {@link NotSent}
 * when `unless` says so.
 */
export async function sendCreation(
  context: RunContext,
  operation: CreateOperation,
  vector: Vector,
  options: SendingOptions,
): Promise<CaseRecord> {
  const names: string[] = [];
  const first = options.firstAttempt ?? 0;
  let timeouts = 0;
  for (let attempt = first; ; attempt += 1) {
    const nameOf = (index: number) => context.name(options.scope, vector.label, attempt, index);
    const name = nameOf(0);
    names.push(name);
    const twin = options.twin === undefined ? '' : `~${options.twin}`;
    const tag = `${context.suite}/${options.scope}#${vector.label}.${attempt}${twin}`;
    const request = fillTemplate(vector.template, nameOf);
    const { exchange, judgement } = await inTurn(context, options, async () => {
      const prepared = operation.prepare
        ? await operation.prepare(request, context, options.invalid === true)
        : request;
      return sendUnderCap(context, operation, prepared, { name, tag, invalid: options.invalid === true });
    });
    const answered = exchange.response !== undefined && !context.isTransient(exchange);
    if (exchange.failure?.kind === 'timeout') timeouts += 1;
    const last = options.once || attempt - first + 1 >= STARTS || timeouts >= STARTS_AFTER_TIMEOUT;
    if (answered || last) {
      return { label: vector.label, attempt, name, names, exchange, ...(judgement && { judgement }), answered };
    }
    await context.target.backOff(attempt - first);
  }
}

/** Sends when its turn comes: not earlier, so that what was wanted when it was asked for can still be called off. */
async function inTurn<T>(context: RunContext, options: SendingOptions, send: () => Promise<T>): Promise<T> {
  const places = context.once('places of creations', () => createPlaces(context.concurrency));
  await places.take();
  try {
    if (context.signal.aborted) throw new Interrupted();
    if (options.unless?.()) throw new NotSent();
    return await send();
  } finally {
    places.give();
  }
}

/** Sends one request within the cap of parties, with what it may create in the journal before and after. */
async function sendUnderCap(
  context: RunContext,
  operation: CreateOperation,
  request: WireRequest,
  { name, tag, invalid }: { readonly name: string; readonly tag: string; readonly invalid: boolean },
): Promise<Pick<CaseRecord, 'exchange' | 'judgement'>> {
  const { journal, maxParties, partyPlaces } = context;
  const { noun } = operation;
  if (noun === 'party' && !(await partyPlaces.take(maxParties))) {
    throw new Inconclusive(
      'party-cap-reached',
      `The run may create at most ${maxParties} parties on a deployment (--max-parties).`,
    );
  }
  let mayExist = true;
  try {
    journal.intend(noun, name);
    const exchange = await context.target.send(request, { tag });
    if (exchange.failure?.kind === 'aborted') {
      journal.unknown(noun, name);
      throw new Interrupted();
    }
    const judgement = exchange.response && operation.judge(exchange);
    const outcome = record(context, operation, name, exchange, judgement, invalid);
    mayExist = outcome === 'created' || (outcome === 'unknown' && !invalid);
    return { exchange, ...(judgement && { judgement }) };
  } catch (error) {
    if (!isWithoutCredential(error)) throw error;
    // It was never sent, or refused for the lack of a credential.
    journal.refused(noun, name);
    mayExist = false;
    throw error;
  } finally {
    if (noun === 'party') partyPlaces.settle(mayExist);
  }
}

function isWithoutCredential(error: unknown): boolean {
  return error instanceof ConcordatError && !(error instanceof TargetGoneError);
}

/** Notes in the journal what an answer means for what exists. */
function record(
  { journal }: RunContext,
  operation: CreateOperation,
  name: string,
  { request, response, failure }: Exchange,
  judgement: ResponseJudgement | undefined,
  invalid: boolean,
): 'created' | 'refused' | 'unknown' {
  const status = response?.status ?? 0;
  if (failure?.kind === 'refused' || (status >= 400 && status < 500)) {
    journal.refused(operation.noun, name);
    return 'refused';
  }
  const id = status >= 200 && status < 300 ? operation.createdId(judgement?.json) : undefined;
  if (id === undefined || operation.isOwn?.(id, name, request.body) === false) {
    journal.unknown(operation.noun, name, invalid);
    return 'unknown';
  }
  journal.created(operation.noun, name, id);
  return 'created';
}

/** Whether a record is a credible acceptance: a documented success that names what was created. */
export function isAccepted(operation: CreateOperation, record: CaseRecord): boolean {
  return record.judgement?.form === 'success' && createdIdOf(operation, record) !== undefined;
}

/** The identifier that the answer of a record names, if any. */
export function createdIdOf(operation: CreateOperation, record: CaseRecord): string | undefined {
  return operation.createdId(record.judgement?.json);
}
