/**
 * Every clause of the Canton contract: the sentences of both operation pages and of the sibling operations, what their
 * structure holds, and the external clauses of the reference product and of HTTP and JSON.
 */
import { loadContract } from '../contract.ts';
import type { CantonClause } from './clauses/clause.ts';
import { partiesPageSentences } from './clauses/parties-page.ts';
import { referenceClauses, rfcClauses } from './clauses/reference.ts';
import { siblingSentences } from './clauses/siblings.ts';
import { structuralClauses } from './clauses/structure.ts';
import { usersPageSentences } from './clauses/users-page.ts';

let clauses: readonly CantonClause[] | undefined;

/** Every clause, ids unique. A clause with `partOf` counts as covered with that one. Built at the first call. */
export function cantonClauses(): readonly CantonClause[] {
  clauses ??= [
    ...partiesPageSentences,
    ...usersPageSentences,
    ...siblingSentences,
    ...structuralClauses(loadContract('canton')),
    ...referenceClauses,
    ...rfcClauses,
  ];
  return clauses;
}
