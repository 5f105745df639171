/**
 * A requirement as plain data, with the clause it stands on.
 */
import { cantonClauses } from '../../contracts/canton/clauses.ts';
import type { Clause } from '../../contracts/model.ts';
import { type SuiteRequirement, topicOf } from './requirements.ts';

/** The clause with this id; undefined for a document whose clauses are kept elsewhere. */
export function findClause(id: string): Clause | undefined {
  return cantonClauses().find((clause) => clause.id === id);
}

/** Everything that `concordat list --json` says of a requirement. */
export function describeRequirement({ suite, requirement }: SuiteRequirement): Readonly<Record<string, unknown>> {
  const { id, aliases = [], level, profile, source, text, explain, officialCases = [], smoke = false } = requirement;
  const clause = findClause(source.clause);
  return {
    id,
    aliases,
    suite: suite.name,
    topic: topicOf(requirement),
    level,
    profile,
    text,
    explain,
    source: { clause: source.clause, document: clause?.document ?? '', quote: clause?.quote ?? '' },
    officialCases,
    smoke,
  };
}
