/**
 * Writes a contract out as an OpenAPI document of its own, for mock servers and other tools.
 */
import type { Contract, JsonObject } from './contract.ts';
import type { Json } from './model.ts';

/**
 * The OpenAPI document of a contract as JSON text, without our own markers, which some tools refuse.
 * `serverUrl` becomes the only server; `/` by default.
 */
export function emitOpenApi(contract: Contract, serverUrl = '/'): string {
  const { openapi, info, ...rest } = withoutExtensions(contract.document as unknown as Json) as JsonObject;
  return `${JSON.stringify({ openapi, info, servers: [{ url: serverUrl }], ...rest }, null, 2)}\n`;
}

function withoutExtensions(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutExtensions(item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => !key.startsWith('x-concordat-'));
  return Object.fromEntries(members.map(([key, member]) => [key, withoutExtensions(member as Json)]));
}
