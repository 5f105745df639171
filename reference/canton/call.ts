/**
 * A request as the operations see it, and the answer that goes back.
 */
import type { Json } from '../../contracts/model.ts';
import type { Behaviour } from './behaviour.ts';
import type { UserRecord } from './store.ts';
import type { World } from './world.ts';

export type OperationName =
  | 'allocateParty'
  | 'listParties'
  | 'getParties'
  | 'participantId'
  | 'updateParty'
  | 'createUser'
  | 'listUsers'
  | 'getUser'
  | 'updateUser'
  | 'deleteUser'
  | 'listRights'
  | 'grantRights'
  | 'revokeRights'
  | 'moveUser'
  | 'authenticatedUser'
  | 'version'
  | 'synchronizers'
  | 'livez'
  | 'readyz';

/** One way in: `path` has `:name` for each parameter. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationName;
}

/** A request. */
export interface Call {
  /** Counts all requests of this reference from 1. */
  readonly number: number;
  readonly method: string;
  /** As it was sent, host included. */
  readonly url: string;
  /** `undefined`: the path is known but not with this method, or not known at all. */
  readonly operation: OperationName | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** The values of a header field (name in lower case), one for each time it was sent. */
  headers(name: string): readonly string[];
  /** The values of a query member, one for each time it was sent. */
  query(name: string): readonly string[];
  readonly body: Buffer;
}

/** A response, complete. `body: null` is none at all. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Sent in chunks, without a content length. */
  readonly chunked?: boolean;
}

/** On whose behalf a request comes: anyone without authentication, nobody without a usable token, or a user. */
export type Caller =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'user'; readonly user: UserRecord };

/** A request on its way through the reference, with all that it meets. */
export interface Scene {
  readonly call: Call;
  readonly world: World;
  readonly behaviour: Behaviour;
  /** 32 hexadecimal digits; in every error that comes from behind the HTTP layer. */
  readonly traceId: string;
  caller: Caller;
  /** The body as parsed, before it is decoded; `undefined` until then. */
  json: Json | undefined;
}

const TEXT = 'text/plain; charset=UTF-8';

/** An answer of text. */
export function textAnswer(status: number, body: string): Answer {
  return { status, headers: { 'content-type': TEXT }, body };
}

/** An answer of JSON, already rendered. */
export function jsonAnswer(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body };
}
