/**
 * Creations that are large: once they are seen, they are made small or deleted, since they would burden every reading of a list.
 */
import type { AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import type { RefusalOptions } from '../../../engine/checks/refusal.ts';
import type { Experiment } from '../../../engine/experiment.ts';

/** Deletes or empties what was created. Never fails: what stays is only large. */
export type Discard = NonNullable<RefusalOptions['discard']>;

/** The same experiment; what it created is discarded right away. */
export function discardedAtOnce(
  experiment: Experiment<AcceptanceEvidence>,
  discard: Discard,
): Experiment<AcceptanceEvidence> {
  return {
    ...experiment,
    run: async (context) => {
      const evidence = await experiment.run(context);
      await discard(
        context,
        evidence.cases.map(({ record }) => record),
      );
      return evidence;
    },
  };
}
