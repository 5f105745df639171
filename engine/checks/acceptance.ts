/**
 * Evidence about acceptances: valid bodies, tabulated or drawn, and what the target made of each.
 */
import type * as fc from 'fast-check';
import type { Json, ProfileName } from '../../contracts/model.ts';
import { drawMany } from '../../generators/arbitraries.ts';
import type { RunContext } from '../context.ts';
import type { Draw, Experiment, Lane, Vector } from '../experiment.ts';
import { seedFor } from '../names.ts';
import type { CreateOperation } from '../operation.ts';
import { type CaseRecord, createdIdOf, isAccepted, sendCreation } from '../sending.ts';
import { Inconclusive, Interrupted, NotApplicable } from '../signals.ts';
import type { BodyTemplate, RequestTemplate } from '../template.ts';
import { assertAcceptance } from './as-claimed.ts';

/** One tabulated valid body. */
export interface LabelledBody {
  readonly label: string;
  readonly body: BodyTemplate;
  /** Changes to the request besides its body. */
  readonly request?: (template: RequestTemplate) => RequestTemplate;
}

/** What an acceptance experiment is made of: a table, or draws from an arbitrary. */
export interface AcceptanceOptions {
  readonly key: string;
  readonly operation: CreateOperation;
  /** The profile under which the bodies are valid. `not-scored`: a target may refuse them, but they break no rule. */
  readonly profile: ProfileName | 'not-scored';
  readonly bodies:
    | { readonly kind: 'table'; rows(draw: Draw): readonly LabelledBody[] }
    | { readonly kind: 'drawn'; arbitrary(draw: Draw): fc.Arbitrary<Json>; count(draw: Draw): number };
  readonly lane?: Lane;
  /** Send one after the other rather than at once. */
  readonly sequential?: boolean;
}

/** One valid body and what became of it. */
export interface AcceptanceCase {
  readonly label: string;
  readonly index: number;
  readonly vector: Vector;
  readonly record: CaseRecord;
  readonly accepted: boolean;
  /** What was sent, parsed; undefined where the body is not JSON of an ordinary spelling. */
  readonly sent: Json | undefined;
  /** The identifier in the answer. */
  readonly id: string | undefined;
  /** The body of the answer. */
  readonly json: Json | undefined;
}

/** What an acceptance experiment found. */
export interface AcceptanceEvidence {
  readonly options: AcceptanceOptions;
  readonly seed: number;
  readonly cases: readonly AcceptanceCase[];
  /** Why not everything was sent, if it was not. */
  readonly stopped?: Inconclusive;
}

/** Bodies of an experiment for a draw, in order. */
function bodiesOf(options: AcceptanceOptions, draw: Draw): readonly LabelledBody[] {
  const { bodies } = options;
  if (bodies.kind === 'table') return bodies.rows(draw);
  const values = drawMany(bodies.arbitrary(draw), seedFor(draw.seed, options.key), bodies.count(draw));
  return values.map((value, index) => ({ label: `draw ${index}`, body: { kind: 'json', value } }));
}

function vectorOf(options: AcceptanceOptions, body: LabelledBody): Vector {
  const template = options.operation.template(body.body);
  return { label: body.label, template: body.request ? body.request(template) : template };
}

/** Declares an acceptance experiment. */
export function acceptances(options: AcceptanceOptions): Experiment<AcceptanceEvidence> {
  // Drawing takes longer than sending: the plan asks for the cost and the vectors, the run for the vectors again.
  const drawn = new WeakMap<Draw, readonly Vector[]>();
  const vectorsOf = (draw: Draw): readonly Vector[] => {
    const vectors = drawn.get(draw) ?? bodiesOf(options, draw).map((body) => vectorOf(options, body));
    drawn.set(draw, vectors);
    return vectors;
  };
  return {
    key: options.key,
    lane: options.lane ?? 'concurrent',
    vectors: vectorsOf,
    cost: (draw) => {
      const { length } = vectorsOf(draw);
      const { noun } = options.operation;
      return { parties: noun === 'party' ? length : 0, users: noun === 'user' ? length : 0, exchanges: length };
    },
    run: async (context) => {
      const vectors = vectorsOf(context.draw);
      let stopped: Inconclusive | undefined;
      let leftOut: NotApplicable | undefined;
      const send = async (vector: Vector, index: number): Promise<AcceptanceCase | undefined> => {
        if (stopped) return undefined;
        try {
          return await sendAcceptance(context, options, vector, index, { attempt: 0, scope: options.key });
        } catch (error) {
          // A body that this operator cannot have sent says nothing about the others.
          if (error instanceof NotApplicable) {
            leftOut = error;
            return undefined;
          }
          // What was sent before the cap of parties, or the operator's certificates, came to their end still counts.
          if (!(error instanceof Inconclusive) || error instanceof Interrupted) throw error;
          stopped = error;
          return undefined;
        }
      };
      const sent: (AcceptanceCase | undefined)[] = [];
      if (options.sequential) for (const [index, vector] of vectors.entries()) sent.push(await send(vector, index));
      else sent.push(...(await Promise.all(vectors.map(send))));
      const cases = sent.filter((it) => it !== undefined);
      const none = stopped ?? leftOut;
      if (none && cases.length === 0) throw none;
      return { options, seed: seedFor(context.draw.seed, options.key), cases, ...(stopped && { stopped }) };
    },
  };
}

/** Sends one valid body and reads the answer. Throws {@link SuiteError} when the validator does not find it valid. */
export async function sendAcceptance(
  context: RunContext,
  options: AcceptanceOptions,
  vector: Vector,
  index: number,
  { attempt, scope }: { readonly attempt: number; readonly scope: string },
): Promise<AcceptanceCase> {
  const { operation } = options;
  const record = await sendCreation(context, operation, vector, { scope, firstAttempt: attempt });
  const body = record.exchange.request.body ?? new Uint8Array();
  assertAcceptance(context, options, vector, body);
  return {
    label: vector.label,
    index,
    vector,
    record,
    accepted: isAccepted(operation, record),
    sent: parse(body),
    id: createdIdOf(operation, record),
    json: record.judgement?.json,
  };
}

function parse(body: Uint8Array): Json | undefined {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}
