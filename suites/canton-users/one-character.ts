/**
 * An id of one character. Others may have such a user, so one that is free is looked for, and it is deleted at once.
 */
import { scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { isAccepted } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { alphanumericFrom } from '../../generators/canton/characters.ts';
import { costOf } from '../canton/resource.ts';
import { readUserList } from '../canton/user-list.ts';
import { deleteGiven } from './delete-user.ts';
import { users, userWithId } from './user-resource.ts';

/** Decides that a free id of one character is accepted. */
export const oneCharacterAccepted = scenario({
  key: 'id/one-character',
  cost: costOf(users, 1, 4),
  satisfied: 'An id of one character was accepted.',
  run: async (steps) => {
    const [character] = await freeCharacters(steps.context);
    if (character === undefined)
      throw new Inconclusive('exists-already', 'Every id of one character exists already on this node.');
    // Without an answer it may be there all the same: the fresh start looks for another one that is free.
    const record = await steps.createOnce(users.operation, 'one character', userWithId(character));
    const accepted = isAccepted(users.operation, record);
    if (!accepted && !(await freeCharacters(steps.context)).includes(character)) {
      throw new Inconclusive('exists-already', `The id "${character}" was taken by somebody else meanwhile.`);
    }
    steps.check(accepted, {
      summary: 'An id of one character was refused',
      expected: 'acceptance: an id is non-empty, no more',
      actual: describeAnswer(record.exchange),
      pointer: '/user/id',
      evidence: [record.exchange],
    });
    if (accepted) await deleteGiven(steps, character, 'delete it');
  },
});

/** Letters and digits that are no user's id. */
async function freeCharacters(context: RunContext): Promise<readonly string[]> {
  const list = await readUserList(context);
  if (!list.available) throw new Inconclusive('read-back-unavailable', list.reason);
  return alphanumericFrom(context.namespace).filter((character) => !list.entries.has(character));
}
