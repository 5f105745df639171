/**
 * Deleting users of the run before its end.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { type CaseRecord, createdIdOf } from '../../engine/sending.ts';
import { fillTemplate } from '../../engine/template.ts';
import type { Exchange } from '../../target/exchange.ts';
import { createUser } from '../canton/create-user.ts';
import { deleteUser } from '../canton/requests.ts';

/** Deletes a user that the scenario created, and notes in the journal that it is gone. */
export async function deleteGiven(steps: Scenario, id: string, label: string): Promise<Exchange> {
  const exchange = await steps.change(deleteUser(id), label);
  if (exchange.response?.status === 200) steps.context.journal.deleted('user', id);
  return exchange;
}

/** Deletes what was created with these records, before the end of the run: large users would burden every reading of the list. */
export async function deleteRecords(context: RunContext, records: readonly CaseRecord[]): Promise<void> {
  const created = new Set(context.journal.existing('user'));
  const ids = records.map((record) => createdIdOf(createUser, record) ?? '').filter((id) => created.has(id));
  await Promise.all(
    ids.map(async (id) => {
      const request = fillTemplate(deleteUser(id), () => '');
      const exchange = await context.target.send(request, { tag: `${context.suite}/delete what is large#${id}` });
      if (exchange.response?.status === 200) context.journal.deleted('user', id);
    }),
  );
}
