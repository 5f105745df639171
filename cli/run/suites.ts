/**
 * Which suites a run takes: those that were named, or those whose contract the target answers to.
 */
import type { Suite } from '../../engine/suite.ts';
import { type SuiteEntry, type SuiteFamily, suiteRegistry } from '../../suites/registry.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
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

/** Loads suites, in the order of the registry. */
export async function loadSuites(entries: readonly SuiteEntry[]): Promise<readonly Suite[]> {
  const wanted = suiteRegistry.filter((entry) => entries.includes(entry));
  return Promise.all(wanted.map((entry) => entry.load()));
}

/** Whether the target must be asked which suites concern it: only where the candidates speak different APIs. */
export function needsDiscovery(candidates: readonly SuiteEntry[]): boolean {
  return new Set(candidates.map(({ family }) => family)).size > 1;
}

/**
 * The candidates whose contract the target answers to, by reading alone. A target that does not answer at all keeps every
 * candidate: the run itself says that it is unreachable.
 * @throws ConfigurationError when it answers to none
 */
export async function discoverSuites(
  candidates: readonly SuiteEntry[],
  target: Target,
  { paths }: Pick<IshareSettings, 'paths'>,
): Promise<readonly SuiteEntry[]> {
  const seen = new Map<SuiteFamily, Exchange>();
  for (const family of new Set(candidates.map((candidate) => candidate.family))) {
    const path = family === 'canton' ? '/v2/version' : paths.capabilities;
    seen.set(family, await target.send({ method: 'GET', path, credential: 'none' }, { tag: `discovery ${family}` }));
  }
  if ([...seen.values()].every(({ response }) => response === undefined)) return candidates;
  const found = candidates.filter(({ family }) => answersAsDocumented(seen.get(family)));
  if (found.length > 0) return found;
  const answers = [...seen.values()].map(
    ({ request, response }) => `GET ${request.path}: ${response?.status ?? 'none'}`,
  );
  throw new ConfigurationError(
    `${target.baseUrl} answers, but to no contract that is known here (${answers.join(', ')}). ` +
      'Is its path prefix part of --target? To test it all the same, name the suite with --suite.',
  );
}

/** A guarded operation is there, too. */
function answersAsDocumented(exchange: Exchange | undefined): boolean {
  const status = exchange?.response?.status ?? 0;
  if (status === 401 || status === 403) return true;
  return status === 200 && (exchange?.response?.headers['content-type'] ?? '').includes('json');
}
