/**
 * Citing clauses.
 */
import type { Source } from '../engine/requirement.ts';

/** The clause of a pinned document: `clause('canton-post-v2-parties', 'hint-characters')`. A test holds that it exists. */
export function clause(document: string, slug: string): Source {
  return { clause: `${document}#${slug}` };
}
