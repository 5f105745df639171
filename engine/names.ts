/**
 * Names of created things. A name is a function of namespace, requirement, vector and attempt, never of a counter or a
 * clock, so that concurrency, selection and shards cannot move it (design.md, rule 9).
 */
import { createHash } from 'node:crypto';
import { NAME_LENGTH } from '../generators/placeholder.ts';

/** What a name is derived from. */
export interface NameOrigin {
  /** One to eight characters, a letter first: {@link NAMESPACE_PATTERN}. */
  readonly namespace: string;
  /** The experiment. */
  readonly scope: string;
  /** The vector within it. */
  readonly label: string;
  /** Counts fresh starts of the same vector: after transient trouble, in repeats and while shrinking. */
  readonly attempt: number;
  /** Which placeholder of the vector. */
  readonly index: number;
}

/** Legal namespaces. */
export const NAMESPACE_PATTERN = /^[a-z][a-z0-9]{0,7}$/;

/** The name for an origin: {@link NAME_LENGTH} characters, `<namespace>-<hash>`, legal in every contract at any place of a name. */
export function nameFor(origin: NameOrigin): string {
  const seed = [origin.scope, origin.label, origin.attempt, origin.index].join('\u0000');
  const digest = createHash('sha256').update(`${origin.namespace}\u0000${seed}`).digest('hex');
  const hash = BigInt(`0x${digest}`).toString(36);
  const head = `${origin.namespace}-`;
  return head + hash.slice(0, NAME_LENGTH - head.length);
}

/** A seed for fast-check that is a function of the run's seed and a scope, so that experiments draw independently. */
export function seedFor(seed: number, scope: string): number {
  return createHash('sha256').update(`${seed}\u0000${scope}`).digest().readInt32LE(0);
}
