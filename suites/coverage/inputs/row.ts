/**
 * A row of the table of inputs: a kind of input and what must come of it under each profile.
 */
import type { Json } from '../../../contracts/model.ts';
import type { BodyDraft } from '../../../generators/violation.ts';

/** What must come of an input. `as-declared`: the text describes several outcomes and the statement of the target chooses. */
export type Claim = 'accepted' | 'refused' | 'not-scored' | 'as-declared';

/** A kind of input. */
export interface InputRow {
  readonly input: string;
  readonly contract: Claim;
  readonly reference: Claim;
  /** Ids of the clauses and errata that the claims rest on. */
  readonly behind: readonly string[];
  /** Ids of the requirements that look, without the name of the suite. */
  readonly requirements?: readonly string[];
  /** Ids of the violations of the generators that make such inputs. */
  readonly violations?: readonly string[];
  /** Bodies that the independent validator must judge as the row claims. Empty where no body shows it. */
  readonly examples: readonly BodyDraft[];
  /** What decides beside the bytes: names that exist already or not, the form of the request. Absent: the bytes decide. */
  readonly decidedBy?: 'state' | 'request';
  readonly remark?: string;
}

/** Rows about one part of an operation. */
export interface InputGroup {
  readonly title: string;
  /** The operation whose request body the examples are. */
  readonly operation: string;
  readonly rows: readonly InputRow[];
}

/** A JSON body. */
export function json(value: Json): BodyDraft {
  return { kind: 'json', value };
}

/** A body sent as written. */
export function text(body: string): BodyDraft {
  return { kind: 'text', text: body };
}

const PAGE = 'canton-post-v2-parties';
const USERS_PAGE = 'canton-post-v2-users';
const PRODUCT = 'canton-reference-3.5';

/** What the rows that parties and users share must know of the operation. */
export interface Creation {
  readonly operation: string;
  /** Id of a clause of its page. */
  onPage(slug: string): string;
  /** The member that holds the metadata, and a valid body with this metadata. */
  readonly metadata: string;
  withMetadata(metadata: Json): BodyDraft;
  /** What a caller may do, before `to`. */
  readonly right: string;
}

/** Id of a clause of the page of parties. */
export const onPage = (slug: string): string => `${PAGE}#${slug}`;

/** Id of a clause of the page of users. */
export const onUsersPage = (slug: string): string => `${USERS_PAGE}#${slug}`;

/** Id of a clause about the reference product. */
export const ofProduct = (slug: string): string => `${PRODUCT}#${slug}`;

/** `POST /v2/parties`. */
export const partyCreation: Creation = {
  operation: 'postV2Parties',
  onPage,
  metadata: 'localMetadata',
  withMetadata: (localMetadata) => json({ localMetadata }),
  right: 'allocate',
};

/** `POST /v2/users`. */
export const userCreation: Creation = {
  operation: 'postV2Users',
  onPage: onUsersPage,
  metadata: 'metadata',
  withMetadata: (metadata) => json({ user: { id: 'alice', metadata } }),
  right: 'create users',
};
