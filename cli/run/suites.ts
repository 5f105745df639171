/**
 * Which suites a run takes: those that were named, or those whose contract the target answers to.
 */
import type { Suite } from '../../engine/suite.ts';
import { answeredSuites, meantSuites } from '../../suites/discovery.ts';
import { type SuiteEntry, type SuiteFamily, suiteRegistry } from '../../suites/registry.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { Target } from '../../target/exchange.ts';
import type { IshareSettings, SuiteName } from '../configuration/settings.ts';

/** The entries of suites that were named. @throws ConfigurationError for one that is not built: it is never dropped in silence */
export function namedSuites(names: readonly SuiteName[]): readonly SuiteEntry[] {
  return names.map((name) => {
    const entry = suiteRegistry.find((candidate) => candidate.name === name);
    if (entry !== undefined) return entry;
    const built = suiteRegistry.map((candidate) => candidate.name).join(', ');
    throw new ConfigurationError(`The suite ${name} comes in a later version. There is: ${built}.`);
  });
}

/** The APIs that suites speak, by their entries. */
export function familiesOf(entries: readonly SuiteEntry[]): ReadonlySet<SuiteFamily> {
  return new Set(entries.map(({ family }) => family));
}

/** Loads suites, in the order of the registry. */
export async function loadSuites(entries: readonly SuiteEntry[]): Promise<readonly Suite[]> {
  const wanted = suiteRegistry.filter((entry) => entries.includes(entry));
  return Promise.all(wanted.map((entry) => entry.load()));
}

/** Whether the target must be asked which suites concern it: only where the candidates speak different APIs. */
export function needsDiscovery(candidates: readonly SuiteEntry[]): boolean {
  return familiesOf(candidates).size > 1;
}

/** The candidates whose contract the target answers to, and that are meant. @throws ConfigurationError when it answers to none */
export async function discoverSuites(
  candidates: readonly SuiteEntry[],
  target: Target,
  ishare: IshareSettings,
): Promise<readonly SuiteEntry[]> {
  return meantSuites(await answeredSuites(candidates, target, ishare.paths.capabilities), ishare);
}
