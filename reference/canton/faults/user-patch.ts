/**
 * Faults of updating users, beside those that updates of parties have too.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, changeRule, firstRule, onSuccess, onUser, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { UpdateUserRequest, User } from '../messages.ts';
import { invalidArgument, invalidField, missingField, refusal } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import { inventedUser, refusedAs } from './user-changes.ts';
import { userFault } from './user-fault.ts';

/** Makes something else of an update. */
function updatedTo(
  behaviour: Behaviour,
  make: (updated: UserRecord, stored: UserRecord, sent: User, request: UpdateUserRequest) => UserRecord,
): Behaviour {
  const { updated } = behaviour.users;
  return change(behaviour, 'users', {
    updated: (stored, request, scene) => make(updated(stored, request, scene), stored, request.user as User, request),
  });
}

export const userPatchFaults: readonly Fault[] = [
  userFault({
    id: 'user-patch-answers-nothing',
    title: 'An update of a user is answered with an empty object',
    catches: ['patch/response-schema'],
    apply: (b) => onSuccess(b, 'updateUser', () => ({})),
  }),
  userFault({
    id: 'user-patch-annotations-as-list',
    title: 'The answer to an update of a user lists its annotations as pairs',
    catches: ['patch/response-schema'],
    apply: (b) => onUser(b, 'updateUser', (user) => ({ ...user, metadata: { resourceVersion: '1', annotations: [] } })),
  }),
  userFault({
    id: 'user-patch-not-stored',
    title: 'An update of a user is answered but not stored',
    catches: ['patch/adds-and-changes-annotations'],
    apply: (b) =>
      change(b, 'users', {
        store: (record, scene) => {
          if (scene.call.operation !== 'updateUser') b.users.store(record, scene);
        },
      }),
  }),
  userFault({
    id: 'user-patch-deletions-count',
    title: 'Keys of annotations to be removed count to the size of an update of a user',
    catches: ['patch/deletions-do-not-count'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'updateUser', 'annotations', ({ user }, scene, original) => {
        const bytes = Buffer.byteLength([...(user?.metadata?.annotations ?? [])].flat().join(''));
        return bytes > scene.behaviour.limits.annotationBytes
          ? invalidArgument('annotations are too large')
          : original();
      }),
  }),
  userFault({
    id: 'user-patch-version-for-annotations-only',
    title: 'Only a change of annotations gives a user a new version',
    catches: ['patch/version-tracks-properties'],
    apply: (b) =>
      updatedTo(b, (updated, stored, { metadata }) =>
        metadata === null || metadata.annotations.size === 0 ? { ...updated, version: stored.version } : updated,
      ),
  }),
  userFault({
    id: 'user-patch-demands-version',
    title: 'An update of a user that is bound to no version is refused',
    catches: ['patch/version-optional'],
    apply: (b) =>
      firstRule(b, 'updateUser', ({ user }) =>
        (user?.metadata?.resourceVersion ?? '') === '' ? missingField('user.metadata.resource_version') : undefined,
      ),
  }),
  userFault({
    id: 'user-patch-primary-party-ignored',
    title: 'An update of the primary party is taken and forgotten',
    catches: ['patch/primary-party'],
    apply: (b) => updatedTo(b, (updated, { primaryParty }) => ({ ...updated, primaryParty })),
  }),
  userFault({
    id: 'user-patch-keeps-primary-party',
    title: 'An empty primary party in an update changes nothing',
    catches: ['patch/clears-primary-party'],
    breaks: 'reference',
    apply: (b) =>
      updatedTo(b, (updated, stored) => ({ ...updated, primaryParty: updated.primaryParty || stored.primaryParty })),
  }),
  userFault({
    id: 'user-patch-activation-ignored',
    title: 'An update of the activation is taken and forgotten',
    catches: ['patch/activation'],
    apply: (b) => updatedTo(b, (updated, { isDeactivated }) => ({ ...updated, isDeactivated })),
  }),
  userFault({
    id: 'user-patch-never-reactivates',
    title: 'A user that is deactivated stays so',
    catches: ['patch/activation'],
    apply: (b) =>
      updatedTo(b, (updated, stored) => ({ ...updated, isDeactivated: updated.isDeactivated || stored.isDeactivated })),
  }),
  userFault({
    id: 'user-patch-primary-party-authentication-ignored',
    title: 'An update of primaryPartyAuthentication is taken and forgotten',
    catches: ['patch/primary-party-authentication'],
    breaks: 'reference',
    apply: (b) =>
      updatedTo(b, (updated, { primaryPartyAuthentication }) => ({ ...updated, primaryPartyAuthentication })),
  }),
  userFault({
    id: 'user-patch-mask-ignored-for-activation',
    title: 'The activation is updated whatever the mask says',
    catches: ['patch/mask-selects-attributes', 'model/agrees'],
    apply: (b) => updatedTo(b, (updated, _stored, { isDeactivated }) => ({ ...updated, isDeactivated })),
  }),
  userFault({
    id: 'user-patch-mask-ignored-for-primary-party',
    title: 'The primary party is updated whatever the mask says',
    catches: ['patch/mask-selects-attributes', 'model/agrees'],
    apply: (b) => updatedTo(b, (updated, _stored, { primaryParty }) => ({ ...updated, primaryParty })),
  }),
  userFault({
    id: 'user-patch-missing-metadata-refused',
    title: 'An update of a user without metadata is refused',
    catches: ['patch/metadata-may-be-missing'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'updateUser', ({ user }) => (user?.metadata === null ? missingField('user.metadata') : undefined)),
  }),
  userFault({
    id: 'user-patch-creates-unknown-user',
    title: 'An update of an unknown user creates it',
    catches: ['patch/unknown-user'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'updateUser', 'user-known', ({ user }, { world }, original) => {
        const id = user?.id ?? '';
        if (!world.users.has(id)) world.users.put(id, inventedUser(id));
        return original();
      }),
  }),
  userFault({
    id: 'user-patch-unknown-user-400',
    title: 'An update of an unknown user is an invalid argument',
    catches: ['patch/unknown-user'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'updateUser', 'user-known', ({ cause }) => invalidArgument(cause)),
  }),
  userFault({
    id: 'user-patch-malformed-id-unknown',
    title: 'An update of a user with a malformed id is one of an unknown user',
    catches: ['patch/malformed-id'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'updateUser', 'id-syntax'),
  }),
  userFault({
    id: 'user-patch-primary-party-unchecked',
    title: 'An update may give any text as primary party',
    catches: ['patch/primary-party-malformed-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'updateUser', 'primary-party'),
  }),
  userFault({
    id: 'user-patch-primary-party-as-invalid-field',
    title: 'A malformed primary party in an update is an invalid field, not an invalid argument',
    catches: ['patch/primary-party-malformed-rejected'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'updateUser', 'primary-party', ({ cause }) => invalidField('primary_party', cause)),
  }),
  userFault({
    id: 'user-patch-drops-rights',
    title: 'A user that is updated loses its rights',
    catches: ['patch/rights-untouched'],
    apply: (b) => updatedTo(b, (updated) => ({ ...updated, rights: new Map() })),
  }),
  userFault({
    id: 'user-patch-unknown-path-code',
    title: 'An unknown path in the mask of an update of a user is an invalid argument',
    catches: ['patch/mask-unknown-rejected'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'updateUser', 'mask-valid', ({ cause }) => refusal('INVALID_ARGUMENT', cause)),
  }),
];
