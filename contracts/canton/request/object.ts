/**
 * Looks into values whose type nobody has checked.
 */
import type { JsonObject } from '../../contract.ts';
import type { Json } from '../../model.ts';

/** The value when it is an object, with its own members only; else undefined. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as JsonObject;
}

/** The value when it is an array; else an empty one. */
export function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The own member of an object; undefined when there is none. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  const members = asObject(value);
  return members && Object.hasOwn(members, name) ? members[name] : undefined;
}
