/**
 * Parties and users have much in common: metadata, updates with a mask, a list in pages, errors, tokens. A *resource* is what a
 * requirement that holds for both must know of the one that it is about.
 */
import type { Json } from '../../contracts/model.ts';
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Cost } from '../../engine/experiment.ts';
import type { CreateOperation } from '../../engine/operation.ts';
import { type Requirement, requirement, type Source } from '../../engine/requirement.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import type { Exchange } from '../../target/exchange.ts';
import { clause } from '../clause.ts';
import { member, text } from '../json.ts';
import type { ReadableList, WholeList } from './whole-list.ts';

const PRODUCT = 'canton-reference-3.5';

/** Annotations by key. */
export type Annotations = Readonly<Record<string, string>>;

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** A thing as it is read; `details` is undefined when it is not there. */
export interface Reading {
  readonly details: Json | undefined;
  readonly exchange: Exchange;
}

/** What a body is made of; the name stands between `prefix` and `suffix`. */
export interface BodyParts {
  readonly prefix?: string;
  readonly suffix?: string;
  /** Beside the marker. */
  readonly annotations?: Annotations;
}

/** Parties or users. */
export interface Resource {
  /** Name of the suite; every id begins with it. */
  readonly suite: string;
  /** The pinned page of the creation. */
  readonly page: string;
  /** How slugs begin that are about the product and this resource alone. */
  readonly productPrefix: string;
  /** How the official tool's cases for both kinds of resources are told apart. */
  readonly officialPrefix: 'party' | 'user';
  /** Cases of the official tool about this resource alone, by the id of the requirement without the suite. */
  readonly officialCases: Readonly<Record<string, readonly string[]>>;
  readonly operation: CreateOperation;
  /** In sentences: `party`, `parties`, `allocation`, `allocated`, `allocates`. */
  readonly words: {
    readonly one: string;
    readonly many: string;
    readonly creation: string;
    readonly created: string;
    readonly creates: string;
  };
  /** Names of members: of the thing in an answer, of its identifier and of its metadata. */
  readonly members: { readonly details: string; readonly id: string; readonly metadata: string };
  /** JSON pointer of the thing in the answer to a reading. */
  readonly readPointer: string;
  /** Schemas of the request and of the answer to a creation. */
  readonly schemas: { readonly request: string; readonly response: string };
  /** A valid creation with a name, marked with it. */
  body(parts?: BodyParts): JsonObject;
  /** What a name may end with that needs percent-encoding in a path. */
  readonly inPath: string;
  /** Reads one thing. Throws `Inconclusive` when the target does not answer as for a thing that is there, or not there. */
  read(steps: Scenario, id: string, label: string): Promise<Reading>;
  /** Deletes a thing of the scenario that would burden every reading of the list, or its large annotations where things stay for ever. */
  lighten(steps: Scenario, id: string, annotations: Annotations): Promise<void>;
  /** Paths of the members that must be the same wherever a thing is shown. */
  readonly compared: readonly (readonly string[])[];
  /** Why things cannot be read back, where the statement says so. */
  unreadable?(context: RunContext): string | undefined;
  readonly get: GetTerms;
  readonly update: UpdateTerms;
  readonly list: ListTerms;
}

/** How one thing is read. */
export interface GetTerms {
  readonly operationId: string;
  /** Schema of the answer. */
  readonly response: string;
  template(id: string): RequestTemplate;
  /** All entries of an answer. */
  entries(json: Json | undefined): readonly Json[];
}

/** How things are updated. */
export interface UpdateTerms {
  readonly operationId: string;
  /** Schemas of the request and of the answer. */
  readonly request: string;
  readonly response: string;
  template(id: string, body: Json): RequestTemplate;
  /** Paths of masks. */
  readonly paths: { readonly id: string; readonly metadata: string };
  /** Codes of the product. */
  readonly codes: {
    readonly invalid: string;
    readonly conflict: string;
    readonly tooLarge: string;
    readonly unknown: string;
  };
}

/** How things are listed. */
export interface ListTerms {
  readonly operationId: string;
  /** Schema of the answer. */
  readonly response: string;
  template(query?: RequestTemplate['query']): RequestTemplate;
  /** The member that holds the entries. */
  readonly entries: string;
  /** Reads the whole list; the reading begins after the call. */
  read(context: RunContext): Promise<WholeList>;
  /** Which of the names stand in the identifiers or in the annotations of a list. */
  find(list: ReadableList, names: readonly string[]): ReadonlyMap<string, readonly string[]>;
  /** Where `GET /v2/version` tells the largest page, and what the product uses when it does not. */
  readonly maximum: { readonly path: readonly string[]; readonly usual: number };
  /** A creation whose identifier comes early in any order that looks at the first character. */
  early(): Json;
}

/** A clause of the resource's page. */
export function pageClause(resource: Resource, slug: string): Source {
  return clause(resource.page, slug);
}

/** A clause about the product and this resource. */
export function productClause(resource: Resource, slug: string): Source {
  return clause(PRODUCT, `${resource.productPrefix}${slug}`);
}

/** What a shared requirement is declared with. */
export type SharedRequirement = Omit<Requirement, 'officialCases'> & {
  /** Cases of the official tool that it runs for both kinds of resources, without the prefix. */
  readonly sharedCases?: readonly string[];
};

/** A requirement of the resource's suite; the id is given without the suite. */
export function requirementFor(resource: Resource, { id, sharedCases = [], ...rest }: SharedRequirement): Requirement {
  const officialCases = [
    ...(resource.officialCases[id] ?? []),
    ...sharedCases.map((name) => `${resource.officialPrefix}:${name}`),
  ];
  return requirement({
    ...rest,
    id: `${resource.suite}/${id}`,
    ...(officialCases.length > 0 && { officialCases }),
  });
}

/** The cost of so many creations and exchanges. */
export function costOf({ operation }: Resource, creations: number, exchanges: number): Cost {
  return {
    parties: operation.noun === 'party' ? creations : 0,
    users: operation.noun === 'user' ? creations : 0,
    exchanges,
  };
}

/** The thing in the answer to a creation or an update. */
export function detailsIn(resource: Resource, json: Json | undefined): Json | undefined {
  return member(json, resource.members.details);
}

/** The resource version of a thing. */
export function versionOf(resource: Resource, details: Json | undefined): string | undefined {
  return text(details, resource.members.metadata, 'resourceVersion');
}

/** JSON pointer of the thing's metadata in the answer to a creation or an update. */
export function metadataPointer({ members }: Resource): string {
  return `/${members.details}/${members.metadata}`;
}
