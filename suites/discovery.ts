/**
 * Which suites concern a target: found out by reading alone.
 */
import { ConfigurationError } from '../target/errors.ts';
import type { Exchange, Target } from '../target/exchange.ts';
import { missingKeys } from './ishare/operator.ts';
import type { SuiteEntry, SuiteFamily } from './registry.ts';

/**
 * The candidates whose contract the target answers to. A target that does not answer at all keeps every candidate: the run itself
 * says that it is unreachable. `capabilities` is the path that a registry tells its abilities at.
 * @throws ConfigurationError when it answers to none
 */
export async function answeredSuites(
  candidates: readonly SuiteEntry[],
  target: Target,
  capabilities: string,
): Promise<readonly SuiteEntry[]> {
  const seen = new Map<SuiteFamily, Exchange>();
  for (const family of new Set(candidates.map((candidate) => candidate.family))) {
    const path = family === 'canton' ? '/v2/version' : capabilities;
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
      'Is its path prefix part of the address? To test it all the same, name the suite with --suite (in vitest: `suites`).',
  );
}

/** A guarded operation is there, too. */
function answersAsDocumented(exchange: Exchange | undefined): boolean {
  const status = exchange?.response?.status ?? 0;
  if (status === 401 || status === 403) return true;
  return status === 200 && (exchange?.response?.headers['content-type'] ?? '').includes('json');
}

/** A target that is silent or guarded throughout may be anything: of the suites found, those that were configured are meant. */
export function meantSuites(
  found: readonly SuiteEntry[],
  ishare: Parameters<typeof missingKeys>[0],
): readonly SuiteEntry[] {
  const families = new Set(found.map(({ family }) => family));
  if (families.size < 2 || missingKeys(ishare).length === 0) return found;
  return found.filter(({ family }) => family !== 'ishare');
}
