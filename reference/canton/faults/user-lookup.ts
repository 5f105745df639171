/**
 * Faults of finding a user by its id, and of the party that it keeps.
 */
import type { Behaviour } from '../behaviour.ts';
import { before, change, usersCreatedAs } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { userFault } from './user-fault.ts';

/** Updates, grants and revocations find no route for some ids. */
function changesNotRouted(behaviour: Behaviour, lost: (id: string) => boolean): Behaviour {
  return before(behaviour, ({ call }) =>
    ['updateUser', 'grantRights', 'revokeRights'].includes(call.operation ?? '') && lost(call.parameters.user ?? '')
      ? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such page' }
      : undefined,
  );
}

/** Finds the user whose id differs only in case where nobody has the id, in two operations. */
function foundWithoutCase(behaviour: Behaviour, operation: 'getUser' | 'deleteUser'): Behaviour {
  return change(behaviour, 'users', {
    find(id, identityProviderId, doing, scene) {
      const { users } = scene.world;
      const other =
        scene.call.operation !== operation || users.has(id)
          ? undefined
          : users.sorted.find((user) => user.id.toLowerCase() === id.toLowerCase());
      return other ?? behaviour.users.find(id, identityProviderId, doing, scene);
    },
  });
}

export const userLookupFaults: readonly Fault[] = [
  userFault({
    id: 'user-primary-party-cut-at-128',
    title: 'Primary parties are cut after 128 characters',
    catches: ['creation/primary-party-kept'],
    apply: (b) => usersCreatedAs(b, (user) => ({ ...user, primaryParty: user.primaryParty.slice(0, 128) })),
  }),
  userFault({
    id: 'user-get-finds-other-case',
    title: 'An id that nobody has shows the user whose id differs only in case',
    catches: ['get/unknown-user-not-shown'],
    apply: (b) => foundWithoutCase(b, 'getUser'),
  }),
  userFault({
    id: 'user-delete-finds-other-case',
    title: 'Deleting an id that nobody has deletes the user whose id differs only in case',
    catches: ['deletion/others-unchanged'],
    apply: (b) => foundWithoutCase(b, 'deleteUser'),
  }),
  userFault({
    id: 'user-changes-of-symbols-not-routed',
    title: 'Users with certain symbols in their ids are not found by updates, grants and revocations',
    catches: ['id/symbols-in-paths'],
    apply: (b) => changesNotRouted(b, (id) => /[#|^`']/.test(id)),
  }),
  userFault({
    id: 'user-changes-of-long-ids-not-routed',
    title: 'Users with more than a hundred characters in their ids are not found by updates, grants and revocations',
    catches: ['id/symbols-in-paths'],
    apply: (b) => changesNotRouted(b, (id) => id.length > 100 && id.length <= 128),
  }),
];
