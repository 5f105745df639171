/**
 * The check shape "all of these": what could be one long scenario is several, each of which has fresh starts of its own.
 */
import type { Check } from '../requirement.ts';
import { passed } from './outcome.ts';

/** Decides that every check passes. The first failure decides, else the first check that could not be decided. */
export function allOf(checks: readonly Check[], satisfied: string): Check {
  return {
    experiments: checks.flatMap(({ experiments }) => experiments),
    judge: async (context) => {
      const outcomes = await Promise.all(checks.map((check) => check.judge(context)));
      const wrong =
        outcomes.find(({ verdict }) => verdict === 'failed') ?? outcomes.find(({ verdict }) => verdict !== 'passed');
      if (wrong) return wrong;
      const judged = outcomes.reduce((sum, { cases }) => sum + cases.sent, 0);
      return passed(
        judged,
        satisfied,
        outcomes.flatMap(({ notes }) => notes ?? []),
      );
    },
  };
}
