/**
 * Creations that are large: once they are seen and read, they are made small or deleted, since they would burden every reading of a
 * list.
 */
import type { AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import type { RefusalOptions } from '../../../engine/checks/refusal.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Resource } from '../resource.ts';
import { type ReadBackCase, readBack } from './read-backs.ts';

/** Deletes or empties what was created. Never fails: what stays is only large. */
export type Discard = NonNullable<RefusalOptions['discard']>;

/** What was created, and what was read of it before it was discarded; nothing where the target cannot be read. */
export interface DiscardedEvidence extends AcceptanceEvidence {
  readonly readings: readonly ReadBackCase[];
}

/** The same experiment; what it created is read and then discarded right away. */
export function discardedAtOnce(
  resource: Resource,
  experiment: Experiment<AcceptanceEvidence>,
  discard: Discard,
): Experiment<DiscardedEvidence> {
  return {
    ...experiment,
    cost: (draw) => {
      const cost = experiment.cost(draw);
      // Each is created, read and discarded.
      return { ...cost, exchanges: 3 * cost.exchanges };
    },
    run: async (context) => {
      const evidence = await experiment.run(context);
      const readable = resource.unreadable?.(context) === undefined;
      const created = evidence.cases.filter((it) => it.accepted && readable);
      const readings = await Promise.all(created.map((it) => readBack(context, resource, it)));
      await discard(
        context,
        evidence.cases.map(({ record }) => record),
      );
      return { ...evidence, readings };
    },
  };
}
