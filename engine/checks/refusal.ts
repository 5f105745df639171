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
import { type CaseRecord, createdIdOf, isAccepted, sendCreation } from '../sending.ts';
import type { RequestTemplate } from '../template.ts';
import { describeAnswer } from '../text.ts';

/** What a refusal experiment is made of. */
export interface RefusalOptions {
  /** Key of the experiment, e.g. `hint/illegal-characters`. */
  readonly key: string;
  readonly operation: CreateOperation;
  readonly violation: Violation;
  /** Valid bodies that carry the violation. */
  readonly carrier: (draw: Draw) => fc.Arbitrary<Json>;
  /** `exclusive` where a variant carries neither a name nor a marker: then the whole list is compared. */
  readonly lane?: Lane;
  /** Changes to the request besides its body, on controls and variants alike. */
  readonly request?: (template: RequestTemplate) => RequestTemplate;
}

/** One variant and what became of it. */
export interface RefusalCase {
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
  /** Somebody else created things during an exclusive comparison. */
  readonly othersActive: boolean;
  /** Things that appeared during an exclusive comparison and that no control explains. */
  readonly unexplained: readonly string[];
}

/** How many carriers each budget draws. */
const BATCHES = { smoke: 1, standard: 1, thorough: 4 } as const;

/** Valid bodies with the members that the violation needs. */
export function carriersOf(options: RefusalOptions, draw: Draw): fc.Arbitrary<Json> {
  return options.carrier(draw).map((valid) => options.violation.carrier(valid));
}

/** The carrier of a batch. */
export function carrierOf(options: RefusalOptions, draw: Draw, batch: number): Json {
  return drawAt(carriersOf(options, draw), seedFor(draw.seed, `${options.key}/${batch}`), 0);
}

/** The variants of a batch. */
function variantsOf(options: RefusalOptions, draw: Draw, batch: number): readonly Variant[] {
  return options.violation.variants(seedFor(draw.seed, `${options.key}/variants/${batch}`), draw.budget);
}

function requestOf(options: RefusalOptions, template: RequestTemplate): RequestTemplate {
  return options.request ? options.request(template) : template;
}

/** The vector of a variant on a carrier. */
export function refusalVector(options: RefusalOptions, carrier: Json, variant: Variant, label: string): Vector {
  return { label, template: requestOf(options, options.operation.template(variant.apply(carrier))) };
}

function controlVector(options: RefusalOptions, carrier: Json, label: string): Vector {
  return { label, template: requestOf(options, options.operation.template({ kind: 'json', value: carrier })) };
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
        return [
          controlVector(options, carrier, `control before ${batch}`),
          ...variantsOf(options, draw, batch).map((variant) =>
            refusalVector(options, carrier, variant, `${batch} ${variant.label}`),
          ),
          controlVector(options, carrier, `control after ${batch}`),
        ];
      }),
    cost: (draw) => {
      const creations = 2 * batches(draw).length;
      const variants = batches(draw).reduce((sum, batch) => sum + variantsOf(options, draw, batch).length, 0);
      return {
        parties: options.operation.noun === 'party' ? creations : 0,
        users: options.operation.noun === 'user' ? creations : 0,
        exchanges: creations + variants + batches(draw).length,
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
  return {
    options,
    cases: parts.flatMap((part) => part.cases),
    ...(refusedControl && { refusedControl }),
    ...(blind !== undefined && { blind }),
    othersActive: parts.some((part) => part.othersActive),
    unexplained: parts.flatMap((part) => part.unexplained),
  };
}

async function runBatch(context: RunContext, options: RefusalOptions, batch: number): Promise<RefusalEvidence> {
  const { operation } = options;
  const carrier = carrierOf(options, context.draw, batch);
  const scope = options.key;
  const none = { options, cases: [], othersActive: false, unexplained: [] };
  const comparison = options.lane === 'exclusive' ? await operation.compareState(context) : undefined;

  const before = await sendCreation(context, operation, controlVector(options, carrier, `control before ${batch}`), {
    scope,
  });
  assertOracle(options, before, 'valid');
  if (!isAccepted(operation, before)) return { ...none, refusedControl: before };

  const variants = variantsOf(options, context.draw, batch);
  const records = await Promise.all(
    variants.map((variant) =>
      sendCreation(context, operation, refusalVector(options, carrier, variant, `${batch} ${variant.label}`), {
        scope,
      }),
    ),
  );
  for (const record of records) assertOracle(options, record, 'invalid');
  const seen = await operation.readBack(
    context,
    records.flatMap((record) => record.names),
  );
  const after = await sendCreation(context, operation, controlVector(options, carrier, `control after ${batch}`), {
    scope,
  });
  const controls = [before, after].flatMap((record) => [...record.names, createdIdOf(operation, record) ?? '']);
  const difference = await comparison?.end(controls);
  return {
    options,
    cases: variants.map((variant, index) => {
      const record = records[index] as CaseRecord;
      return { variant, batch, record, created: createdBy(seen, record) };
    }),
    ...(!isAccepted(operation, after) && { refusedControl: after }),
    ...(!seen.available && { blind: seen.reason }),
    ...(difference?.available === false && { blind: difference.reason }),
    othersActive: difference?.available === true && difference.othersActive,
    unexplained: difference?.available === true ? difference.appeared : [],
  };
}

/** Identifiers that exist because of a record. */
export function createdBy(seen: ReadBack, record: CaseRecord): readonly string[] {
  return seen.available ? record.names.flatMap((name) => seen.found.get(name) ?? []) : [];
}

/** Rule 4: a "violation" that is valid, or a control that is not, is a fault of the suite and no finding. */
export function assertOracle(options: RefusalOptions, record: CaseRecord, expected: 'valid' | 'invalid'): void {
  const body = record.exchange.request.body ?? new Uint8Array();
  const { profile } = options.violation;
  if (profile === 'not-scored')
    throw new SuiteError(`${options.key}: "${options.violation.id}" is not scored, so no requirement may stand on it.`);
  const judgement = options.operation.judgeBody(body);
  if (judgement.status[profile] === expected) return;
  const rules = judgement.problems.map((problem) => problem.rule).join(', ') || 'none';
  throw new SuiteError(
    `${options.key}: the body of "${record.label}" should be ${expected} under ${profile}, but the validator says ` +
      `${judgement.status[profile]} (broken rules: ${rules}; answer: ${describeAnswer(record.exchange, 80)}).`,
  );
}
