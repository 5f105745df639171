/**
 * What a refusal should look like, graded (design.md, rule 2).
 */
import type { CaseRecord } from '../sending.ts';

/** How well an answer fits. */
export type Grade =
  | { readonly grade: 'preferred' }
  | { readonly grade: 'acceptable'; readonly note: string }
  | { readonly grade: 'wrong'; readonly actual: string; readonly pointer?: string };

/** An expected kind of answer. */
export interface Expectation {
  /** In one phrase, after "expected": `a refusal with a 4xx status`. */
  readonly expected: string;
  grade(record: CaseRecord): Grade;
}
