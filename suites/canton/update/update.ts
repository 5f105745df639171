/**
 * Updates of a party or a user: a thing to work with, the body of an update, and what came of it.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Scenario } from '../../../engine/checks/scenario.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { MARKER_KEY } from '../../../generators/placeholder.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { jsonOf, strings } from '../../json.ts';
import { type Annotations, detailsIn, type Resource, versionOf } from '../resource.ts';

/** Something that was created for one scenario. */
export interface Given {
  readonly id: string;
  /** '' where neither the creation nor a reading shows one. */
  readonly version: string;
  /** All its annotations, the marker included. */
  readonly annotations: Annotations;
  readonly exchange: Exchange;
}

/** Creates a thing with annotations of its own beside the marker; its name ends with `suffix`. */
export async function givenThing(
  resource: Resource,
  steps: Scenario,
  label: string,
  annotations: Annotations = {},
  suffix = '',
): Promise<Given> {
  const thing = await steps.given(resource.operation, label, resource.body({ annotations, suffix }));
  return {
    id: thing.id,
    version: await versionShown(resource, steps, label, thing.id, detailsIn(resource, thing.json)),
    annotations: { ...annotations, [MARKER_KEY]: thing.name },
    exchange: thing.record.exchange,
  };
}

/** The resource version in an answer, or in a reading right after it: an answer may leave its metadata out. '' where neither has one. */
export async function versionShown(
  resource: Resource,
  steps: Scenario,
  label: string,
  id: string,
  answered: Json | undefined,
): Promise<string> {
  const version = versionOf(resource, answered);
  if (version !== undefined) return version;
  const { details } = await resource.read(steps, id, `version of ${label}`);
  return versionOf(resource, details) ?? '';
}

/** What an update sends; the mask defaults to the annotations. */
export interface Update {
  readonly annotations?: Annotations;
  readonly version?: string;
  /** Other members of the thing. */
  readonly details?: Readonly<Record<string, Json>>;
  /** `null` leaves the mask out. */
  readonly paths?: readonly string[] | null;
  /** `false` leaves the metadata out. */
  readonly metadata?: false;
}

/** The body of an update. */
export function updateBody(resource: Resource, id: string, update: Update): Json {
  const { members } = resource;
  const metadata = {
    ...(update.version !== undefined && { resourceVersion: update.version }),
    ...(update.annotations && { annotations: update.annotations }),
  };
  return {
    [members.details]: {
      [members.id]: id,
      ...(update.metadata !== false && { [members.metadata]: metadata }),
      ...update.details,
    },
    ...(update.paths !== null && { updateMask: updateMask(update.paths ?? [annotationsPath(resource)]) }),
  };
}

/** A mask of these paths. The contract demands `unknownFields`, which Canton does without (erratum canton/field-mask-unknown-fields). */
export function updateMask(paths: readonly string[]): Json {
  return { paths, unknownFields: { fields: {} } };
}

/** The path of the annotations in a mask. */
export function annotationsPath({ update }: Resource): string {
  return `${update.paths.metadata}.annotations`;
}

/** Sends an update. */
export function sendUpdate(
  resource: Resource,
  steps: Scenario,
  label: string,
  id: string,
  update: Update,
): Promise<Exchange> {
  return steps.change(resource.update.template(id, updateBody(resource, id, update)), label);
}

/** The thing in the answer to an update. */
export function updatedDetails(resource: Resource, exchange: Exchange): Json | undefined {
  return exchange.response?.status === 200 ? detailsIn(resource, jsonOf(exchange)) : undefined;
}

/** The annotations of a thing. */
export function annotationsOf({ members }: Resource, details: Json | undefined): Annotations {
  return strings(details, members.metadata, 'annotations');
}

/**
 * Whether a thing has these annotations and no others of a caller. A server may add its own under keys with a prefix; keys under
 * the prefixes that the suites use are not a server's.
 */
export function hasExactly(resource: Resource, details: Json | undefined, expected: Annotations): boolean {
  const seen = annotationsOf(resource, details);
  const foreign = Object.keys(seen).filter((key) => expected[key] === undefined && !isServersOwn(key));
  return foreign.length === 0 && Object.entries(expected).every(([key, value]) => seen[key] === value);
}

/** Annotations of a thing that a server or a tool has added since it was shown before. */
export function addedByOthers(
  resource: Resource,
  before: Json | undefined,
  after: Json | undefined,
): readonly string[] {
  const known = annotationsOf(resource, before);
  return Object.keys(annotationsOf(resource, after)).filter((key) => known[key] === undefined && isServersOwn(key));
}

/** The prefixes that annotations of the suites have. */
const OUR_PREFIXES = ['concordat/', 'example.com/', 'first.example.com/', 'second.example.com/'];

function isServersOwn(key: string): boolean {
  return key.includes('/') && !OUR_PREFIXES.some((prefix) => key.startsWith(prefix));
}

/** Expects an accepted update. */
export function expectUpdated(resource: Resource, steps: Scenario, exchange: Exchange, what: string): boolean {
  return steps.check(updatedDetails(resource, exchange) !== undefined, {
    summary: `${what} was not accepted`,
    expected: `200 with the updated ${resource.words.one}`,
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
}
