/**
 * JSON objects whose shape is not trusted.
 */
import type { Json } from '../../contracts/model.ts';

/** A JSON object. */
export type Members = { readonly [key: string]: Json };

/** Whether a value is a JSON object. */
export function isMembers(value: unknown): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The objects of a list; empty where there is no list. */
export function membersIn(value: Json | undefined): readonly Members[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isMembers) : [];
}

/** The texts of a list; empty where there is no list. */
export function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}
