/**
 * Which problems of a signed token count under `contract`.
 */
import type { TokenProblem, TokenRule } from '../../target/ishare/signed-token.ts';

/** Readings of pages that are not pinned, or a matter of taste. */
const LENIENT: readonly TokenRule[] = ['header-parameters', 'chain-root-missing', 'aud-list', 'lifetime'];

/** The first problem that breaks the pinned texts. `besides`: rules that do not matter here. */
export function seriousProblem(
  problems: readonly TokenProblem[],
  besides: readonly TokenRule[] = [],
): TokenProblem | undefined {
  return problems.find(({ rule }) => !LENIENT.includes(rule) && !besides.includes(rule));
}
