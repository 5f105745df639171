/**
 * The check shape "all of these": several checks, each with fresh starts of its own, that decide one requirement.
 */
import type { Check } from '../requirement.ts';
import { NotApplicable } from '../signals.ts';
import { passed } from './outcome.ts';

/**
 * Satisfied when every check is that concerns the target; the first one always does. A failure counts before what could not be
 * decided, and that before a pass. `satisfied`: the sentence of a pass, that of the first check when left out.
 */
export function allOf(checks: readonly Check[], satisfied?: string): Check {
  return {
    experiments: [...new Set(checks.flatMap(({ experiments }) => experiments))],
    judge: async (context) => {
      const judged = await Promise.allSettled(checks.map(({ judge }) => judge(context)));
      const outcomes = judged.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const failure = outcomes.find(({ verdict }) => verdict === 'failed');
      if (failure) return failure;
      const thrown = judged.find(
        (each, index) => each.status === 'rejected' && (index === 0 || !(each.reason instanceof NotApplicable)),
      );
      if (thrown?.status === 'rejected') throw thrown.reason;
      const open = outcomes.find(({ verdict }) => verdict !== 'passed' && verdict !== 'not-applicable');
      if (open) return open;
      const [leading] = outcomes;
      if (leading?.verdict !== 'passed') return leading as NonNullable<typeof leading>;
      const sent = outcomes.reduce((sum, { cases }) => sum + cases.sent, 0);
      return passed(
        sent,
        satisfied ?? leading.reason,
        outcomes.flatMap(({ notes = [] }) => notes),
      );
    },
  };
}
