/**
 * What is frozen about the suites: the ids of requirements, and the vectors that a certification sends.
 */
import { planRun } from '../../engine/plan.ts';
import type { Requirement } from '../../engine/requirement.ts';
import type { Suite } from '../../engine/suite.ts';

/** The seed of a run that names none: the vectors of a certification are those of this seed. */
export const FROZEN_SEED = 20_261;

/** A line of the lock file of requirements. */
export interface LockedRequirement extends Pick<Requirement, 'id' | 'level' | 'profile'> {
  readonly aliases: readonly string[];
}

/** Hashes of the vectors of a suite under the default seed, by suite. */
export type VectorLock = Readonly<Record<string, string>>;

/** What the lock file of requirements must hold for these suites, sorted by id. */
export function requirementLock(suites: readonly Suite[]): readonly LockedRequirement[] {
  return suites
    .flatMap(({ requirements }) => requirements)
    .map(({ id, level, profile, aliases = [] }) => ({ id, level, profile, aliases: [...aliases].sort() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** SHA-256 of the standard vectors of each suite, all its requirements planned. */
export function vectorLock(suites: readonly Suite[]): VectorLock {
  return Object.fromEntries(suites.map((suite) => [suite.name, standardVectors(suite)]));
}

function standardVectors(suite: Suite): string {
  const plan = planRun({ suites: [suite], seed: FROZEN_SEED, budget: 'standard', only: [], exclude: [] });
  return plan.vectorsSha256;
}

/** Ids that were frozen and that no requirement has any more, not even as an earlier one. */
export function vanishedIds(
  locked: readonly LockedRequirement[],
  current: readonly LockedRequirement[],
): readonly string[] {
  const known = new Set(current.flatMap(({ id, aliases }) => [id, ...aliases]));
  return locked.flatMap(({ id, aliases }) => [id, ...aliases]).filter((id) => !known.has(id));
}
