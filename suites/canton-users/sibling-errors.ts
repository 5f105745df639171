/**
 * Error bodies of reading, listing, updating and deleting users, and of changing their rights.
 */
import { plainRight } from '../../generators/canton/rights.ts';
import { siblingErrors } from '../canton/errors/siblings.ts';
import { deleteUser, getUser, listRights, listUsers } from '../canton/requests.ts';
import { costOf } from '../canton/resource.ts';
import { sendUpdate } from '../canton/update/update.ts';
import { GRANT, REVOKE, sendChange } from './grants.ts';
import { users } from './user-resource.ts';

/** Decides on the form of these errors. */
export const userSiblingErrors = siblingErrors(users, costOf(users, 0, 7), async (steps) => {
  const id = steps.name('unknown');
  const right = [plainRight('CanReadAsAnyParty')];
  return [
    ['getV2UsersUser-id', 'reading an unknown user', await steps.read(getUser(id), 'read')],
    ['getV2UsersUser-idRights', 'reading the rights of one', await steps.read(listRights(id), 'rights')],
    [
      'patchV2UsersUser-id',
      'updating an unknown user',
      await sendUpdate(users, steps, 'update', id, { annotations: { a: 'b' } }),
    ],
    [GRANT.operationId, 'granting to an unknown user', await sendChange(steps, GRANT, id, right, 'grant')],
    [REVOKE.operationId, 'revoking from an unknown user', await sendChange(steps, REVOKE, id, right, 'revoke')],
    ['deleteV2UsersUser-id', 'deleting an unknown user', await steps.change(deleteUser(id), 'delete')],
    ['getV2Users', 'an invalid pageToken', await steps.read(listUsers([['pageToken', 'no-token']]), 'token')],
  ];
});
