/**
 * Changes to the parts of an assertion that many defects share.
 */
import type { AssertionParts } from './client-assertion.ts';

type Changes = { readonly header?: Record<string, unknown>; readonly payload?: Record<string, unknown> };

/** The parts with other or further members. */
export const replace = (parts: AssertionParts, changes: Changes): AssertionParts => ({
  ...parts,
  header: { ...parts.header, ...changes.header },
  payload: { ...parts.payload, ...changes.payload },
});
