/**
 * Faults of what a user refers to, its identity provider and its primary party, and of its metadata on the way.
 */
import { change, firstRule, onUser, sent, usersCreatedAs, withoutRule } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, invalidField } from '../refusal.ts';
import { found, refusedAs } from './user-changes.ts';
import { userFault } from './user-fault.ts';

export const userReferenceFaults: readonly Fault[] = [
  userFault({
    id: 'user-annotations-not-stored',
    title: 'Annotations of a new user are echoed but not stored',
    catches: ['metadata/annotations-read-back'],
    apply: (b) =>
      onUser(
        usersCreatedAs(b, (user) => ({ ...user, annotations: new Map() })),
        'createUser',
        (user, scene) => {
          const annotations = sent(scene, 'user', 'metadata', 'annotations') ?? {};
          return { ...user, metadata: { ...(isObject(user.metadata) ? user.metadata : {}), annotations } };
        },
      ),
  }),
  userFault({
    id: 'user-read-changes-version',
    title: 'Every GET gives the user a new version',
    catches: ['metadata/resource-version-stable'],
    apply: (b) =>
      found(b, ['getUser'], (id, find, scene) => {
        const user = find(id);
        b.users.store({ ...user, version: user.version + 1 }, scene);
        return user;
      }),
  }),
  userFault({
    id: 'user-identity-provider-not-kept',
    title: 'The identity provider of a new user is forgotten',
    catches: ['references/identity-provider-echoed'],
    needsInput: 'identityProviderId',
    apply: (b) => usersCreatedAs(b, (user) => ({ ...user, identityProviderId: '' })),
  }),
  userFault({
    id: 'user-primary-party-unchecked',
    title: 'The primary party may be any text',
    catches: ['references/primary-party-malformed-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'createUser', 'primary-party'),
  }),
  userFault({
    id: 'user-primary-party-as-invalid-field',
    title: 'A malformed primary party is an invalid field, not an invalid argument',
    catches: ['references/primary-party-malformed-rejected'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'createUser', 'primary-party', ({ cause }) => invalidField('primary_party', cause)),
  }),
  userFault({
    id: 'user-move-forgotten',
    title: 'Moving a user to another identity provider is answered but not done',
    catches: ['references/moved-to-identity-provider'],
    breaks: 'reference',
    needsInput: 'identityProviderId',
    apply: (b) =>
      change(b, 'users', {
        store: (record, scene) => {
          if (scene.call.operation !== 'moveUser') b.users.store(record, scene);
        },
      }),
  }),
  userFault({
    id: 'user-move-anywhere',
    title: 'A user can be moved to an identity provider that is not configured',
    catches: ['references/move-unknown-identity-provider'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'moveUser', 'target-known'),
  }),
  userFault({
    id: 'user-move-from-anywhere',
    title: 'A user can be moved whatever identity provider is named as its own',
    catches: ['references/move-from-other-provider-refused'],
    breaks: 'reference',
    needsInput: 'identityProviderId',
    apply: (b) => found(b, ['moveUser'], (id, find, { world }) => world.users.get(id) ?? find(id)),
  }),
  userFault({
    id: 'user-move-to-same-refused',
    title: 'Moving a user to the identity provider that it has is refused',
    catches: ['references/move-to-the-same-changes-nothing'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'moveUser', ({ sourceIdentityProviderId, targetIdentityProviderId }) =>
        sourceIdentityProviderId === targetIdentityProviderId ? invalidArgument('there is nothing to move') : undefined,
      ),
  }),
];
