/**
 * Faults of reading users one by one, and their rights.
 */
import { change, onSuccess, onUser, without, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument } from '../refusal.ts';
import { found, inventedUser, unknownAs } from './user-changes.ts';
import { userFault } from './user-fault.ts';

export const userGetFaults: readonly Fault[] = [
  userFault({
    id: 'user-get-without-id',
    title: 'GET shows a user without its id',
    catches: ['get/response-schema'],
    apply: (b) => onUser(b, 'getUser', (user) => without(user, 'id')),
  }),
  userFault({
    id: 'user-get-annotations-number',
    title: 'GET shows annotations with a number',
    catches: ['get/response-schema'],
    apply: (b) =>
      onUser(b, 'getUser', (user) => ({ ...user, metadata: { ...Object(user.metadata), annotations: { reads: 1 } } })),
  }),
  userFault({
    id: 'user-get-unknown-400',
    title: 'GET of an unknown user is an invalid argument',
    catches: ['get/unknown-user'],
    breaks: 'reference',
    apply: (b) => unknownAs(b, ['getUser'], ({ cause }) => invalidArgument(cause)),
  }),
  userFault({
    id: 'user-malformed-id-in-path-unknown',
    title: 'A malformed id in a path is that of an unknown user',
    catches: ['get/malformed-id-rejected', 'deletion/malformed-id'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'userInPath', 'id-syntax'),
  }),
  userFault({
    id: 'user-rights-listed-as-texts',
    title: 'Rights are listed as texts',
    catches: ['get/rights-response-schema'],
    apply: (b) =>
      onSuccess(b, 'listRights', ({ rights }) => ({
        rights: Array.isArray(rights) ? rights.map((right) => JSON.stringify(right)) : [],
      })),
  }),
  userFault({
    id: 'user-rights-of-unknown-empty',
    title: 'An unknown user has no rights',
    catches: ['get/rights-unknown-user'],
    breaks: 'reference',
    apply: (b) =>
      found(b, ['listRights'], (id, find, { world }) => (world.users.has(id) ? find(id) : inventedUser(id))),
  }),
  userFault({
    id: 'user-rights-list-cut',
    title: 'Of many rights only five are listed',
    catches: ['grants/all-listed'],
    apply: (b) => change(b, 'users', { rights: (user, scene) => b.users.rights(user, scene).slice(0, 5) }),
  }),
];
