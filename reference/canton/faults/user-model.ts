/**
 * Faults that show only after a certain sequence of operations on one user.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, usersCreatedAs } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { UserRecord } from '../store.ts';
import { userFault } from './user-fault.ts';

/** Writes something else where an operation changes a user; `memory` is what the fault remembers of each user. */
function written<Memory>(
  behaviour: Behaviour,
  operation: 'updateUser' | 'grantRights' | 'revokeRights',
  start: () => Memory,
  write: (record: UserRecord, before: UserRecord, memory: Memory) => UserRecord,
): Behaviour {
  const memories = new Map<string, Memory>();
  return change(behaviour, 'users', {
    store(record, scene) {
      const before = scene.world.users.get(record.id);
      if (scene.call.operation !== operation || before === undefined) return behaviour.users.store(record, scene);
      const memory = memories.get(record.id) ?? start();
      memories.set(record.id, memory);
      behaviour.users.store(write(record, before, memory), scene);
    },
  });
}

export const userModelFaults: readonly Fault[] = [
  userFault({
    id: 'user-model-third-update-lost',
    title: 'Every third update of a user is answered but not stored',
    catches: ['model/agrees'],
    apply: (b) =>
      written(
        b,
        'updateUser',
        () => ({ updates: 0 }),
        (record, before, memory) => {
          memory.updates += 1;
          return memory.updates % 3 === 0 ? { ...before, version: record.version } : record;
        },
      ),
  }),
  userFault({
    id: 'user-model-regrant-lost',
    title: 'A right that was revoked cannot be granted again: it is answered but not stored',
    catches: ['model/agrees'],
    apply(b) {
      const revoked = new Set<string>();
      const remembers = change(b, 'users', {
        revoke(user, sent, scene) {
          const result = b.users.revoke(user, sent, scene);
          for (const key of sent.keys()) if (user.rights.has(key)) revoked.add(`${user.id} ${key}`);
          return result;
        },
      });
      return change(remembers, 'users', {
        grant(user, sent, scene) {
          const { rights, answered } = b.users.grant(user, sent, scene);
          return { rights: new Map([...rights].filter(([key]) => !revoked.has(`${user.id} ${key}`))), answered };
        },
      });
    },
  }),
  userFault({
    id: 'user-model-update-restores-rights',
    title: 'An update gives a user back the rights that it was created with',
    catches: ['model/agrees'],
    apply(b) {
      const created = new Map<string, UserRecord['rights']>();
      const remembers = usersCreatedAs(b, (user) => {
        created.set(user.id, user.rights);
        return user;
      });
      return written(
        remembers,
        'updateUser',
        () => undefined,
        (record) => ({ ...record, rights: new Map([...record.rights, ...(created.get(record.id) ?? [])]) }),
      );
    },
  }),
  userFault({
    id: 'user-model-second-grant-lost',
    title: 'Every second grant to a user is answered but not stored',
    catches: ['model/explored'],
    verdictWhenCaught: 'warned',
    apply: (b) =>
      written(
        b,
        'grantRights',
        () => ({ grants: 0 }),
        (record, before, memory) => {
          memory.grants += 1;
          return memory.grants % 2 === 0 ? before : record;
        },
      ),
  }),
  userFault({
    id: 'user-model-grant-forgets-deactivation',
    title: 'Granting a right to a deactivated user activates it',
    catches: ['model/agrees'],
    apply: (b) =>
      written(
        b,
        'grantRights',
        () => undefined,
        (record) => ({ ...record, isDeactivated: false }),
      ),
  }),
];
