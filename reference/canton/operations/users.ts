/**
 * Users: create, list, get, update, delete, move to another identity provider, and the caller's own.
 */
import { authorise } from '../authentication.ts';
import type { Need } from '../behaviour.ts';
import type { CreateUserRequest, ListUsersQuery, MoveUserRequest, UpdateUserRequest } from '../messages.ts';
import { invalidArgument, invalidToken, Refused } from '../refusal.ts';
import { checkAdminGrant, tooManyRights } from '../user-rules.ts';
import { apply, integer, type JsonOperation, reads, refuseWith, samePath, text, writes } from './operation.ts';

export const createUser: JsonOperation = writes<CreateUserRequest>('CreateUserRequest', async (scene, request) => {
  const { behaviour } = scene;
  authorise(scene, { level: 'admin', identityProviderId: request.user?.identityProviderId ?? '' });
  refuseWith(checkAdminGrant(request.rights, scene));
  apply(behaviour.rules.createUser, request, scene);
  const record = behaviour.users.record(request, scene);
  if (record.rights.size > behaviour.limits.rightsPerUser) throw new Refused(tooManyRights(record.id));
  const work = behaviour.users.work(scene);
  if (work !== undefined) await work;
  behaviour.users.store(record, scene);
  return { user: behaviour.view.user(record, scene) };
});

export const listUsers: JsonOperation = reads({ pageSize: 'integer', pageToken: 'text' }, (scene, query) => {
  const { behaviour } = scene;
  const request: ListUsersQuery = { pageSize: integer(query, 'pageSize'), pageToken: text(query, 'pageToken') };
  authorise(scene, { level: 'admin', identityProviderId: '' });
  apply(behaviour.rules.listUsers, request, scene);
  const { records, nextPageToken } = behaviour.users.page(request, scene);
  return { users: records.map((it) => behaviour.view.user(it, scene)), nextPageToken };
});

/** A need for the rights of an administrator, unless the user asks about itself. */
function ownUser(id: string, identityProviderId = ''): Need {
  return { level: 'admin', identityProviderId, own: (user) => user.id === id };
}

export const getUser: JsonOperation = reads({ 'identity-provider-id': 'text' }, (scene, query) => {
  const { behaviour } = scene;
  const id = scene.call.parameters.user ?? '';
  const identityProviderId = text(query, 'identity-provider-id');
  apply(behaviour.rules.userInPath, id, scene);
  authorise(scene, ownUser(id, identityProviderId));
  return { user: behaviour.view.user(behaviour.users.find(id, identityProviderId, 'getting user', scene), scene) };
});

export const authenticatedUser: JsonOperation = reads({ 'identity-provider-id': 'text' }, (scene, query) => {
  const { users, view } = scene.behaviour;
  const identityProviderId = text(query, 'identity-provider-id');
  authorise(scene, { level: 'user', identityProviderId });
  if (scene.caller.kind !== 'user') {
    throw new Refused(
      invalidToken(
        'The submitted request is missing a user-id: requests with an empty user-id are only supported if there is an authenticated user',
      ),
    );
  }
  return { user: view.user(users.find(scene.caller.user.id, identityProviderId, 'getting user', scene), scene) };
});

export const updateUser: JsonOperation = writes<UpdateUserRequest>('UpdateUserRequest', async (scene, request) => {
  const { behaviour } = scene;
  const sent = request.user;
  const path = scene.call.parameters.user ?? '';
  if (sent === null || !behaviour.patch.samePath(path, sent.id)) {
    const shown = sent === null ? 'None' : `Some(${sent.id})`;
    throw new Refused(invalidArgument(`${path} does not match user in body ${shown}`, { origin: 'http' }));
  }
  authorise(scene, { level: 'admin', identityProviderId: sent.identityProviderId });
  apply(behaviour.rules.updateUser, request, scene);
  const stored = behaviour.users.find(sent.id, sent.identityProviderId, 'updating user', scene);
  const work = behaviour.patch.work(scene);
  if (work !== undefined) await work;
  const updated = behaviour.users.updated(stored, request, scene);
  behaviour.users.store(updated, scene);
  return { user: behaviour.view.user(updated, scene) };
});

export const deleteUser: JsonOperation = reads({}, async (scene) => {
  const { behaviour } = scene;
  const id = scene.call.parameters.user ?? '';
  apply(behaviour.rules.userInPath, id, scene);
  authorise(scene, { level: 'admin', identityProviderId: '' });
  if (scene.caller.kind === 'user' && scene.caller.user.id === id) {
    throw new Refused(invalidArgument('Requesting user cannot delete itself'));
  }
  const user = behaviour.users.find(id, '', 'deleting user', scene);
  const work = behaviour.users.work(scene);
  if (work !== undefined) await work;
  behaviour.users.remove(user, scene);
  return {};
});

export const moveUser: JsonOperation = writes<MoveUserRequest>('MoveUserRequest', (scene, request) => {
  const { userId, sourceIdentityProviderId: source, targetIdentityProviderId: target } = request;
  const { users, rules } = scene.behaviour;
  samePath(userId, scene);
  authorise(scene, { level: 'admin', identityProviderId: source });
  apply(rules.moveUser, request, scene);
  const user = users.find(userId, source, 'update user identity provider', scene);
  users.store({ ...user, identityProviderId: target }, scene);
  return {};
});
