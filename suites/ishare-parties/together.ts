/**
 * Several checks that decide one requirement.
 */
import { passed } from '../../engine/checks/outcome.ts';
import type { Check } from '../../engine/requirement.ts';
import { NotApplicable } from '../../engine/signals.ts';

/**
 * Satisfied when every check is that concerns the target; the first one always does. A failure counts before what could not be
 * decided, and that before a pass.
 */
export function together(first: Check, ...others: readonly Check[]): Check {
  const checks = [first, ...others];
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
        leading.reason,
        outcomes.flatMap(({ notes = [] }) => notes),
      );
    },
  };
}
