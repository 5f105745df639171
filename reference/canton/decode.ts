/**
 * The decode layer: reads a JSON value by a table of shapes, with the defaults and the errors of the product.
 */
import type { Json } from '../../contracts/model.ts';
import { type Field, type ShapeName, shapes } from './messages.ts';
import { DecodeFailure } from './refusal.ts';

/** A member whose value has the wrong JSON type. */
export interface WrongType {
  readonly shape: ShapeName;
  /** Path below the message, e.g. `annotations.key`; empty for the message itself. */
  readonly path: string;
  readonly expected: string;
  readonly value: Json;
}

/** What to take instead of a value of the wrong type; `undefined` refuses. The faithful decoder always refuses. */
export type Repair = (wrong: WrongType) => { readonly instead: Json } | undefined;

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Decodes one message. Members that nobody knows are ignored. Throws {@link DecodeFailure} at the first wrong member. */
export function decodeMessage(shape: ShapeName, value: Json, repair: Repair): Record<string, unknown> {
  const fields = shapes[shape];
  if (!isObject(value)) {
    const repaired = repair({ shape, path: '', expected: 'object', value });
    if (repaired && isObject(repaired.instead)) return decodeMessage(shape, repaired.instead, repair);
    const first = Object.keys(fields)[0];
    throw new DecodeFailure('body', first ? `Missing required field at '${first}'` : wrongType('object', value));
  }
  const message: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const sent = Object.hasOwn(value, name) ? value[name] : undefined;
    message[name] = sent === undefined ? defaultOf(field) : decodeField(shape, name, field, sent, repair);
  }
  return message;
}

function defaultOf(field: Field): unknown {
  switch (field.kind) {
    case 'string':
      return '';
    case 'boolean':
      return false;
    case 'strings':
    case 'list':
      return [];
    case 'string-map':
      return new Map();
    case 'object':
      return {};
    case 'message':
      return null;
    case 'one-of':
      return { name: 'Empty', value: {} };
  }
}

function decodeField(shape: ShapeName, path: string, field: Field, value: Json, repair: Repair): unknown {
  const expect = (expected: string, fits: (candidate: Json) => boolean, at = path, candidate = value): Json => {
    if (fits(candidate)) return candidate;
    const repaired = repair({ shape, path: at, expected, value: candidate });
    if (repaired && fits(repaired.instead)) return repaired.instead;
    throw new DecodeFailure('body', wrongType(expected, candidate, at));
  };
  const text = (candidate: Json, at: string): string =>
    wellFormed(expect('string', (it) => typeof it === 'string', at, candidate) as string);
  switch (field.kind) {
    case 'string':
      return text(value, path);
    case 'boolean':
      return expect("'true' or 'false'", (it) => typeof it === 'boolean');
    case 'object':
      return expect('object', isObject);
    case 'strings':
      return (expect('array', Array.isArray) as readonly Json[]).map((it, index) => text(it, `${path}[${index}]`));
    case 'list':
      return (expect('array', Array.isArray) as readonly Json[]).map((it) => decodeMessage(field.shape, it, repair));
    case 'string-map': {
      const entries = Object.entries(expect('object', isObject) as { readonly [key: string]: Json });
      return new Map(entries.map(([key, it]) => [wellFormed(key), text(it, `${path}.${key}`)]));
    }
    case 'message':
      return value === null ? null : decodeMessage(field.shape, value, repair);
    case 'one-of':
      return decodeOneOf(field.values, expect('object', isObject) as { readonly [key: string]: Json }, path, repair);
  }
}

/** Takes the first known kind and drops the others silently, as the product does. */
function decodeOneOf(
  values: Readonly<Record<string, ShapeName | undefined>>,
  value: { readonly [key: string]: Json },
  path: string,
  repair: Repair,
): { readonly name: string; readonly value: unknown } {
  const name = Object.keys(values).find((kind) => Object.hasOwn(value, kind));
  if (name === undefined) throw new DecodeFailure('body', `JSON decoding to CNil should never happen at '${path}'`);
  const shape = values[name];
  const inner = value[name] ?? null;
  if (!isObject(inner)) throw new DecodeFailure('body', wrongType('object', inner, name));
  if (shape === undefined) return { name, value: {} };
  if (!Object.hasOwn(inner, 'value')) throw new DecodeFailure('body', "Missing required field at 'value'");
  return { name, value: decodeMessage(shape, inner.value ?? null, repair) };
}

function wrongType(expected: string, value: Json, path?: string): string {
  return `Got value '${JSON.stringify(value)}' with wrong type, expecting ${expected}${path ? ` at '${path}'` : ''}`;
}

/** Half a surrogate pair does not survive the way to the ledger: it becomes a question mark. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '?');
}
