/**
 * Reading JSON whose shape is not trusted: the body of an answer, and members of it.
 */
import type { Json } from '../contracts/model.ts';
import type { Exchange } from '../target/exchange.ts';

/** The JSON body of the answer; undefined when there is none. */
export function jsonOf({ response }: Exchange): Json | undefined {
  return parseJson(response?.body);
}

/** The JSON of a body; undefined when it is none. */
export function parseJson(body: Uint8Array | undefined): Json | undefined {
  if (!body) return undefined;
  try {
    const { buffer, byteOffset, byteLength } = body;
    return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

/** The member at a path of keys; undefined where anything on the way is missing. */
export function member(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string | number, Json>)[key];
  }
  return current;
}

/** The string at a path; undefined where there is none. */
export function text(value: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = member(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The array at a path; empty where there is none. */
export function items(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = member(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The string-valued object at a path; empty where there is none. */
export function strings(
  value: Json | undefined,
  ...path: readonly (string | number)[]
): Readonly<Record<string, string>> {
  const found = member(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Whether two JSON values are equal, key order aside. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  return canonical(a) === canonical(b);
}

/** A text that is equal exactly for equal values. */
export function canonical(value: Json | undefined): string {
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
