/**
 * Faults of user ids that must be refused.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Behaviour } from '../behaviour.ts';
import { change, changeRule, sent, usersCreatedAs, withoutRule } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, invalidField } from '../refusal.ts';
import { creationsRead, refusedAs, userIdsChecked } from './user-changes.ts';
import { userFault } from './user-fault.ts';

/** Takes ids that a pattern fits. */
function accepts(behaviour: Behaviour, pattern: RegExp): Behaviour {
  return userIdsChecked(behaviour, (id, original) => (pattern.test(id) ? undefined : original(id)));
}

const LEGAL = "a-zA-Z0-9@^$.!`\\-#+'~_|:()";

/** Takes some characters beside the legal ones. */
function alsoTakes(behaviour: Behaviour, characters: string): Behaviour {
  return accepts(behaviour, new RegExp(`^[${LEGAL}${characters}]{1,128}$`, 'u'));
}

/** Makes up an id where one is missing in a certain way. */
function generatesId(behaviour: Behaviour, where: (id: Json | undefined) => boolean): Behaviour {
  return usersCreatedAs(
    changeRule(withoutRule(behaviour, 'createUser', 'id-syntax'), 'createUser', 'id-present', (_it, scene, original) =>
      where(sent(scene, 'user', 'id')) ? undefined : original(),
    ),
    (user, _request, { world }) => (user.id === '' ? { ...user, id: `user-${world.uuid()}` } : user),
  );
}

export const userIdRejectionFaults: readonly Fault[] = [
  userFault({
    id: 'user-id-characters-unchecked',
    title: 'Ids may have any characters',
    catches: ['id/illegal-characters-rejected'],
    apply: (b) => userIdsChecked(b, () => undefined),
  }),
  userFault({
    id: 'user-id-any-printable',
    title: 'Every printable character of ASCII is taken in ids',
    catches: ['id/illegal-characters-rejected'],
    apply: (b) => alsoTakes(b, '!-~'),
  }),
  userFault({
    id: 'user-id-slash-accepted',
    title: 'Slashes are taken in ids',
    catches: ['id/illegal-characters-rejected'],
    apply: (b) => alsoTakes(b, '/'),
  }),
  userFault({
    id: 'user-id-space-accepted',
    title: 'Spaces are taken in ids',
    catches: ['id/illegal-characters-rejected'],
    apply: (b) => alsoTakes(b, ' '),
  }),
  userFault({
    id: 'user-id-range-plus-to-colon',
    title: 'A minus between plus and colon makes a range of characters',
    catches: ['id/illegal-characters-rejected'],
    apply: (b) => alsoTakes(b, '+-:'),
  }),
  userFault({
    id: 'user-id-unanchored',
    title: 'One legal character makes an id legal',
    catches: ['id/illegal-characters-rejected'],
    apply: (b) => accepts(b, new RegExp(`[${LEGAL}]`)),
  }),
  userFault({
    id: 'user-id-control-accepted',
    title: 'Control characters are taken in ids',
    catches: ['id/control-characters-rejected'],
    apply: (b) => alsoTakes(b, '\\p{Cc}'),
  }),
  userFault({
    id: 'user-id-newline-at-end-accepted',
    title: 'A newline at the end of an id is taken: $ matches before it',
    catches: ['id/newline-at-end-rejected'],
    apply: (b) => accepts(b, new RegExp(`^[${LEGAL}]{1,128}\\n$`)),
  }),
  userFault({
    id: 'user-id-unicode-letters-accepted',
    title: 'Letters beyond ASCII are taken in ids',
    catches: ['id/non-ascii-rejected'],
    apply: (b) => alsoTakes(b, '\\p{L}'),
  }),
  userFault({
    id: 'user-id-unicode-digits-accepted',
    title: 'Digits beyond ASCII are taken in ids',
    catches: ['id/non-ascii-rejected'],
    apply: (b) => alsoTakes(b, '\\p{Nd}'),
  }),
  userFault({
    id: 'user-id-unlimited',
    title: 'Ids may have any length',
    catches: ['id/too-long-rejected'],
    apply: (b) => accepts(b, new RegExp(`^[${LEGAL}]+$`)),
  }),
  userFault({
    id: 'user-id-limit-129',
    title: 'Ids of 129 characters are taken',
    catches: ['id/too-long-rejected'],
    apply: (b) => accepts(b, new RegExp(`^[${LEGAL}]{129}$`)),
  }),
  userFault({
    id: 'user-id-cut-at-128',
    title: 'Ids are cut after 128 characters',
    catches: ['id/too-long-rejected'],
    apply: (b) =>
      usersCreatedAs(
        userIdsChecked(b, (id, original) => original(id.slice(0, 128))),
        (user) => ({ ...user, id: user.id.slice(0, 128) }),
      ),
  }),
  userFault({
    id: 'user-empty-id-generates',
    title: 'For an empty id the server makes one up',
    catches: ['id/empty-rejected'],
    apply: (b) => generatesId(b, (id) => id === ''),
  }),
  userFault({
    id: 'user-missing-id-generates',
    title: 'For a missing id the server makes one up',
    catches: ['id/missing-rejected'],
    apply: (b) => generatesId(b, (id) => id === undefined),
  }),
  userFault({
    id: 'user-missing-user-creates',
    title: 'Without a user one with an id of the server is created',
    catches: ['id/missing-rejected'],
    apply: (b) =>
      creationsRead(b, (body, { world }) =>
        isObject(body.user) ? body : { ...body, user: { id: `user-${world.uuid()}` } },
      ),
  }),
  userFault({
    id: 'user-id-as-invalid-argument',
    title: 'A malformed id is an invalid argument, not an invalid field',
    catches: ['id/rejection-code'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'createUser', 'id-syntax', ({ cause }) => invalidArgument(cause)),
  }),
  userFault({
    id: 'user-missing-user-as-invalid-argument',
    title: 'A missing user is an invalid argument, not a missing field',
    catches: ['id/missing-user-code'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'createUser', 'user-present', ({ cause }) => invalidArgument(cause)),
  }),
  userFault({
    id: 'user-missing-id-as-invalid-field',
    title: 'A missing id is an invalid field, not a missing one',
    catches: ['id/missing-id-code'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'createUser', 'id-present', () => invalidField('id', 'it is empty')),
  }),
  userFault({
    id: 'user-empty-body-creates',
    title: 'Without a body a user with an id of the server is created',
    catches: ['body/missing-body-rejected'],
    apply: (b) =>
      change(b, 'body', {
        parse: (text, scene) =>
          text === '' && scene.call.operation === 'createUser'
            ? { user: { id: `user-${scene.world.uuid()}` } }
            : b.body.parse(text, scene),
      }),
  }),
];
