/**
 * Faults of who may do what with users. The reference demands bearer tokens with every one of them.
 */
import type { OperationName } from '../call.ts';
import { change, onUser } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { UserRecord } from '../store.ts';
import { userFault } from './user-fault.ts';

function tokenFault(entry: Parameters<typeof userFault>[0]): Fault {
  return userFault({ ...entry, needs: 'authentication' });
}

/** One operation that needs no token. */
function open(
  id: string,
  operation: OperationName,
  title: string,
  catches = 'authentication/siblings-protected',
): Fault {
  return tokenFault({
    id,
    title,
    catches: [catches],
    apply: (b) =>
      change(b, 'authentication', {
        withoutToken: (scene) =>
          scene.call.operation === operation ? { kind: 'anyone' } : b.authentication.withoutToken(scene),
      }),
  });
}

/** The rights that each user had when it was first seen, and all that it ever had. */
function memoryOfRights() {
  const first = new Map<string, UserRecord['rights']>();
  const all = new Map<string, UserRecord['rights']>();
  return (user: UserRecord) => {
    first.set(user.id, first.get(user.id) ?? user.rights);
    all.set(user.id, new Map([...(all.get(user.id) ?? []), ...user.rights]));
    return { first: first.get(user.id) ?? user.rights, all: all.get(user.id) ?? user.rights };
  };
}

export const userAccessFaults: readonly Fault[] = [
  open(
    'user-auth-create-open',
    'createUser',
    'Users can be created without a token',
    'authentication/missing-token-refused',
  ),
  open('user-auth-list-open', 'listUsers', 'Users can be listed without a token'),
  open('user-auth-get-open', 'getUser', 'A user can be read without a token'),
  open('user-auth-patch-open', 'updateUser', 'A user can be updated without a token'),
  open('user-auth-delete-open', 'deleteUser', 'A user can be deleted without a token'),
  open('user-auth-rights-open', 'listRights', 'Rights can be listed without a token'),
  open('user-auth-grant-open', 'grantRights', 'Rights can be granted without a token'),
  open('user-auth-revoke-open', 'revokeRights', 'Rights can be revoked without a token'),
  tokenFault({
    id: 'user-authenticated-as-another',
    title: 'The authenticated user is shown under another id',
    catches: ['authentication/authenticated-user'],
    apply: (b) => onUser(b, 'authenticatedUser', (user) => ({ ...user, id: `${user.id}-2` })),
  }),
  tokenFault({
    id: 'user-authenticated-as-administrator',
    title: 'Every caller is answered with the administrator as its own user',
    catches: ['authentication/authenticated-user'],
    apply: (b) => onUser(b, 'authenticatedUser', (user) => ({ ...user, id: 'participant_admin' })),
  }),
  tokenFault({
    id: 'user-deactivated-not-denied',
    title: 'A deactivated user may do what it could before',
    catches: ['activation/deactivated-denied'],
    apply: (b) => change(b, 'authentication', { admits: () => true }),
  }),
  tokenFault({
    id: 'user-reactivated-still-denied',
    title: 'A user that was deactivated once is denied for ever',
    catches: ['activation/reactivated-admitted'],
    apply(b) {
      const denied = new Set<string>();
      return change(b, 'authentication', {
        admits(user) {
          if (user.isDeactivated) denied.add(user.id);
          return !denied.has(user.id);
        },
      });
    },
  }),
  tokenFault({
    id: 'user-granted-right-without-effect',
    title: 'Rights that are granted later have no effect',
    catches: ['activation/granted-right-takes-effect'],
    apply(b) {
      const remember = memoryOfRights();
      return change(b, 'authentication', {
        entitled: (user, need, scene) =>
          b.authentication.entitled({ ...user, rights: remember(user).first }, need, scene),
      });
    },
  }),
  tokenFault({
    id: 'user-revoked-right-still-works',
    title: 'Rights that were revoked still have an effect',
    catches: ['activation/revoked-right-gone'],
    apply(b) {
      const remember = memoryOfRights();
      return change(b, 'authentication', {
        entitled: (user, need, scene) =>
          b.authentication.entitled({ ...user, rights: remember(user).all }, need, scene),
      });
    },
  }),
];
