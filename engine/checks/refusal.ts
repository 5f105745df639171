/**
 * Evidence about refusals: a valid control before, every variant of one violation on the same carrier, a look at the
 * state, and a control after (design.md, rules 1, 3 and 4).
 */
import type * as fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import { drawAt } from '../../generators/arbitraries.ts';
import type { Variant, Violation } from '../../generators/violation.ts';
import { SuiteError } from '../../target/errors.ts';
import type { RunContext } from '../context.ts';
import type { Draw, Experiment, Lane, Vector } from '../experiment.ts';
import { seedFor } from '../names.ts';
import type { CreateOperation, ReadBack } from '../operation.ts';
import { type CaseRecord, createdIdOf, isAccepted, NotSent, sendCreation } from '../sending.ts';
import { Inconclusive, Interrupted } from '../signals.ts';
import { assertControl, assertViolation } from './as-claimed.ts';

/** What a refusal experiment is made of: violations that share a carrier, so that one pair of controls serves them all. */
export interface RefusalOptions {
  /** Key of the experiment, e.g. `hint/refusals`. */
  readonly key: string;
  readonly operation: CreateOperation;
  readonly violations: readonly Violation[];
  /** Valid bodies, from which every violation makes the same carrier. */
  readonly carrier: (draw: Draw) => fc.Arbitrary<Json>;
  /** Alone where a variant carries neither a name nor a marker: then the whole list is compared. */
  readonly lane?: Lane;
  /** What becomes of the controls when they are not needed any more: large ones would burden every reading of a list. */
  readonly discard?: (context: RunContext, controls: readonly CaseRecord[]) => Promise<void>;
  /**
   * A target may refuse the control itself by policy, as it may refuse everything of its kind: then the requirements do not concern it.
   */
  readonly policy?: true;
  /** What no reading of the contract scores, and the validator therefore does not either: an answer can warn at most. */
  readonly notScored?: true;
}

/** One variant and what became of it. */
export interface RefusalCase {
  readonly violation: Violation;
  readonly variant: Variant;
  /** Which carrier. */
  readonly batch: number;
  readonly record: CaseRecord;
  /** Identifiers that exist although the request was invalid; seen by read-back. */
  readonly created: readonly string[];
}

/** What a refusal experiment found. */
export interface RefusalEvidence {
  readonly options: RefusalOptions;
  readonly cases: readonly RefusalCase[];
  /** The first control that was not accepted, if any. */
  readonly refusedControl?: CaseRecord;
  /** Why the state could not be read back, if it could not. */
  readonly blind?: string;
  /** Why not everything was sent, if it was not. */
  readonly stopped?: Inconclusive;
  /** Somebody else created things during an exclusive comparison. */
  readonly othersActive: boolean;
  /** Things that appeared during an exclusive comparison and that no control explains. */
  readonly unexplained: readonly string[];
}

/** How many carriers each budget draws. */
const BATCHES = { smoke: 1, standard: 1, thorough: 4 } as const;

interface Sending {
  readonly violation: Violation;
  readonly variant: Variant;
  readonly vector: Vector;
}

/** Valid bodies with the members that the violations need. Throws {@link SuiteError} when they need different ones. */
export function carriersOf(options: RefusalOptions, draw: Draw): fc.Arbitrary<Json> {
  return options.carrier(draw).map((valid) => {
    const carriers = options.violations.map((violation) => violation.carrier(valid));
    const [first] = carriers;
    const different = carriers.findIndex((carrier) => JSON.stringify(carrier) !== JSON.stringify(first));
    if (first === undefined || different > 0) {
      throw new SuiteError(
        `${options.key}: "${options.violations[different]?.id}" needs another carrier than the rest.`,
      );
    }
    return first;
  });
}

/** The carrier of a batch. */
export function carrierOf(options: RefusalOptions, draw: Draw, batch: number): Json {
  return drawAt(carriersOf(options, draw), seedFor(draw.seed, `${options.key}/${batch}`), 0);
}

/** The vector of a variant on a carrier. */
export function refusalVector(
  options: RefusalOptions,
  carrier: Json,
  batch: number,
  violation: Violation,
  variant: Variant,
): Vector {
  return {
    label: `${batch} ${violation.id} ${variant.label}`,
    template: options.operation.template(variant.apply(carrier)),
  };
}

/** Whether the vector with this label breaks the violation with this id. */
export function concernsViolation(label: string, id: string): boolean {
  return label.split(' ')[1] === id;
}

function controlVector(options: RefusalOptions, carrier: Json, label: string): Vector {
  return { label, template: options.operation.template({ kind: 'json', value: carrier }) };
}

function sendingsOf(options: RefusalOptions, draw: Draw, batch: number, carrier: Json): readonly Sending[] {
  return options.violations.flatMap((violation) =>
    violation
      .variants(seedFor(draw.seed, `${options.key}/${violation.id}/${batch}`), draw.budget)
      .map((variant) => ({ violation, variant, vector: refusalVector(options, carrier, batch, violation, variant) })),
  );
}

/** Declares a refusal experiment. */
export function refusals(options: RefusalOptions): Experiment<RefusalEvidence> {
  const batches = (draw: Draw) => Array.from({ length: BATCHES[draw.budget] }, (_, batch) => batch);
  return {
    key: options.key,
    lane: options.lane ?? 'concurrent',
    vectors: (draw) =>
      batches(draw).flatMap((batch) => {
        const carrier = carrierOf(options, draw, batch);
        const sendings = sendingsOf(options, draw, batch, carrier).map(({ vector }) => vector);
        return [
          controlVector(options, carrier, `control before ${batch}`),
          ...sendings,
          controlVector(options, carrier, `control after ${batch}`),
        ];
      }),
    cost: (draw) => {
      const controls = 2 * batches(draw).length;
      const variants = options.violations.reduce(
        (sum, violation) => sum + violation.variants(0, draw.budget).length,
        0,
      );
      return {
        parties: options.operation.noun === 'party' ? controls : 0,
        users: options.operation.noun === 'user' ? controls : 0,
        exchanges: controls + (variants + 1) * batches(draw).length,
      };
    },
    run: async (context) => {
      const results: RefusalEvidence[] = [];
      for (const batch of batches(context.draw)) results.push(await runBatch(context, options, batch));
      return merge(options, results);
    },
  };
}

function merge(options: RefusalOptions, parts: readonly RefusalEvidence[]): RefusalEvidence {
  const refusedControl = parts.find((part) => part.refusedControl)?.refusedControl;
  const blind = parts.find((part) => part.blind)?.blind;
  const stopped = parts.find((part) => part.stopped)?.stopped;
  return {
    options,
    cases: parts.flatMap((part) => part.cases),
    ...(refusedControl && { refusedControl }),
    ...(blind !== undefined && { blind }),
    ...(stopped && { stopped }),
    othersActive: parts.some((part) => part.othersActive),
    unexplained: parts.flatMap((part) => part.unexplained),
  };
}

async function runBatch(context: RunContext, options: RefusalOptions, batch: number): Promise<RefusalEvidence> {
  const { operation } = options;
  const carrier = carrierOf(options, context.draw, batch);
  const scope = options.key;
  const comparison =
    (options.lane ?? 'concurrent') !== 'concurrent' ? await operation.compareState(context) : undefined;

  const before = await sendCreation(context, operation, controlVector(options, carrier, `control before ${batch}`), {
    scope,
  });
  assertControl(context, options, before);
  if (!isAccepted(operation, before))
    return { options, cases: [], refusedControl: before, othersActive: false, unexplained: [] };

  const sent = await sendAll(context, options, sendingsOf(options, context.draw, batch, carrier));
  const records = sent.records.map(({ record }) => record);
  const seen = await operation.readBack(
    context,
    records.flatMap((record) => record.names),
  );
  const rest = {
    options,
    cases: sent.records.map((it) => toCase(it, batch, seen)),
    ...(!seen.available && { blind: seen.reason }),
  };
  if (sent.stopped) return { ...rest, stopped: sent.stopped, othersActive: false, unexplained: [] };
  const after = await sendCreation(context, operation, controlVector(options, carrier, `control after ${batch}`), {
    scope,
  });
  const controls = [before, after].flatMap((record) => [...record.names, createdIdOf(operation, record) ?? '']);
  // What this run is known to have created earlier may show late in a list.
  const difference = await comparison?.end([...controls, ...context.journal.existing(operation.noun)]);
  await options.discard?.(context, [before, after]);
  return {
    ...rest,
    ...(!isAccepted(operation, after) && { refusedControl: after }),
    ...(difference?.available === false && { blind: difference.reason }),
    othersActive: difference?.available === true && difference.othersActive,
    unexplained: difference?.available === true ? difference.appeared : [],
  };
}

/** After so many variants of one violation that were accepted, or never answered, the rest would show nothing new. */
const ENOUGH_WRONG = 3;

interface Answered extends Sending {
  readonly record: CaseRecord;
}

/** Sends every variant, and stops with a violation that is accepted again and again, or at the cap of parties. */
async function sendAll(
  context: RunContext,
  options: RefusalOptions,
  sendings: readonly Sending[],
): Promise<{ readonly records: readonly Answered[]; readonly stopped?: Inconclusive }> {
  const { operation, key: scope } = options;
  const wrong = new Map<Violation, number>();
  let stopped: Inconclusive | undefined;
  const answers = await Promise.all(
    sendings.map(async (sending): Promise<Answered | undefined> => {
      const { violation, vector } = sending;
      try {
        const unless = (): boolean => stopped !== undefined || (wrong.get(violation) ?? 0) >= ENOUGH_WRONG;
        const record = await sendCreation(context, operation, vector, { scope, unless, invalid: true });
        assertViolation(context, options, violation, record);
        if (isAccepted(operation, record) || !record.answered) wrong.set(violation, (wrong.get(violation) ?? 0) + 1);
        return { ...sending, record };
      } catch (error) {
        if (error instanceof Inconclusive && !(error instanceof Interrupted)) stopped = error;
        else if (!(error instanceof NotSent)) throw error;
        return undefined;
      }
    }),
  );
  return { records: answers.filter((answer) => answer !== undefined), ...(stopped && { stopped }) };
}

function toCase({ violation, variant, record }: Answered, batch: number, seen: ReadBack): RefusalCase {
  return { violation, variant, batch, record: withoutRequestBody(record), created: createdBy(seen, record) };
}

/** A long request body can be made again from its vector; keeping thousands of them would not keep memory flat. */
const KEPT_BODY_BYTES = 32_768;

function withoutRequestBody(record: CaseRecord): CaseRecord {
  const { body, ...request } = record.exchange.request;
  if (body === undefined || body.length <= KEPT_BODY_BYTES) return record;
  return { ...record, exchange: { ...record.exchange, request } };
}

/** Identifiers that exist because of a record. */
export function createdBy(seen: ReadBack, record: CaseRecord): readonly string[] {
  return seen.available ? record.names.flatMap((name) => seen.found.get(name) ?? []) : [];
}
