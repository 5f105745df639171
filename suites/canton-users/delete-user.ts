/**
 * Deleting a user of the run inside a scenario.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { Exchange } from '../../target/exchange.ts';
import { deleteUser } from '../canton/requests.ts';

/** Deletes a user that the scenario created, and notes in the journal that it is gone. */
export async function deleteGiven(steps: Scenario, id: string, label: string): Promise<Exchange> {
  const exchange = await steps.change(deleteUser(id), label);
  if (exchange.response?.status === 200) steps.context.journal.deleted('user', id);
  return exchange;
}
