/**
 * Sends one vector until the target answers it, and never the same creation twice (design.md, rule 10): each new start
 * carries fresh names, and what became of the earlier ones is left to the read-back.
 */
import type { ResponseJudgement } from '../contracts/model.ts';
import type { Exchange } from '../target/exchange.ts';
import { createPlaces } from '../target/limits.ts';
import type { RunContext } from './context.ts';
import type { Vector } from './experiment.ts';
import type { CreateOperation } from './operation.ts';
import { Inconclusive, Interrupted } from './signals.ts';
import { fillTemplate } from './template.ts';

/** How often a vector is started afresh before its silence counts. */
const STARTS = 4;
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
    const exchange = await inTurn(context, operation, options, async () => {
      context.journal.intend(operation.noun, name);
      const tag = `${context.suite}/${options.scope}#${vector.label}.${attempt}${twin}`;
      return context.target.send(fillTemplate(vector.template, nameOf), { tag });
    });
    if (exchange.failure?.kind === 'aborted') {
      context.journal.unknown(operation.noun, name);
      throw new Interrupted();
    }
    const judgement = exchange.response && operation.judge(exchange);
    record(context, operation, name, exchange, judgement);
    const answered = exchange.response !== undefined && !context.isTransient(exchange);
    if (exchange.failure?.kind === 'timeout') timeouts += 1;
    const last = options.once || attempt - first + 1 >= STARTS || timeouts >= STARTS_AFTER_TIMEOUT;
    if (answered || last) {
      return { label: vector.label, attempt, name, names, exchange, ...(judgement && { judgement }), answered };
    }
    await context.target.backOff(attempt - first);
  }
}

/**
 * Sends when a place is free, so that the cap of parties is compared with what exists and not with what waits: no more parties than
 * places can be under way unseen.
 */
async function inTurn(
  context: RunContext,
  operation: CreateOperation,
  options: SendingOptions,
  send: () => Promise<Exchange>,
): Promise<Exchange> {
  const places = context.once('places of creations', () => createPlaces(context.concurrency));
  await places.take();
  try {
    if (context.signal.aborted) throw new Interrupted();
    if (options.unless?.()) throw new NotSent();
    if (operation.noun === 'party' && context.journal.parties >= context.maxParties) {
      const reason = `The run may create at most ${context.maxParties} parties (--max-parties).`;
      throw new Inconclusive('party-cap-reached', reason);
    }
    return await send();
  } finally {
    places.give();
  }
}

/** Notes in the journal what an answer means for what exists. */
function record(
  context: RunContext,
  operation: CreateOperation,
  name: string,
  exchange: Exchange,
  judgement: ResponseJudgement | undefined,
): void {
  const { journal } = context;
  const status = exchange.response?.status;
  if (status !== undefined && status >= 200 && status < 300) {
    const id = operation.createdId(judgement?.json);
    if (id === undefined) journal.unknown(operation.noun, name);
    else journal.created(operation.noun, name, id);
  } else if (exchange.failure?.kind === 'refused' || (status !== undefined && status >= 400 && status < 500)) {
    journal.refused(operation.noun, name);
  } else {
    journal.unknown(operation.noun, name);
  }
}

/** Whether a record is a credible acceptance: a documented success that names what was created. */
export function isAccepted(operation: CreateOperation, record: CaseRecord): boolean {
  return record.judgement?.form === 'success' && createdIdOf(operation, record) !== undefined;
}

/** The identifier that the answer of a record names, if any. */
export function createdIdOf(operation: CreateOperation, record: CaseRecord): string | undefined {
  return operation.createdId(record.judgement?.json);
}
