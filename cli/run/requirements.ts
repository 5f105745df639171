/**
 * Requirements by their ids, over all suites.
 */
import type { Requirement } from '../../engine/requirement.ts';
import type { Suite } from '../../engine/suite.ts';
import { suiteRegistry } from '../../suites/registry.ts';
import { ConfigurationError } from '../../target/errors.ts';
import { didYouMean } from '../nearest.ts';
import { loadSuites } from './suites.ts';

/** A requirement with the suite it belongs to. */
export interface SuiteRequirement {
  readonly suite: Suite;
  readonly requirement: Requirement;
}

/** Every requirement of every suite, in the order of the reports. */
export async function allRequirements(): Promise<readonly SuiteRequirement[]> {
  const suites = await loadSuites(suiteRegistry);
  return suites.flatMap((suite) => suite.requirements.map((requirement) => ({ suite, requirement })));
}

/** The requirement with this id, or with this earlier id. @throws ConfigurationError with the nearest id */
export function findRequirement(id: string, all: readonly SuiteRequirement[]): SuiteRequirement {
  const found = all.find(({ requirement }) => requirement.id === id || requirement.aliases?.includes(id));
  if (found !== undefined) return found;
  const ids = all.flatMap(({ requirement }) => [requirement.id, ...(requirement.aliases ?? [])]);
  const ending = ids.find((candidate) => candidate.endsWith(`/${id}`));
  const guess = ending === undefined ? didYouMean(id, ids) : ` Did you mean ${ending}?`;
  throw new ConfigurationError(`There is no requirement ${JSON.stringify(id)}.${guess} See: concordat list`);
}
