/**
 * Faults of the rights that a user is created with.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, changeRule, firstRule, onSuccess, usersCreatedAs } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, Refused, refusal } from '../refusal.ts';
import { type GrantedRight, rightKey } from '../store.ts';
import { tooManyRights } from '../user-rules.ts';
import { refusesMember } from './user-changes.ts';
import { userFault } from './user-fault.ts';

/** Stores other rights than those that were sent. */
function rightsStored(
  behaviour: Behaviour,
  store: (rights: readonly GrantedRight[]) => readonly GrantedRight[],
): Behaviour {
  return usersCreatedAs(behaviour, (user) => ({
    ...user,
    rights: new Map(store([...user.rights.values()]).map((right) => [rightKey(right), right])),
  }));
}

/** Tells a limit of rights that holds nowhere. */
function limitUnchecked(behaviour: Behaviour): Behaviour {
  const { rightsPerUser, usersPage } = behaviour.limits;
  return onSuccess(change(behaviour, 'limits', { rightsPerUser: Number.POSITIVE_INFINITY }), 'version', (value) => {
    const features = isObject(value.features) ? value.features : {};
    const userManagement = { supported: true, maxRightsPerUser: rightsPerUser, maxUsersPageSize: usersPage };
    return { ...value, features: { ...features, userManagement } };
  });
}

/** Refuses creations with rights of some kinds. */
function kindsRefused(behaviour: Behaviour, ...kinds: readonly string[]): Behaviour {
  return refusesMember(behaviour, ['rights'], (rights) =>
    (Array.isArray(rights) ? rights : []).some(
      (right) =>
        isObject(right) && isObject(right.kind) && Object.keys(right.kind).some((kind) => kinds.includes(kind)),
    ),
  );
}

export const userRightFaults: readonly Fault[] = [
  userFault({
    id: 'user-rights-not-stored',
    title: 'Rights of a creation are taken and forgotten',
    catches: ['rights/stored-as-sent'],
    apply: (b) => rightsStored(b, () => []),
  }),
  userFault({
    id: 'user-rights-first-only',
    title: 'Of several rights only the first is stored',
    catches: ['rights/stored-as-sent'],
    apply: (b) => rightsStored(b, (rights) => rights.slice(0, 1)),
  }),
  userFault({
    id: 'user-can-execute-as-becomes-can-act-as',
    title: 'The right to execute as a party is stored as that to act as it',
    catches: ['rights/stored-as-sent'],
    apply: (b) =>
      rightsStored(b, (rights) =>
        rights.map((right) => (right.kind === 'CanExecuteAs' ? { ...right, kind: 'CanActAs' } : right)),
      ),
  }),
  userFault({
    id: 'user-can-act-as-adds-can-read-as',
    title: 'With the right to act as a party comes that to read as it',
    catches: ['rights/stored-as-sent'],
    apply: (b) =>
      rightsStored(b, (rights) =>
        rights.flatMap((right) => (right.kind === 'CanActAs' ? [right, { ...right, kind: 'CanReadAs' }] : [right])),
      ),
  }),
  userFault({
    id: 'user-rights-for-one-party',
    title: 'All rights are stored for the party of the first one',
    catches: ['rights/stored-as-sent', 'rights/unknown-parties-accepted'],
    apply: (b) =>
      rightsStored(b, (rights) =>
        rights.map((right) =>
          right.party === '' ? right : { ...right, party: rights.find((it) => it.party)?.party ?? '' },
        ),
      ),
  }),
  userFault({
    id: 'user-rights-of-any-party-dropped',
    title: 'Rights for any party are forgotten',
    catches: ['rights/stored-as-sent'],
    apply: (b) => rightsStored(b, (rights) => rights.filter(({ kind }) => !kind.endsWith('AnyParty'))),
  }),
  userFault({
    id: 'user-rights-beyond-fifty-dropped',
    title: 'Of many rights only fifty are stored',
    catches: ['rights/limit-accepted'],
    apply: (b) => rightsStored(b, (rights) => rights.slice(0, 50)),
  }),
  userFault({
    id: 'user-refuses-can-execute-as',
    title: 'The right to execute as a party is refused',
    catches: ['rights/each-kind-accepted'],
    apply: (b) => kindsRefused(b, 'CanExecuteAs'),
  }),
  userFault({
    id: 'user-refuses-rights-of-any-party',
    title: 'Rights for any party are refused',
    catches: ['rights/each-kind-accepted'],
    apply: (b) => kindsRefused(b, 'CanReadAsAnyParty', 'CanExecuteAsAnyParty'),
  }),
  userFault({
    id: 'user-refuses-identity-provider-admin',
    title: 'The right to administer an identity provider is refused',
    catches: ['rights/each-kind-accepted'],
    apply: (b) => kindsRefused(b, 'IdentityProviderAdmin'),
  }),
  userFault({
    id: 'user-equal-rights-kept',
    title: 'Equal rights of a creation are stored as often as they were sent',
    catches: ['rights/equal-rights-count-once', 'grants/a-set'],
    apply: (b) =>
      usersCreatedAs(b, (user, { rights }) => ({
        ...user,
        rights: new Map(
          rights.map(({ kind }, index) => [`${index}`, { kind: kind.name, party: kind.value.party ?? '' }]),
        ),
      })),
  }),
  userFault({
    id: 'user-equal-rights-refused',
    title: 'A creation with equal rights is refused',
    catches: ['rights/equal-rights-count-once'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'createUser', ({ rights }) =>
        b.users.rightsOf(rights).size < rights.length ? invalidArgument('a right occurs twice') : undefined,
      ),
  }),
  userFault({
    id: 'user-rights-demand-known-parties',
    title: 'Parties in rights must exist, also for an administrator',
    catches: ['rights/unknown-parties-accepted'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'createUser', 'parties-known', ({ rights }, { world }, original) => {
        const unknown = rights.find(
          ({ kind: { value } }) => value.party !== undefined && !world.parties.has(value.party),
        );
        return unknown === undefined
          ? original()
          : refusal('UNKNOWN_RESOURCE', 'The submitted request refers to a non-existing PARTIES');
      }),
  }),
  userFault({
    id: 'user-rights-limit-99',
    title: 'A user may have 99 rights at most',
    catches: ['rights/limit-accepted'],
    apply: (b) => change(b, 'limits', { rightsPerUser: 99 }),
  }),
  userFault({
    id: 'user-rights-limit-unchecked',
    title: 'A user may have more rights than the node says',
    catches: ['rights/too-many-rejected'],
    breaks: 'reference',
    apply: limitUnchecked,
  }),
  userFault({
    id: 'user-rights-limit-checked-on-creation-only',
    title: 'A user may be granted more rights than the node says',
    catches: ['grants/too-many-rejected'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(limitUnchecked(b), 'createUser', ({ user, rights }) =>
        rights.length > b.limits.rightsPerUser ? tooManyRights(user?.id ?? '') : undefined,
      ),
  }),
  userFault({
    id: 'user-grant-limit-off-by-one',
    title: 'A user cannot be granted the last of the rights that the node allows',
    catches: ['grants/too-many-rejected'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'users', {
        grant: (user, sent, scene) => {
          const granted = b.users.grant(user, sent, scene);
          if (granted.rights.size >= b.limits.rightsPerUser) throw new Refused(tooManyRights(user.id));
          return granted;
        },
      }),
  }),
  userFault({
    id: 'user-created-with-too-many-rights',
    title: 'A user with too many rights is refused and created all the same',
    catches: ['rights/too-many-rejected'],
    breaks: 'reference',
    apply: (b) =>
      usersCreatedAs(b, (user, _request, scene) => {
        if (user.rights.size > b.limits.rightsPerUser) b.users.store(user, scene);
        return user;
      }),
  }),
];
