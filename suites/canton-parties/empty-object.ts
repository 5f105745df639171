/**
 * The allocation of an empty object: a party that nothing was said about.
 */
import { acceptances } from '../../engine/checks/acceptance.ts';
import type { Scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { json } from '../canton/creation/request-forms.ts';
import type { Bare } from '../canton/update/first-annotations.ts';

export const emptyObject = acceptances({
  key: 'operation/optional-members-may-be-missing',
  operation: allocateParty,
  profile: 'contract',
  lane: 'exclusive',
  bodies: { kind: 'table', rows: () => [json('empty object', {})] },
});

/** That party, where one without metadata is wanted. */
export const bareParty: Bare = {
  needs: [emptyObject],
  cost: { parties: 0, users: 0, exchanges: 2 },
  given: async ({ context }: Scenario) => {
    const [it] = (await context.evidence(emptyObject)).cases;
    if (it?.accepted && it.id !== undefined) return it.id;
    throw new Inconclusive(
      'control-refused',
      `An empty object was not allocated: ${it ? describeAnswer(it.record.exchange) : 'not sent'}`,
    );
  },
};
