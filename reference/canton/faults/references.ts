/**
 * Faults of what an allocation refers to: identity provider, synchronizer, user.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, changeRule, firstRule, onDetails, onSuccess, withoutRule } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, refusal } from '../refusal.ts';
import { rightKey } from '../store.ts';
import { partyFault } from './party-fault.ts';

/** Does something else than to grant `CanActAs` to the named user, with that user at hand. */
function granting(
  behaviour: Behaviour,
  grant: (user: string, party: string, put: (kind: string, user: string) => void) => void,
): Behaviour {
  return change(behaviour, 'allocation', {
    grant(record, { userId }, { world }) {
      grant(userId, record.party, (kind, id) => {
        const user = world.users.get(id);
        if (user === undefined) return;
        const right = { kind, party: record.party };
        world.users.put(id, { ...user, rights: new Map(user.rights).set(rightKey(right), right) });
      });
    },
  });
}

export const referenceFaults: readonly Fault[] = [
  partyFault({
    id: 'identity-provider-unchecked',
    title: 'The form of an identity provider is not looked at',
    catches: ['references/identity-provider-malformed'],
    users: ['references/identity-provider-malformed'],
    breaks: 'reference',
    apply: (b) => change(b, 'syntax', { identityProvider: () => undefined }),
  }),
  partyFault({
    id: 'malformed-identity-provider-accepted',
    title: 'A party is created for an identity provider that cannot exist',
    catches: ['references/identity-provider-malformed'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(
        change(b, 'syntax', { identityProvider: () => undefined }),
        'allocateParty',
        'identity-provider-known',
        ({ identityProviderId }, _scene, original) =>
          b.syntax.identityProvider(identityProviderId) === undefined ? original() : undefined,
      ),
  }),
  partyFault({
    id: 'unknown-identity-provider-accepted',
    title: 'A party or a user is created for an identity provider that is not configured',
    catches: ['references/identity-provider-unknown'],
    users: ['references/identity-provider-unknown'],
    breaks: 'reference',
    apply: (b) =>
      withoutRule(withoutRule(b, 'allocateParty', 'identity-provider-known'), 'createUser', 'identity-provider-known'),
  }),
  partyFault({
    id: 'identity-provider-not-echoed',
    title: 'The identity provider of a new party is not shown',
    catches: ['references/identity-provider-echoed'],
    needsInput: 'identityProviderId',
    apply: (b) => onDetails(b, 'allocateParty', (details) => ({ ...details, identityProviderId: '' })),
  }),
  partyFault({
    id: 'synchronizer-unchecked',
    title: 'The form of a synchronizer is not looked at',
    catches: ['references/synchronizer-malformed'],
    breaks: 'reference',
    apply: (b) => change(b, 'syntax', { synchronizer: () => undefined }),
  }),
  partyFault({
    id: 'unknown-synchronizer-accepted',
    title: 'A party is created on a synchronizer that is not connected',
    catches: ['references/synchronizer-unknown'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'allocateParty', 'synchronizer-connected'),
  }),
  partyFault({
    id: 'refuses-configured-synchronizer',
    title: 'Whoever names a synchronizer is refused, although it is connected',
    catches: ['references/synchronizer-accepted'],
    needsInput: 'synchronizerId',
    apply: (b) =>
      changeRule(b, 'allocateParty', 'synchronizer-connected', ({ synchronizerId }) =>
        synchronizerId === '' ? undefined : refusal('NOT_CONNECTED_TO_SYNCHRONIZER', 'not connected'),
      ),
  }),
  partyFault({
    id: 'user-id-unchecked',
    title: 'The form of a user id is not looked at',
    catches: ['references/user-malformed'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'allocateParty', 'user-id-syntax'),
  }),
  partyFault({
    id: 'malformed-user-id-accepted',
    title: 'A party is created for a user that cannot exist',
    catches: ['references/user-malformed'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(
        withoutRule(b, 'allocateParty', 'user-id-syntax'),
        'allocateParty',
        'user-known',
        ({ userId }, _scene, original) => (b.syntax.userId(userId) === undefined ? original() : undefined),
      ),
  }),
  partyFault({
    id: 'unknown-user-accepted',
    title: 'A party is created for a user that does not exist',
    catches: ['references/user-unknown'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'allocateParty', 'user-known'),
  }),
  partyFault({
    id: 'unknown-user-400',
    title: 'A user that does not exist is an invalid argument',
    catches: ['references/user-unknown'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'allocateParty', 'user-known', ({ userId }, _scene, original) =>
        original() === undefined ? undefined : invalidArgument(`user ${userId} does not exist`),
      ),
  }),
  partyFault({
    id: 'unknown-user-refused-after-creation',
    title: 'A user that does not exist is noticed when the party is there already',
    catches: ['references/user-unknown', 'allocation/refusals-left-nothing'],
    apply: (b) =>
      changeRule(b, 'allocateParty', 'user-known', ({ partyIdHint }, { world }, original) => {
        const refused = original();
        const party = `${partyIdHint}::${world.namespace}`;
        if (refused === undefined || partyIdHint === '' || world.parties.has(party)) return refused;
        const details = { isLocal: true, annotations: new Map(), version: 0, identityProviderId: '', number: 0 };
        world.parties.put(party, { ...details, party, createdAt: performance.now() });
        return refused;
      }),
  }),
  partyFault({
    id: 'unknown-user-burns-hint',
    title: 'A hint that was refused for its user cannot be used any more',
    catches: ['references/user-unknown-leaves-hint-free'],
    breaks: 'reference',
    apply(b) {
      const burnt = new Set<string>();
      const burning = changeRule(b, 'allocateParty', 'user-known', ({ partyIdHint }, _scene, original) => {
        const refused = original();
        if (refused !== undefined) burnt.add(partyIdHint);
        return refused;
      });
      return firstRule(burning, 'allocateParty', ({ partyIdHint }) =>
        burnt.has(partyIdHint) ? invalidArgument(`Party already exists: party ${partyIdHint}`) : undefined,
      );
    },
  }),
  partyFault({
    id: 'user-granted-loses-other-rights',
    title: 'An allocation that names a user takes away the rights that the user had',
    catches: ['references/user-granted-nothing-else'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'allocation', {
        grant(record, { userId }, { world }) {
          const user = world.users.get(userId);
          const right = { kind: 'CanActAs', party: record.party };
          if (user) world.users.put(user.id, { ...user, rights: new Map([[rightKey(right), right]]) });
        },
      }),
  }),
  partyFault({
    id: 'user-granted-loses-attributes',
    title: 'An allocation that names a user clears its primary party and its annotations',
    catches: ['references/user-granted-nothing-else'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'allocation', {
        grant(record, request, scene) {
          b.allocation.grant(record, request, scene);
          const user = scene.world.users.get(request.userId);
          if (user) scene.world.users.put(user.id, { ...user, primaryParty: '', annotations: new Map() });
        },
      }),
  }),
  partyFault({
    id: 'user-right-not-granted',
    title: 'The named user gets no right',
    catches: ['references/user-granted-act-as'],
    apply: (b) => granting(b, () => {}),
  }),
  partyFault({
    id: 'user-granted-read-as',
    title: 'The named user may read as the party, not act',
    catches: ['references/user-granted-act-as'],
    apply: (b) => granting(b, (user, _party, put) => put('CanReadAs', user)),
  }),
  partyFault({
    id: 'user-also-granted-read-as',
    title: 'The named user may also read as the party',
    catches: ['references/user-granted-nothing-else'],
    breaks: 'reference',
    apply: (b) =>
      granting(b, (user, _party, put) => {
        put('CanActAs', user);
        put('CanReadAs', user);
      }),
  }),
  partyFault({
    id: 'grant-bumps-user-version',
    title: 'The named user gets a new version',
    catches: ['references/user-granted-nothing-else'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'allocation', {
        grant(record, request, scene) {
          b.allocation.grant(record, request, scene);
          const user = scene.world.users.get(request.userId);
          if (user !== undefined) scene.world.users.put(user.id, { ...user, version: user.version + 1 });
        },
      }),
  }),
  partyFault({
    id: 'grants-to-last-user',
    title: 'Without a named user the last one that was created gets the right',
    catches: ['references/no-user-no-rights'],
    apply(b) {
      let last = '';
      const watching = onSuccess(b, 'createUser', (value) => {
        if (isObject(value.user)) last = String(value.user.id);
        return value;
      });
      return granting(watching, (user, _party, put) => put('CanActAs', user || last));
    },
  }),
];
