/**
 * Other ways to write the same response, all of them within the schemas.
 */
import type { Json } from '../../contracts/model.ts';
import { isObject } from './decode.ts';

/** Maps with free keys, and the one-of of a right: nothing may be added there. */
const CLOSED = new Set(['annotations', 'context', 'fields', 'kind']);

/** Members that a schema demands although they may be empty. */
const REQUIRED = new Set(['context', 'experimental', 'supported', 'value']);

/** Rewrites every object of a value, from the inside to the outside; `name` is the member that holds it. */
function rewrite(value: Json, object: (members: [string, Json][], name: string) => [string, Json][], name = ''): Json {
  if (Array.isArray(value)) return value.map((it) => rewrite(it, object, name));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, it]): [string, Json] => [key, rewrite(it, object, key)]);
  return Object.fromEntries(object(members, name));
}

function isEmpty(value: Json): boolean {
  return value === '' || value === null || value === false || (isObject(value) && Object.keys(value).length === 0);
}

/** Leaves out members that are `""`, `null`, `{}` or `false`, where the schema allows it. */
export function omitted(value: Json): Json {
  return rewrite(value, (members, name) =>
    CLOSED.has(name) ? members : members.filter(([key, it]) => REQUIRED.has(key) || !isEmpty(it)),
  );
}

/** Adds a member that no schema names. */
export function extended(value: Json): Json {
  return rewrite(value, (members, name) =>
    CLOSED.has(name) ? members : [...members, ['addedInALaterVersion', { more: [1, null, 'x'] }]],
  );
}

/** Turns the order of members round. */
export function reordered(value: Json): Json {
  return rewrite(value, (members) => members.reverse());
}
