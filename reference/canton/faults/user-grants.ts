/**
 * Faults of granting and revoking rights.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Behaviour, RightsChange } from '../behaviour.ts';
import type { OperationName } from '../call.ts';
import { change, changeRule, firstRule, onSuccess, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, invalidField } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import { found, inventedUser, refusedAs } from './user-changes.ts';
import { userFault } from './user-fault.ts';

type Rights = UserRecord['rights'];
type Make = (user: UserRecord, sent: Rights, original: () => RightsChange) => RightsChange;

/** Grants in another way. */
function granted(behaviour: Behaviour, make: Make): Behaviour {
  const { grant } = behaviour.users;
  return change(behaviour, 'users', { grant: (user, sent, scene) => make(user, sent, () => grant(user, sent, scene)) });
}

/** Revokes in another way. */
function revoked(behaviour: Behaviour, make: Make): Behaviour {
  const { revoke } = behaviour.users;
  return change(behaviour, 'users', {
    revoke: (user, sent, scene) => make(user, sent, () => revoke(user, sent, scene)),
  });
}

/** Lets an operation last, so that it works with what it read before others wrote. */
function working(behaviour: Behaviour, operation: OperationName): Behaviour {
  return change(behaviour, 'users', {
    work: (scene) => (scene.call.operation === operation ? wait(60) : behaviour.users.work(scene)),
  });
}

/** Gives the user a new version with every change of its rights by an operation. */
function versioned(behaviour: Behaviour, operation: OperationName): Behaviour {
  return change(behaviour, 'users', {
    store: (record, scene) =>
      behaviour.users.store(
        scene.call.operation === operation ? { ...record, version: record.version + 1 } : record,
        scene,
      ),
  });
}

/** Refuses requests without rights. */
function emptyRefused(behaviour: Behaviour, operation: OperationName): Behaviour {
  return firstRule(behaviour, 'userRights', ({ rights }, { call }) =>
    call.operation === operation && rights.length === 0 ? invalidArgument('there are no rights') : undefined,
  );
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map((it) => JSON.stringify(it)) : [];

export const userGrantFaults: readonly Fault[] = [
  userFault({
    id: 'user-grant-answers-texts',
    title: 'Newly granted rights are listed as texts',
    catches: ['grants/grant-response-schema'],
    apply: (b) =>
      onSuccess(b, 'grantRights', ({ newlyGrantedRights }) => ({ newlyGrantedRights: [...texts(newlyGrantedRights)] })),
  }),
  userFault({
    id: 'user-revoke-answers-texts',
    title: 'Newly revoked rights are listed as texts',
    catches: ['grants/revoke-response-schema'],
    apply: (b) =>
      onSuccess(b, 'revokeRights', ({ newlyRevokedRights }) => ({
        newlyRevokedRights: [...texts(newlyRevokedRights)],
      })),
  }),
  userFault({
    id: 'user-grant-not-stored',
    title: 'Granting is answered but not done',
    catches: ['grants/granted'],
    apply: (b) => granted(b, (user, _sent, original) => ({ ...original(), rights: user.rights })),
  }),
  userFault({
    id: 'user-grant-replaces',
    title: 'What is granted replaces what was there',
    catches: ['grants/granted'],
    apply: (b) => granted(b, (_user, sent, original) => ({ ...original(), rights: sent })),
  }),
  userFault({
    id: 'user-grant-first-only',
    title: 'Of several rights only the first is granted, and all are answered',
    catches: ['grants/granted'],
    apply: (b) =>
      granted(b, (user, sent, original) => ({
        ...original(),
        rights: new Map([...user.rights, ...[...sent].slice(0, 1)]),
      })),
  }),
  userFault({
    id: 'user-revoke-not-stored',
    title: 'Revoking is answered but not done',
    catches: ['grants/revoked'],
    apply: (b) => revoked(b, (user, _sent, original) => ({ ...original(), rights: user.rights })),
  }),
  userFault({
    id: 'user-revoke-all',
    title: 'Revoking takes all rights away',
    catches: ['grants/revoked'],
    apply: (b) =>
      revoked(b, (user, sent, original) => ({ ...original(), rights: sent.size === 0 ? user.rights : new Map() })),
  }),
  userFault({
    id: 'user-revoke-by-kind',
    title: 'Revoking a right takes all of its kind away, whatever the party',
    catches: ['grants/parties-kept-apart'],
    breaks: 'reference',
    apply: (b) =>
      revoked(b, (user, sent, original) => {
        const kinds = [...sent.values()].map(({ kind }) => kind);
        return { ...original(), rights: new Map([...user.rights].filter(([, { kind }]) => !kinds.includes(kind))) };
      }),
  }),
  userFault({
    id: 'user-grant-answers-all',
    title: 'Granting answers all that was sent, also what was there',
    catches: ['grants/newly-granted'],
    apply: (b) => granted(b, (_user, sent, original) => ({ ...original(), answered: [...sent.values()] })),
  }),
  userFault({
    id: 'user-grant-answers-every-right',
    title: 'Granting answers all rights that the user then has',
    catches: ['grants/newly-granted'],
    apply: (b) =>
      granted(b, (_user, _sent, original) => {
        const { rights } = original();
        return { rights, answered: [...rights.values()] };
      }),
  }),
  userFault({
    id: 'user-grant-answers-none',
    title: 'Granting answers no rights',
    catches: ['grants/newly-granted'],
    apply: (b) => granted(b, (_user, _sent, original) => ({ ...original(), answered: [] })),
  }),
  userFault({
    id: 'user-revoke-answers-all',
    title: 'Revoking answers all that was sent, also what was not there',
    catches: ['grants/newly-revoked'],
    apply: (b) => revoked(b, (_user, sent, original) => ({ ...original(), answered: [...sent.values()] })),
  }),
  userFault({
    id: 'user-revoke-answers-the-rest',
    title: 'Revoking answers the rights that remain',
    catches: ['grants/newly-revoked'],
    apply: (b) =>
      revoked(b, (_user, _sent, original) => {
        const { rights } = original();
        return { rights, answered: [...rights.values()] };
      }),
  }),
  userFault({
    id: 'user-grant-again-refused',
    title: 'Granting what is granted already is refused',
    catches: ['grants/granted-again'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'userRights', ({ userId, rights }, { call, world }) => {
        const user = world.users.get(userId);
        const again = [...b.users.rightsOf(rights).keys()].some((key) => user?.rights.has(key));
        return call.operation === 'grantRights' && again ? invalidArgument('the right is granted already') : undefined;
      }),
  }),
  userFault({
    id: 'user-revoke-again-refused',
    title: 'Revoking what the user does not have is refused',
    catches: ['grants/revoked-again'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'userRights', ({ userId, rights }, { call, world }) => {
        const user = world.users.get(userId);
        const missing = [...b.users.rightsOf(rights).keys()].some((key) => user !== undefined && !user.rights.has(key));
        return call.operation === 'revokeRights' && missing ? invalidArgument('the user has no such right') : undefined;
      }),
  }),
  userFault({
    id: 'user-grant-duplicates',
    title: 'A right that is granted twice is listed twice',
    catches: ['grants/a-set'],
    apply: (b) =>
      granted(b, (user, sent, original) => {
        const twice = [...sent]
          .filter(([key]) => user.rights.has(key))
          .map(([key, it]) => [`${key} again`, it] as const);
        const { rights, answered } = original();
        return { rights: new Map([...rights, ...twice]), answered };
      }),
  }),
  userFault({
    id: 'user-grant-empty-refused',
    title: 'Granting no rights is refused',
    catches: ['grants/empty-list-accepted'],
    apply: (b) => emptyRefused(b, 'grantRights'),
  }),
  userFault({
    id: 'user-revoke-empty-refused',
    title: 'Revoking no rights is refused',
    catches: ['grants/empty-list-accepted'],
    apply: (b) => emptyRefused(b, 'revokeRights'),
  }),
  userFault({
    id: 'user-grant-changes-version',
    title: 'Granting gives the user a new version',
    catches: ['grants/version-kept'],
    apply: (b) => versioned(b, 'grantRights'),
  }),
  userFault({
    id: 'user-revoke-changes-version',
    title: 'Revoking gives the user a new version',
    catches: ['grants/version-kept'],
    apply: (b) => versioned(b, 'revokeRights'),
  }),
  userFault({
    id: 'user-grant-empty-kind-ignored',
    title: 'The right Empty is granted and gives nothing',
    catches: ['grants/empty-kind-rejected'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'userRights', 'rights', ({ rights }, _scene, original) =>
        rights.some(({ kind }) => kind.name === 'Empty') ? undefined : original(),
      ),
  }),
  userFault({
    id: 'user-grant-to-unknown-200',
    title: 'Granting to an unknown user creates it',
    catches: ['grants/unknown-user'],
    breaks: 'reference',
    apply: (b) =>
      found(b, ['grantRights'], (id, find, { world }) => (world.users.has(id) ? find(id) : inventedUser(id))),
  }),
  userFault({
    id: 'user-revoke-from-unknown-200',
    title: 'Revoking from an unknown user creates it',
    catches: ['grants/unknown-user'],
    breaks: 'reference',
    apply: (b) =>
      found(b, ['revokeRights'], (id, find, { world }) => (world.users.has(id) ? find(id) : inventedUser(id))),
  }),
  userFault({
    id: 'user-grant-malformed-user-unknown',
    title: 'A user with a malformed id cannot be granted anything as it is not known',
    catches: ['grants/malformed-user'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'userRights', 'id-syntax'),
  }),
  userFault({
    id: 'user-grant-bad-right-as-field',
    title: 'A right that cannot be granted is an invalid field, not an invalid argument',
    catches: ['grants/empty-kind-rejected'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'userRights', 'rights', ({ cause }) => invalidField('rights', cause)),
  }),
  userFault({
    id: 'user-grant-party-unchecked',
    title: 'Rights for any text as party can be granted',
    catches: ['grants/party-malformed-rejected'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'userRights', 'rights', ({ rights }, _scene, original) =>
        rights.some(({ kind }) => kind.name === 'Empty') ? original() : undefined,
      ),
  }),
  userFault({
    id: 'user-grant-race-all-win',
    title: 'Of grants of a right at the same time all say that they granted it',
    catches: ['grants/at-once-keep-all', 'grants/grant-race-one-winner'],
    apply: (b) => working(b, 'grantRights'),
  }),
  userFault({
    id: 'user-revoke-race-all-win',
    title: 'Of revocations of a right at the same time all say that they revoked it',
    catches: ['grants/revoke-race-one-winner'],
    breaks: 'reference',
    apply: (b) => working(b, 'revokeRights'),
  }),
];
