/**
 * The HTTP layer of the product: its routes, what it makes of headers and query, and how it reads a body.
 */
import type { BodyBehaviour, HttpBehaviour } from './behaviour.ts';
import type { Call, Route } from './call.ts';
import { parseJson } from './json-text.ts';

const routes: readonly Route[] = [
  { method: 'GET', path: '/v2/parties', operation: 'listParties' },
  { method: 'POST', path: '/v2/parties', operation: 'allocateParty' },
  { method: 'GET', path: '/v2/parties/participant-id', operation: 'participantId' },
  { method: 'GET', path: '/v2/parties/:party', operation: 'getParties' },
  { method: 'PATCH', path: '/v2/parties/:party', operation: 'updateParty' },
  { method: 'GET', path: '/v2/users', operation: 'listUsers' },
  { method: 'POST', path: '/v2/users', operation: 'createUser' },
  { method: 'GET', path: '/v2/users/:user', operation: 'getUser' },
  { method: 'PATCH', path: '/v2/users/:user', operation: 'updateUser' },
  { method: 'DELETE', path: '/v2/users/:user', operation: 'deleteUser' },
  { method: 'GET', path: '/v2/users/:user/rights', operation: 'listRights' },
  { method: 'POST', path: '/v2/users/:user/rights', operation: 'grantRights' },
  { method: 'PATCH', path: '/v2/users/:user/rights', operation: 'revokeRights' },
  { method: 'PATCH', path: '/v2/users/:user/identity-provider-id', operation: 'moveUser' },
  { method: 'GET', path: '/v2/authenticated-user', operation: 'authenticatedUser' },
  { method: 'GET', path: '/v2/version', operation: 'version' },
  { method: 'GET', path: '/v2/state/connected-synchronizers', operation: 'synchronizers' },
  { method: 'GET', path: '/livez', operation: 'livez' },
  { method: 'GET', path: '/readyz', operation: 'readyz' },
];

export const faithfulHttp: HttpBehaviour = {
  routes,
  before: () => undefined,
  acceptable,
  integer(text) {
    if (!/^[+-]?\d{1,10}$/.test(text)) return undefined;
    const value = Number(text);
    return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
  },
  present: (_operation, value) => value,
  encode: (value) => JSON.stringify(value),
  after: (answer) => answer,
};

export const faithfulBody: BodyBehaviour = {
  text: bodyText,
  parse: parseJson,
  repair: () => undefined,
};

const MEDIA_RANGE = /^(\*\/\*|[\w!#$&^.+-]+\/(?:\*|[\w!#$&^.+-]+))$/;

/** Whether an `Accept` header lets JSON through. One that cannot be parsed is as good as none. */
function acceptable(call: Call): boolean {
  const header = call.headers('accept').join(',');
  if (header.trim() === '') return true;
  const ranges = header.split(',').map((range) => range.split(';').map((part) => part.trim()));
  if (!ranges.every(([type = '']) => MEDIA_RANGE.test(type))) return true;
  return ranges.some(([type = '', ...parameters]) => {
    if (parameters.some((parameter) => /^q=0(?:\.0*)?$/i.test(parameter))) return false;
    return ['*/*', 'application/*', 'application/json'].includes(type.toLowerCase());
  });
}

/** JSON is UTF-8 whatever its content type says; only text of another charset is read by that. Nothing is stripped. */
function bodyText(call: Call): string {
  const contentType = call.headers('content-type')[0] ?? '';
  const charset = /^text\/.*;\s*charset="?([\w-]+)/i.exec(contentType)?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    try {
      return new TextDecoder(charset, { ignoreBOM: true }).decode(call.body);
    } catch {
      return call.body.toString('utf8');
    }
  }
  return call.body.toString('utf8');
}
