/**
 * Which requirements decide each clause of the pinned texts and each case of the official tool, or why none does.
 */
import type { CantonClause } from '../../contracts/canton/clauses/clause.ts';
import { cantonClauses } from '../../contracts/canton/clauses.ts';
import { type OfficialCase, officialCases } from '../../contracts/canton/official-cases.ts';
import { ishareClauses } from '../../contracts/ishare/clauses.ts';
import type { Requirement } from '../../engine/requirement.ts';
import type { Suite } from '../../engine/suite.ts';
import { type SuiteFamily, suiteRegistry } from '../registry.ts';
import { type Subject, subjects } from './subjects.ts';

/**
 * `tested`: by requirements. `partly`: by requirements, with a reason for what they leave out. `untested`: a reason.
 * `waiting`: for a suite that is not registered. `missing`: neither requirement nor reason, which is a fault of the suite.
 */
export type CoverageStatus = 'tested' | 'partly' | 'untested' | 'waiting' | 'missing';

interface Coverage {
  readonly status: CoverageStatus;
  /** In the order of the report. */
  readonly requirements: readonly Requirement[];
  /** Why nothing, or not everything, is tested. */
  readonly reason?: string;
}

/** A clause and what decides it. */
export interface ClauseCoverage extends Coverage {
  readonly clause: CantonClause;
  /** The clause that it is decided together with. */
  readonly through?: string;
}

/** A case of the official tool and what covers it. */
export interface CaseCoverage extends Coverage {
  readonly official: OfficialCase;
}

/** Every registered suite, loaded. */
export function loadRegisteredSuites(): Promise<readonly Suite[]> {
  return Promise.all(suiteRegistry.map((entry) => entry.load()));
}

/** The clauses of a family of contracts. */
export function clausesOfFamily(family: SuiteFamily): readonly CantonClause[] {
  return family === 'canton' ? cantonClauses() : ishareClauses;
}

/** The coverage of every clause of a family, in the order of the contract data. */
export function clauseCoverage(family: SuiteFamily, suites: readonly Suite[]): readonly ClauseCoverage[] {
  const clauses = clausesOfFamily(family);
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  return clauses.map((clause) => {
    const chain = [clause];
    for (let next = byId.get(clause.partOf ?? ''); next; next = byId.get(next.partOf ?? '')) chain.push(next);
    const ids = chain.map(({ id }) => id);
    const requirements = requirementsOf(suites, (requirement) => ids.includes(requirement.source.clause));
    const untested = chain.find((part) => part.untested !== undefined)?.untested;
    const owners = subjects.filter((subject) => subject.concerns(clause));
    return {
      clause,
      ...(clause.partOf !== undefined && { through: clause.partOf }),
      ...judged(requirements, untested, owners, suites),
    };
  });
}

/** The coverage of every case of Canton's own tool, in the order of the catalogue. */
export function caseCoverage(suites: readonly Suite[]): readonly CaseCoverage[] {
  return officialCases.map((official) => {
    const requirements = requirementsOf(suites, (requirement) => covers(requirement, official.id));
    const owners = subjects.filter((subject) => subject.officialSuites.includes(official.suite));
    return { official, ...judged(requirements, official.why, owners, suites) };
  });
}

function covers(requirement: Requirement, caseId: string): boolean {
  return requirement.officialCases?.includes(caseId) ?? false;
}

function requirementsOf(suites: readonly Suite[], wanted: (requirement: Requirement) => boolean): Requirement[] {
  return suites.flatMap(({ requirements }) => requirements.filter(wanted));
}

function judged(
  requirements: readonly Requirement[],
  reason: string | undefined,
  owners: readonly Subject[],
  suites: readonly Suite[],
): Coverage {
  if (requirements.length > 0) {
    return reason === undefined ? { status: 'tested', requirements } : { status: 'partly', requirements, reason };
  }
  if (reason !== undefined) return { status: 'untested', requirements, reason };
  const awaited = owners.filter(({ suite }) => !suites.some(({ name }) => name === suite));
  if (owners.length > 0 && awaited.length === owners.length) {
    return { status: 'waiting', requirements, reason: `for the suite ${awaited.map(({ suite }) => suite).join(', ')}` };
  }
  return { status: 'missing', requirements };
}
