/**
 * Faults of `POST /v2/users` as such: whether it is there, what a success looks like, what may be missing.
 */

import type { Scene } from '../call.ts';
import { change, firstRule, onSuccess, onUser, sent, usersCreatedAs, without } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { type ShapeName, shapes } from '../messages.ts';
import { refusal } from '../refusal.ts';
import { rightKey } from '../store.ts';
import { creationsRefused, refusesMember } from './user-changes.ts';
import { userFault } from './user-fault.ts';

/** Members of a part of a request body that its message does not have. */
function unknownMembers(scene: Scene, shape: ShapeName, ...path: string[]): string[] {
  const value = path.length === 0 ? scene.json : sent(scene, ...path);
  return isObject(value) ? Object.keys(value).filter((name) => !Object.hasOwn(shapes[shape], name)) : [];
}

export const userOperationFaults: readonly Fault[] = [
  userFault({
    id: 'user-operation-unimplemented',
    title: 'POST /v2/users answers 501 with a well-formed error',
    catches: ['operation/offered'],
    apply: (b) => firstRule(b, 'createUser', () => refusal('UNIMPLEMENTED', 'User management is not implemented')),
  }),
  userFault({
    id: 'user-response-without-id',
    title: 'A new user is shown without its id',
    catches: ['operation/response-schema'],
    apply: (b) => onUser(b, 'createUser', (user) => without(user, 'id')),
  }),
  userFault({
    id: 'user-response-deactivated-text',
    title: 'isDeactivated is the text "false"',
    catches: ['operation/response-schema'],
    apply: (b) => onUser(b, 'createUser', (user) => ({ ...user, isDeactivated: String(user.isDeactivated) })),
  }),
  userFault({
    id: 'user-response-annotations-array',
    title: 'Annotations of a new user are an array of pairs',
    catches: ['operation/response-schema'],
    apply: (b) => onUser(b, 'createUser', (user) => ({ ...user, metadata: { resourceVersion: '0', annotations: [] } })),
  }),
  userFault({
    id: 'user-response-in-array',
    title: 'The new user comes in an array of one',
    catches: ['operation/response-schema'],
    apply: (b) => onSuccess(b, 'createUser', ({ user }) => ({ user: [user ?? null] })),
  }),
  userFault({
    id: 'user-response-bare',
    title: 'The new user is the body, not a member of it',
    catches: ['operation/response-schema'],
    apply: (b) => onSuccess(b, 'createUser', ({ user }) => user ?? null),
  }),
  userFault({
    id: 'user-demands-primary-party',
    title: 'A user without a primary party is refused',
    catches: ['operation/optional-members-may-be-missing'],
    apply: (b) => refusesMember(b, ['user', 'primaryParty'], (value) => value === undefined),
  }),
  userFault({
    id: 'user-demands-metadata',
    title: 'A user without metadata is refused',
    catches: ['operation/optional-members-may-be-missing'],
    apply: (b) => refusesMember(b, ['user', 'metadata'], (value) => value === undefined),
  }),
  userFault({
    id: 'user-demands-rights',
    title: 'A request without rights is refused',
    catches: ['operation/rights-may-be-missing-or-empty'],
    apply: (b) => refusesMember(b, ['rights'], (value) => value === undefined),
  }),
  userFault({
    id: 'user-refuses-empty-rights',
    title: 'A request with an empty list of rights is refused',
    catches: ['operation/rights-may-be-missing-or-empty'],
    apply: (b) => refusesMember(b, ['rights'], (value) => Array.isArray(value) && value.length === 0),
  }),
  userFault({
    id: 'user-gets-default-right',
    title: 'A user for whom no right is sent may read as any party',
    catches: ['operation/rights-may-be-missing-or-empty'],
    apply: (b) =>
      usersCreatedAs(b, (user) => {
        const right = { kind: 'CanReadAsAnyParty', party: '' };
        return user.rights.size > 0 ? user : { ...user, rights: new Map([[rightKey(right), right]]) };
      }),
  }),
  userFault({
    id: 'user-refuses-empty-primary-party',
    title: 'An empty primary party is refused',
    catches: ['operation/empty-strings-mean-not-set'],
    breaks: 'reference',
    apply: (b) => refusesMember(b, ['user', 'primaryParty'], (value) => value === ''),
  }),
  userFault({
    id: 'user-refuses-empty-identity-provider',
    title: 'An empty identity provider is refused',
    catches: ['operation/empty-strings-mean-not-set'],
    breaks: 'reference',
    apply: (b) => refusesMember(b, ['user', 'identityProviderId'], (value) => value === ''),
  }),
  userFault({
    id: 'user-refuses-empty-resource-version',
    title: 'An empty resource version is refused',
    catches: ['operation/empty-strings-mean-not-set'],
    breaks: 'reference',
    apply: (b) => refusesMember(b, ['user', 'metadata', 'resourceVersion'], (value) => value === ''),
  }),
  userFault({
    id: 'user-refuses-null-metadata',
    title: 'metadata: null is refused',
    catches: ['operation/null-metadata-accepted'],
    breaks: 'reference',
    apply: (b) => refusesMember(b, ['user', 'metadata'], (value) => value === null),
  }),
  userFault({
    id: 'user-refuses-metadata-without-annotations',
    title: 'Metadata without annotations is refused',
    catches: ['operation/missing-members-are-defaulted'],
    breaks: 'reference',
    apply: (b) =>
      creationsRefused(b, (scene) =>
        isObject(sent(scene, 'user', 'metadata')) && sent(scene, 'user', 'metadata', 'annotations') === undefined
          ? 'user.metadata.annotations is missing'
          : undefined,
      ),
  }),
  userFault({
    id: 'user-members-without-defaults',
    title: 'The answer shows of a new user only what was sent',
    catches: ['operation/missing-members-are-defaulted'],
    breaks: 'reference',
    apply: (b) =>
      onUser(b, 'createUser', (user, scene) =>
        Object.fromEntries(Object.entries(user).filter(([name]) => sent(scene, 'user', name) !== undefined)),
      ),
  }),
  userFault({
    id: 'user-refuses-unknown-members',
    title: 'A user with a member that nobody knows is refused',
    catches: ['operation/unknown-members-ignored'],
    breaks: 'reference',
    apply: (b) =>
      creationsRefused(b, (scene) => {
        const unknown = [...unknownMembers(scene, 'CreateUserRequest'), ...unknownMembers(scene, 'User', 'user')][0];
        return unknown === undefined ? undefined : `unknown field ${unknown}`;
      }),
  }),
  userFault({
    id: 'user-refuses-unknown-members-in-metadata',
    title: 'Metadata of a user with a member that nobody knows is refused',
    catches: ['operation/unknown-members-ignored'],
    breaks: 'reference',
    apply: (b) =>
      creationsRefused(b, (scene) => {
        const unknown = unknownMembers(scene, 'ObjectMeta', 'user', 'metadata')[0];
        return unknown === undefined ? undefined : `unknown field ${unknown}`;
      }),
  }),
  userFault({
    id: 'user-unknown-members-echoed',
    title: 'Members that nobody knows come back in the new user',
    catches: ['operation/unknown-members-ignored'],
    breaks: 'reference',
    apply: (b) =>
      onUser(b, 'createUser', (user, scene) => {
        const top = unknownMembers(scene, 'CreateUserRequest').map((name) => [name, sent(scene, name) ?? null]);
        const inner = unknownMembers(scene, 'User', 'user').map((name) => [name, sent(scene, 'user', name) ?? null]);
        return { ...user, ...Object.fromEntries([...top, ...inner]) };
      }),
  }),
  userFault({
    id: 'user-put-creates',
    title: 'PUT creates users as POST does',
    catches: ['operation/wrong-method-refused'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) =>
      change(b, 'http', {
        routes: [{ method: 'PUT', path: '/v2/users', operation: 'createUser' }, ...b.http.routes],
      }),
  }),
  userFault({
    id: 'user-key-order-matters',
    title: 'Members in another order than that of the schema are refused',
    catches: ['operation/equal-json-spellings'],
    apply: (b) =>
      creationsRefused(b, ({ json }) => {
        const order = Object.keys(shapes.CreateUserRequest);
        const places = isObject(json) ? Object.keys(json).map((name) => order.indexOf(name)) : [];
        return places.some((place, index) => place < (places[index - 1] ?? -1))
          ? 'unexpected order of fields'
          : undefined;
      }),
  }),
];
