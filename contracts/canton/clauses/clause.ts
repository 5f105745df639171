/**
 * How the clauses of the Canton texts are written down.
 */
import type { Clause } from '../../model.ts';

/** A clause, and the one that it is decided together with. */
export interface CantonClause extends Clause {
  /** Id of the clause whose requirements decide this one, too: a member of a schema goes with the whole response. */
  readonly partOf?: string;
}

/** The documents that clauses are taken from. */
export type ClauseDocument =
  | 'canton-post-v2-parties'
  | 'canton-post-v2-users'
  | 'canton-openapi-3.5.6'
  | 'canton-reference-3.5'
  | 'rfc';

/** A slug, the first words of the sentence, and what else is to be said. */
export type Entry = readonly [slug: string, quote: string, more?: Pick<CantonClause, 'untested'> & { partOf?: string }];

/** Clauses of one document; `partOf` names a slug of the same document, or a clause of another one by its whole id. */
export function clausesOf(
  document: ClauseDocument,
  kind: Clause['kind'],
  entries: readonly Entry[],
): readonly CantonClause[] {
  return entries.map(([slug, quote, { untested, partOf } = {}]) => ({
    id: `${document}#${slug}`,
    document,
    kind,
    quote,
    ...(untested !== undefined && { untested }),
    ...(partOf !== undefined && { partOf: partOf.includes('#') ? partOf : `${document}#${partOf}` }),
  }));
}

/** A sentence that describes and demands nothing. */
export const DESCRIPTIVE = { untested: 'describes; demands nothing that can be observed' } as const;

/** A sentence about what an operator must grant to a caller; the suite cannot make such callers. */
export const NEEDS_CALLERS = {
  untested: 'needs callers with other rights, which only the operator can give; see the authentication requirements',
} as const;

/** A sentence that binds clients, not servers. */
export const BINDS_CLIENTS = { untested: 'binds clients, not the server' } as const;
