/**
 * Faults of user ids that are taken, one after the other or at the same time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import { change, changeRule, sent, usersCreatedAs, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, Refused, refusal } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import { refusedAs } from './user-changes.ts';
import { userFault } from './user-fault.ts';

const RACE_MS = 200;

/** Refuses a duplicate, but leaves something of it in the original. */
function leavesTrace(
  behaviour: Behaviour,
  mix: (original: UserRecord, duplicate: UserRecord) => UserRecord,
): Behaviour {
  return changeRule(behaviour, 'createUser', 'user-new', (request, scene, original) => {
    const refused = original();
    const { users } = scene.behaviour;
    const existing = scene.world.users.get(users.key(request.user?.id ?? ''));
    if (refused !== undefined && existing !== undefined)
      users.store(mix(existing, users.record(request, scene)), scene);
    return refused;
  });
}

export const userDuplicateFaults: readonly Fault[] = [
  userFault({
    id: 'user-upserts',
    title: 'Creating a user that exists replaces it',
    catches: ['duplicate/refused'],
    apply: (b) => withoutRule(b, 'createUser', 'user-new'),
  }),
  userFault({
    id: 'user-duplicate-answers-original',
    title: 'Creating a user that exists is answered with 200 and the user that is there',
    catches: ['duplicate/refused'],
    apply: (b) =>
      usersCreatedAs(
        withoutRule(b, 'createUser', 'user-new'),
        (user, _request, { world }) => world.users.get(user.id) ?? user,
      ),
  }),
  userFault({
    id: 'user-duplicate-400',
    title: 'An id that is taken is an invalid argument',
    catches: ['duplicate/rejection-code'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'createUser', 'user-new', ({ cause }) => invalidArgument(cause)),
  }),
  userFault({
    id: 'user-duplicate-overwrites',
    title: 'A refused duplicate replaces the original',
    catches: ['duplicate/original-unchanged'],
    apply: (b) => leavesTrace(b, (_original, duplicate) => duplicate),
  }),
  userFault({
    id: 'user-duplicate-adds-rights',
    title: 'The rights of a refused duplicate are given to the original',
    catches: ['duplicate/original-unchanged'],
    apply: (b) =>
      leavesTrace(b, (original, { rights }) => ({ ...original, rights: new Map([...original.rights, ...rights]) })),
  }),
  userFault({
    id: 'user-duplicate-changes-primary-party',
    title: 'A refused duplicate changes the primary party of the original',
    catches: ['duplicate/original-unchanged'],
    apply: (b) => leavesTrace(b, (original, { primaryParty }) => ({ ...original, primaryParty })),
  }),
  userFault({
    id: 'user-duplicate-changes-annotations',
    title: 'The annotations of a refused duplicate are added to those of the original',
    catches: ['duplicate/original-unchanged'],
    apply: (b) =>
      leavesTrace(b, (original, { annotations }) => ({
        ...original,
        annotations: new Map([...original.annotations, ...annotations]),
      })),
  }),
  userFault({
    id: 'user-duplicate-changes-activation',
    title: 'A refused duplicate activates or deactivates the original',
    catches: ['duplicate/original-unchanged'],
    apply: (b) => leavesTrace(b, (original, { isDeactivated }) => ({ ...original, isDeactivated })),
  }),
  userFault({
    id: 'user-ids-reserved-after-deletion',
    title: 'The id of a deleted user stays taken',
    catches: ['duplicate/free-after-deletion'],
    apply(b) {
      const deleted = new Set<string>();
      const remembers = change(b, 'users', {
        remove(record, scene) {
          deleted.add(record.id);
          b.users.remove(record, scene);
        },
      });
      return changeRule(remembers, 'createUser', 'user-new', ({ user }, _scene, original) =>
        deleted.has(user?.id ?? '')
          ? refusal('USER_ALREADY_EXISTS', 'creating user failed: the id was used')
          : original(),
      );
    },
  }),
  userFault({
    id: 'user-race-all-win',
    title: 'Of creations of an id at the same time all succeed, and the last one stays',
    catches: ['duplicate/race-at-most-one-winner', 'duplicate/race-one-winner'],
    apply: (b) =>
      change(b, 'users', {
        work: (scene) => (scene.call.operation === 'createUser' ? wait(RACE_MS) : b.users.work(scene)),
      }),
  }),
  userFault({
    id: 'user-race-nobody-wins',
    title: 'Of creations of an id at the same time none succeeds',
    catches: ['duplicate/race-one-winner'],
    breaks: 'reference',
    apply(b) {
      const waiting = new Map<string, number>();
      return change(b, 'users', {
        async work(scene) {
          if (scene.call.operation !== 'createUser') return;
          const id = String(sent(scene, 'user', 'id'));
          waiting.set(id, (waiting.get(id) ?? 0) + 1);
          await wait(RACE_MS);
          if ((waiting.get(id) ?? 0) > 1) {
            throw new Refused(refusal('USER_ALREADY_EXISTS', `creating user failed, as user "${id}" already exists`));
          }
          waiting.delete(id);
        },
      });
    },
  }),
  userFault({
    id: 'user-race-losers-as-html',
    title: 'Whoever comes too late is answered with a page for people',
    catches: ['duplicate/race-losers-refused'],
    apply: (b) =>
      change(b, 'errors', {
        refused: (it, scene) =>
          it.code === 'USER_ALREADY_EXISTS'
            ? { status: 409, headers: { 'content-type': 'text/html' }, body: '<h1>Too late</h1>' }
            : b.errors.refused(it, scene),
      }),
  }),
];
