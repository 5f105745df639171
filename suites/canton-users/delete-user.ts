/**
 * Deleting users of the run before its end.
 */
import type { AcceptanceEvidence } from '../../engine/checks/acceptance.ts';
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { fillTemplate } from '../../engine/template.ts';
import type { Exchange } from '../../target/exchange.ts';
import { deleteUser } from '../canton/requests.ts';

/** Deletes a user that the scenario created, and notes in the journal that it is gone. */
export async function deleteGiven(steps: Scenario, id: string, label: string): Promise<Exchange> {
  const exchange = await steps.change(deleteUser(id), label);
  if (exchange.response?.status === 200) steps.context.journal.deleted('user', id);
  return exchange;
}

/** The same experiment; its users are deleted as soon as they were created, because they would burden every reading of the list. */
export function deletedAtOnce(experiment: Experiment<AcceptanceEvidence>): Experiment<AcceptanceEvidence> {
  return {
    ...experiment,
    run: async (context) => {
      const evidence = await experiment.run(context);
      const created = new Set(context.journal.existing('user'));
      const ids = evidence.cases.flatMap(({ id }) => (id !== undefined && created.has(id) ? [id] : []));
      await Promise.all(
        ids.map(async (id) => {
          const request = fillTemplate(deleteUser(id), () => '');
          const exchange = await context.target.send(request, {
            tag: `${context.suite}/${experiment.key}#delete ${id}`,
          });
          if (exchange.response?.status === 200) context.journal.deleted('user', id);
        }),
      );
      return evidence;
    },
  };
}
