/**
 * The vocabulary of contracts: what is pinned, what a judge says of a response, what the oracle says of a request.
 */

/** The two readings that a verdict is given for (design.md, "Words"). */
export type ProfileName = 'contract' | 'reference';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A place where the contract is known to be wrong about real servers. */
export interface Erratum {
  /** Frozen, e.g. `canton/nullable-error-members`. */
  readonly id: string;
  /** Where in the contract, e.g. `JsCantonError.correlationId`. */
  readonly place: string;
  readonly direction: 'request' | 'response';
  /** What is accepted, or no longer demanded, because of it. */
  readonly effect: string;
  /** Where the knowledge comes from. */
  readonly source: string;
}

/** A pinned contract. */
export interface ContractIdentity {
  /** E.g. `canton-json-ledger-api`. */
  readonly id: string;
  readonly version: string;
  /** SHA-256 of the pinned data file, lower-case hex. */
  readonly sha256: string;
  readonly errata: readonly Erratum[];
}

/** One normative sentence, schema constraint, status code or media type of a pinned text. */
export interface Clause {
  /** `<document>#<slug>`, e.g. `canton-post-v2-parties#hint-characters`. */
  readonly id: string;
  /** The pinned document, e.g. `canton-post-v2-parties`. */
  readonly document: string;
  readonly kind: 'sentence' | 'schema' | 'status' | 'media-type' | 'security' | 'external';
  /** The first words of the sentence, or the pointer of the constraint. */
  readonly quote: string;
  /** Why no requirement tests it; absent when requirements must. */
  readonly untested?: string;
}

/** One thing wrong with a response (or a request body). */
export interface Problem {
  /** JSON pointer into the body; empty for the whole body. */
  readonly pointer: string;
  /** What the contract wants, in one phrase. */
  readonly expected: string;
  /** What was there, shortened. */
  readonly actual: string;
  /** The schema keyword or rule that was broken, e.g. `type`, `required`, `media-type`, `status`. */
  readonly rule: string;
}

/** What a response claims to be, chosen by its content type first, never by its status alone (facts/canton.md §8.7). */
export type ResponseForm =
  | 'success' // a documented success status
  | 'decode-error' // the text/plain 400 of the HTTP layer
  | 'error' // a JSON error body as documented
  | 'undocumented';

/** The judgement of one response against the contract of its operation. */
export interface ResponseJudgement {
  readonly form: ResponseForm;
  /** The documented response it was judged by, e.g. `200 application/json`; absent when none fits. */
  readonly documentedAs?: string;
  /** Empty when the response is as documented. */
  readonly problems: readonly Problem[];
  /** Ids of the errata without which there would be (more) problems. */
  readonly errata: readonly string[];
  /** The parsed body, when it is JSON. */
  readonly json?: Json;
  /** The body as text (UTF-8). */
  readonly text: string;
}

/** What the independent validator says of a request body, per profile. */
export type RequestStatus = 'valid' | 'invalid' | 'not-scored';

/** The judgement of the bytes of one request (design.md, rule 4). Written apart from the generators on purpose. */
export interface RequestJudgement {
  readonly status: Readonly<Record<ProfileName, RequestStatus>>;
  /** Every broken rule, e.g. `hint-characters`, `annotation-key-name`, `type`, `json`. Empty for a valid body. */
  readonly problems: readonly Problem[];
}

/** The part of a response that a judge looks at. */
export interface JudgedResponse {
  readonly status: number;
  /** Lower-case field names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
