/**
 * Faults of deleting users.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import type { Scene } from '../call.ts';
import { textAnswer } from '../call.ts';
import { change, onAnswer, onSuccess, usersCreatedAs } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import { found, inventedUser, unknownAs } from './user-changes.ts';
import { userFault } from './user-fault.ts';

/** Deletes in another way. */
function removed(
  behaviour: Behaviour,
  remove: (record: UserRecord, scene: Scene, original: () => void) => void,
): Behaviour {
  return change(behaviour, 'users', {
    remove: (record, scene) => remove(record, scene, () => behaviour.users.remove(record, scene)),
  });
}

/** Remembers what was deleted. */
function remembering(behaviour: Behaviour, memory: Map<string, UserRecord>): Behaviour {
  return removed(behaviour, (record, _scene, original) => {
    memory.set(record.id, record);
    original();
  });
}

/** Deletes every other user, too, whose id has something to do with the one to be deleted. */
function alsoDeletes(behaviour: Behaviour, concerned: (other: string, deleted: string) => boolean): Behaviour {
  return removed(behaviour, (record, { world }, original) => {
    original();
    for (const id of [...world.users.keys].filter((it) => concerned(it, record.id))) world.users.delete(id);
  });
}

export const userDeletionFaults: readonly Fault[] = [
  userFault({
    id: 'user-delete-answers-text',
    title: 'A deletion is answered with a text',
    catches: ['deletion/response-schema'],
    apply: (b) => onAnswer(b, 'deleteUser', (it) => (it.status === 200 ? textAnswer(200, 'deleted') : it)),
  }),
  userFault({
    id: 'user-delete-answers-array',
    title: 'A deletion is answered with an array',
    catches: ['deletion/response-schema'],
    apply: (b) => onSuccess(b, 'deleteUser', () => []),
  }),
  userFault({
    id: 'user-delete-does-nothing',
    title: 'A deletion is answered but not done',
    catches: ['deletion/user-gone'],
    apply: (b) => removed(b, () => {}),
  }),
  userFault({
    id: 'user-deleted-still-listed',
    title: 'Deleted users stay in the list',
    catches: ['deletion/user-gone'],
    apply(b) {
      const memory = new Map<string, UserRecord>();
      const remembers = remembering(b, memory);
      return change(remembers, 'users', {
        listed: (scene) =>
          [...b.users.listed(scene), ...[...memory.values()].filter(({ id }) => !scene.world.users.has(id))].sort(
            (left, right) => scene.world.users.compare(left.id, right.id),
          ),
      });
    },
  }),
  userFault({
    id: 'user-deleted-still-readable',
    title: 'GET still shows deleted users',
    catches: ['deletion/user-gone'],
    apply(b) {
      const memory = new Map<string, UserRecord>();
      return found(
        remembering(b, memory),
        ['getUser'],
        (id, find, { world }) => (world.users.has(id) ? undefined : memory.get(id)) ?? find(id),
      );
    },
  }),
  userFault({
    id: 'user-deleted-rights-still-readable',
    title: 'The rights of deleted users can still be read',
    catches: ['deletion/user-gone'],
    apply(b) {
      const memory = new Map<string, UserRecord>();
      return found(
        remembering(b, memory),
        ['listRights'],
        (id, find, { world }) => (world.users.has(id) ? undefined : memory.get(id)) ?? find(id),
      );
    },
  }),
  userFault({
    id: 'user-deletion-keeps-rights',
    title: 'A user that is created again has the rights of the deleted one too',
    catches: ['deletion/rights-gone'],
    apply(b) {
      const memory = new Map<string, UserRecord>();
      return usersCreatedAs(remembering(b, memory), (user) => ({
        ...user,
        rights: new Map([...user.rights, ...(memory.get(user.id)?.rights ?? [])]),
      }));
    },
  }),
  userFault({
    id: 'user-deletion-keeps-annotations',
    title: 'A user that is created again has the annotations of the deleted one too',
    catches: ['deletion/rights-gone'],
    apply(b) {
      const memory = new Map<string, UserRecord>();
      return usersCreatedAs(remembering(b, memory), (user) => ({
        ...user,
        annotations: new Map([...(memory.get(user.id)?.annotations ?? []), ...user.annotations]),
      }));
    },
  }),
  userFault({
    id: 'user-delete-by-prefix',
    title: 'With a user all are deleted whose ids begin with its id',
    catches: ['deletion/others-unchanged'],
    apply: (b) => alsoDeletes(b, (other, deleted) => other.startsWith(deleted)),
  }),
  userFault({
    id: 'user-delete-ignores-case',
    title: 'With a user all are deleted whose ids differ in case only',
    catches: ['deletion/others-unchanged'],
    apply: (b) => alsoDeletes(b, (other, deleted) => other.toLowerCase() === deleted.toLowerCase()),
  }),
  userFault({
    id: 'user-delete-answers-user',
    title: 'A deletion is answered with the user',
    catches: ['deletion/empty-object'],
    breaks: 'reference',
    apply: (b) => onSuccess(b, 'deleteUser', (_value, { call }) => ({ userId: call.parameters.user ?? '' })),
  }),
  userFault({
    id: 'user-delete-unknown-200',
    title: 'Deleting an unknown user is a success',
    catches: ['deletion/unknown-user'],
    breaks: 'reference',
    apply: (b) =>
      found(b, ['deleteUser'], (id, find, { world }) => (world.users.has(id) ? find(id) : inventedUser(id))),
  }),
  userFault({
    id: 'user-delete-unknown-400',
    title: 'Deleting an unknown user is an invalid argument',
    catches: ['deletion/unknown-user'],
    breaks: 'reference',
    apply: (b) => unknownAs(b, ['deleteUser'], ({ cause }) => invalidArgument(cause)),
  }),
  userFault({
    id: 'user-delete-race-all-win',
    title: 'Of deletions of a user at the same time all succeed',
    catches: ['deletion/race-one-winner'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'users', {
        work: (scene) => (scene.call.operation === 'deleteUser' ? wait(60) : b.users.work(scene)),
      }),
  }),
];
