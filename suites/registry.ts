/**
 * The suites by name. A suite is loaded only when its requirements are needed.
 */
import type { Suite } from '../engine/suite.ts';

/** Which API a suite speaks; decides how a target is asked whether it answers to the suite's contract. */
export type SuiteFamily = 'canton' | 'ishare';

/** A suite, before it is loaded. */
export interface SuiteEntry {
  readonly name: string;
  readonly family: SuiteFamily;
  /** The operation under test and its contract, as a person calls them. */
  readonly title: string;
  load(): Promise<Suite>;
}

/** Every suite that is built, in the order of the report. */
export const suiteRegistry: readonly SuiteEntry[] = [
  {
    name: 'canton-parties',
    family: 'canton',
    title: 'POST /v2/parties of the Canton JSON Ledger API 3.5',
    load: async () => (await import('./canton-parties/suite.ts')).cantonParties,
  },
  {
    name: 'canton-users',
    family: 'canton',
    title: 'POST /v2/users of the Canton JSON Ledger API 3.5',
    load: async () => (await import('./canton-users/suite.ts')).cantonUsers,
  },
  {
    name: 'ishare-parties',
    family: 'ishare',
    title: 'POST /parties of the iSHARE Participant Registry 3.0',
    load: async () => (await import('./ishare-parties/suite.ts')).ishareParties,
  },
];

/** The API that a suite speaks. */
export function familyOf(name: string): SuiteFamily {
  const entry = suiteRegistry.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new RangeError(`${name} is not in the registry of suites`);
  return entry.family;
}
