/**
 * A requirement as plain data, with the clause it stands on.
 */
import { cantonClauses } from '../../contracts/canton/clauses.ts';
import { ishareClauses } from '../../contracts/ishare/clauses.ts';
import type { Clause } from '../../contracts/model.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { SuiteRequirement } from './requirements.ts';

/** The clause with this id; undefined where there is none. */
export function findClause(id: string): Clause | undefined {
  return [...cantonClauses(), ...ishareClauses].find((clause) => clause.id === id);
}

/** The entry of a requirement in the catalogue. */
export function describeRequirement({ suite, requirement }: SuiteRequirement): CatalogueEntry {
  const { id, aliases = [], level, profile, source, text, explain, officialCases = [], smoke = false } = requirement;
  const clause = findClause(source.clause);
  return {
    id,
    aliases,
    suite: suite.name,
    topic: id.split('/')[1] ?? '',
    level,
    profile,
    text,
    explain,
    source: { clause: source.clause, document: clause?.document ?? '', quote: clause?.quote ?? '' },
    officialCases,
    smoke,
  };
}
