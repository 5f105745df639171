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
const PRODUCT = 'canton-reference-3.5';

/** Id of a clause of the operation page. */
export const onPage = (slug: string): string => `${PAGE}#${slug}`;

/** Id of a clause about the reference product. */
export const ofProduct = (slug: string): string => `${PRODUCT}#${slug}`;
