/**
 * Steps that several topics share: a party to work with, updates, and expected errors.
 */
import type { Json } from '../../contracts/model.ts';
import type { Scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { MARKER_KEY, namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { gradeCantonError } from '../canton/expectations.ts';
import { member, strings, text } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
import { patchParty } from '../canton/requests.ts';

type Annotations = Readonly<Record<string, string>>;

/** A party that was allocated for one scenario. */
export interface GivenParty {
  readonly id: string;
  readonly version: string;
  /** All its annotations, the marker included. */
  readonly annotations: Annotations;
  readonly exchange: Exchange;
}

/** Allocates a party with annotations of its own beside the marker. */
export async function givenParty(steps: Scenario, label: string, annotations: Annotations = {}): Promise<GivenParty> {
  const thing = await steps.given(allocateParty, label, {
    partyIdHint: namePlaceholder(),
    localMetadata: { annotations: { ...annotations, [MARKER_KEY]: namePlaceholder() } },
  });
  return {
    id: thing.id,
    version: text(thing.json, 'partyDetails', 'localMetadata', 'resourceVersion') ?? '',
    annotations: { ...annotations, [MARKER_KEY]: thing.name },
    exchange: thing.record.exchange,
  };
}

/** What an update sends; the mask defaults to the annotations. */
export interface Update {
  readonly annotations?: Annotations;
  readonly version?: string;
  /** Other members of partyDetails. */
  readonly details?: Readonly<Record<string, Json>>;
  /** `null` leaves the mask out. */
  readonly paths?: readonly string[] | null;
  /** `false` leaves localMetadata out. */
  readonly metadata?: false;
}

/** The body of an update. */
export function updateBody(party: string, update: Update): Json {
  const metadata = {
    ...(update.version !== undefined && { resourceVersion: update.version }),
    ...(update.annotations && { annotations: update.annotations }),
  };
  return {
    partyDetails: { party, ...(update.metadata !== false && { localMetadata: metadata }), ...update.details },
    ...(update.paths !== null && { updateMask: updateMask(update.paths ?? ['local_metadata.annotations']) }),
  };
}

/** A mask of these paths. The contract demands `unknownFields`, which Canton does without (erratum canton/field-mask-unknown-fields). */
export function updateMask(paths: readonly string[]): Json {
  return { paths, unknownFields: { fields: {} } };
}

/** Sends an update of a party. */
export function updateParty(steps: Scenario, label: string, party: string, update: Update): Promise<Exchange> {
  return steps.change(patchParty(party, updateBody(party, update)), label);
}

/** The details in the answer to an update. */
export function updatedDetails(exchange: Exchange): Json | undefined {
  return exchange.response?.status === 200 ? member(jsonOf(exchange), 'partyDetails') : undefined;
}

/** The annotations of a party. */
export function annotationsOf(details: Json | undefined): Annotations {
  return strings(details, 'localMetadata', 'annotations');
}

/**
 * Whether a party has these annotations and no others of a caller. A server may add its own under keys with a prefix; keys under
 * the prefixes that this suite uses are not a server's.
 */
export function hasExactly(details: Json | undefined, expected: Annotations): boolean {
  const seen = annotationsOf(details);
  const foreign = Object.keys(seen).filter((key) => expected[key] === undefined && !isServersOwn(key));
  return foreign.length === 0 && Object.entries(expected).every(([key, value]) => seen[key] === value);
}

/** The prefixes that annotations of this suite have. */
const OUR_PREFIXES = ['concordat/', 'example.com/', 'first.example.com/', 'second.example.com/'];

function isServersOwn(key: string): boolean {
  return key.includes('/') && !OUR_PREFIXES.some((prefix) => key.startsWith(prefix));
}

/** The resource version of a party. */
export function versionOf(details: Json | undefined): string | undefined {
  return text(details, 'localMetadata', 'resourceVersion');
}

/** Expects an accepted update. */
export function expectUpdated(steps: Scenario, exchange: Exchange, what: string): boolean {
  return steps.check(updatedDetails(exchange) !== undefined, {
    summary: `${what} was not accepted`,
    expected: '200 with the updated party',
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
}

/** Expects one of the errors of the product. */
export function expectError(steps: Scenario, exchange: Exchange, what: string, ...codes: readonly string[]): boolean {
  const grade = gradeCantonError(exchange, codes);
  return steps.check(grade.grade !== 'wrong', {
    summary: `${what} was not refused as the product does`,
    expected: codes.join(' or '),
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
}

/** Expects a refusal with a 4xx status that blames the request. */
export function expectRefused(steps: Scenario, exchange: Exchange, what: string): boolean {
  const status = exchange.response?.status ?? 0;
  const refused = status >= 400 && status < 500 && ![401, 403, 404, 405, 408, 415, 429].includes(status);
  return steps.check(refused, {
    summary: `${what} was not refused`,
    expected: 'a refusal with a 4xx status',
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
}
