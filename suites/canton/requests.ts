/**
 * Requests to the Canton operations that the suites use beside the creations.
 */
import type { Json } from '../../contracts/model.ts';
import type { RequestTemplate } from '../../engine/template.ts';

type Query = RequestTemplate['query'];

const JSON_HEADERS = { 'content-type': 'application/json' } as const;

/** A request with a JSON body. */
export function withJson(method: string, path: readonly string[], value: Json): RequestTemplate {
  return { method, path, headers: JSON_HEADERS, body: { kind: 'json', value } };
}

/** `GET /v2/parties`. */
export function listParties(query: Query = []): RequestTemplate {
  return { method: 'GET', path: ['v2', 'parties'], query: query ?? [] };
}

/** `GET /v2/parties/{party}`. */
export function getParty(party: string, query: Query = []): RequestTemplate {
  return { method: 'GET', path: ['v2', 'parties', party], query: query ?? [] };
}

/** `GET /v2/parties/participant-id`. */
export function getParticipantId(): RequestTemplate {
  return { method: 'GET', path: ['v2', 'parties', 'participant-id'] };
}

/** `PATCH /v2/parties/{party}`. */
export function patchParty(party: string, body: Json): RequestTemplate {
  return withJson('PATCH', ['v2', 'parties', party], body);
}

/** `GET /v2/version`. */
export function getVersion(): RequestTemplate {
  return { method: 'GET', path: ['v2', 'version'] };
}

/** `GET /v2/users`. */
export function listUsers(query: Query = []): RequestTemplate {
  return { method: 'GET', path: ['v2', 'users'], query: query ?? [] };
}

/** `GET /v2/users/{user-id}`. */
export function getUser(user: string, query: Query = []): RequestTemplate {
  return { method: 'GET', path: ['v2', 'users', user], query: query ?? [] };
}

/** `PATCH /v2/users/{user-id}`. */
export function patchUser(user: string, body: Json): RequestTemplate {
  return withJson('PATCH', ['v2', 'users', user], body);
}

/** `DELETE /v2/users/{user-id}`. */
export function deleteUser(user: string): RequestTemplate {
  return { method: 'DELETE', path: ['v2', 'users', user] };
}

/** `GET /v2/users/{user-id}/rights`. */
export function listRights(user: string): RequestTemplate {
  return { method: 'GET', path: ['v2', 'users', user, 'rights'] };
}

/** `POST /v2/users/{user-id}/rights`: grants. */
export function grantRights(user: string, body: Json): RequestTemplate {
  return withJson('POST', ['v2', 'users', user, 'rights'], body);
}

/** `PATCH /v2/users/{user-id}/rights`: revokes. */
export function revokeRights(user: string, body: Json): RequestTemplate {
  return withJson('PATCH', ['v2', 'users', user, 'rights'], body);
}

/** `GET /v2/authenticated-user`. */
export function getAuthenticatedUser(): RequestTemplate {
  return { method: 'GET', path: ['v2', 'authenticated-user'] };
}
