/**
 * Users: create, list, get, update, delete, move to another identity provider, and the caller's own.
 */
import { authorise } from '../authentication.ts';
import type { Need } from '../behaviour.ts';
import type { CreateUserRequest, ListUsersQuery, MoveUserRequest, UpdateUserRequest, User } from '../messages.ts';
import { checkIdentityProvider } from '../party-rules.ts';
import { pageToken } from '../reading.ts';
import { invalidArgument, invalidField, invalidToken, Refused, refusal } from '../refusal.ts';
import { firstAfter, type UserRecord } from '../store.ts';
import { checkAdminGrant, tooManyRights } from '../user-rules.ts';
import { apply, integer, type JsonOperation, reads, refuseWith, text, writes } from './operation.ts';
import { checkUserIdInPath, findUser, rightsOf } from './user-lookup.ts';

export const createUser: JsonOperation = writes<CreateUserRequest>('CreateUserRequest', (scene, request) => {
  const { behaviour, world } = scene;
  authorise(scene, { level: 'admin', identityProviderId: request.user?.identityProviderId ?? '' });
  refuseWith(checkAdminGrant(request.rights, scene));
  apply(behaviour.rules.createUser, request, scene);
  const user = request.user as User;
  const rights = rightsOf(request.rights);
  if (rights.size > behaviour.limits.rightsPerUser) throw new Refused(tooManyRights(user.id));
  const record: UserRecord = {
    id: user.id,
    primaryParty: user.primaryParty,
    isDeactivated: user.isDeactivated,
    annotations: user.metadata?.annotations ?? new Map(),
    version: behaviour.patch.nextVersion(undefined),
    identityProviderId: user.identityProviderId,
    primaryPartyAuthentication: user.primaryPartyAuthentication,
    rights,
  };
  world.users.put(record.id, record);
  return { user: behaviour.view.user(record, scene) };
});

export const listUsers: JsonOperation = reads({ pageSize: 'integer', pageToken: 'text' }, (scene, query) => {
  const { behaviour, world } = scene;
  const request: ListUsersQuery = { pageSize: integer(query, 'pageSize'), pageToken: text(query, 'pageToken') };
  authorise(scene, { level: 'admin', identityProviderId: '' });
  apply(behaviour.rules.listUsers, request, scene);
  const maximum = behaviour.limits.usersPage;
  const size = request.pageSize === 0 ? maximum : Math.min(request.pageSize, maximum);
  const all = world.users.sorted;
  const after = request.pageToken === '' ? undefined : behaviour.reading.parseToken(request.pageToken);
  const start = after === undefined ? 0 : firstAfter(all, (it) => it.id, after, world.users.compare);
  const rest = all.slice(start).filter((it) => it.identityProviderId === '');
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    users: page.map((it) => behaviour.view.user(it, scene)),
    nextPageToken: page.length < size || last === undefined ? '' : pageToken(last.id),
  };
});

/** A need for the rights of an administrator, unless the user asks about itself. */
function ownUser(id: string, identityProviderId = ''): Need {
  return { level: 'admin', identityProviderId, own: (user) => user.id === id };
}

export const getUser: JsonOperation = reads({ 'identity-provider-id': 'text' }, (scene, query) => {
  const id = scene.call.parameters.user ?? '';
  const identityProviderId = text(query, 'identity-provider-id');
  checkUserIdInPath(id, scene);
  authorise(scene, ownUser(id, identityProviderId));
  return { user: scene.behaviour.view.user(findUser(id, identityProviderId, 'getting user', scene), scene) };
});

export const authenticatedUser: JsonOperation = reads({ 'identity-provider-id': 'text' }, (scene, query) => {
  const identityProviderId = text(query, 'identity-provider-id');
  authorise(scene, { level: 'user', identityProviderId });
  if (scene.caller.kind !== 'user') {
    throw new Refused(
      invalidToken(
        'The submitted request is missing a user-id: requests with an empty user-id are only supported if there is an authenticated user',
      ),
    );
  }
  const { user } = scene.caller;
  return { user: scene.behaviour.view.user(findUser(user.id, identityProviderId, 'getting user', scene), scene) };
});

export const updateUser: JsonOperation = writes<UpdateUserRequest>('UpdateUserRequest', (scene, request) => {
  const { behaviour, world } = scene;
  const sent = request.user;
  const path = scene.call.parameters.user ?? '';
  if (sent === null || sent.id !== path) {
    const shown = sent === null ? 'None' : `Some(${sent.id})`;
    throw new Refused(invalidArgument(`${path} does not match user in body ${shown}`, { origin: 'http' }));
  }
  authorise(scene, { level: 'admin', identityProviderId: sent.identityProviderId });
  apply(behaviour.rules.updateUser, request, scene);
  const stored = findUser(sent.id, sent.identityProviderId, 'updating user', scene);
  const mask = request.updateMask ?? { paths: [], unknownFields: {} };
  const selects = (name: string): boolean => behaviour.patch.selects(mask, name);
  const annotations = selects('metadata.annotations')
    ? behaviour.patch.merge(stored.annotations, sent.metadata?.annotations ?? new Map())
    : stored.annotations;
  if (behaviour.syntax.annotationSize(annotations) > behaviour.limits.mergedAnnotationBytes) {
    throw new Refused(
      refusal(
        'MAX_USER_ANNOTATIONS_SIZE_EXCEEDED',
        `Maximum annotations size for user '${sent.id}' has been exceeded`,
        { resources: [['USER', sent.id]] },
      ),
    );
  }
  const updated: UserRecord = {
    ...stored,
    primaryParty: selects('primary_party') ? sent.primaryParty : stored.primaryParty,
    isDeactivated: selects('is_deactivated') ? sent.isDeactivated : stored.isDeactivated,
    primaryPartyAuthentication: selects('primary_party_authentication')
      ? sent.primaryPartyAuthentication
      : stored.primaryPartyAuthentication,
    annotations,
    version: behaviour.patch.nextVersion(stored.version),
  };
  world.users.put(updated.id, updated);
  return { user: behaviour.view.user(updated, scene) };
});

export const deleteUser: JsonOperation = reads({}, (scene) => {
  const id = scene.call.parameters.user ?? '';
  checkUserIdInPath(id, scene);
  authorise(scene, { level: 'admin', identityProviderId: '' });
  if (scene.caller.kind === 'user' && scene.caller.user.id === id) {
    throw new Refused(invalidArgument('Requesting user cannot delete itself'));
  }
  findUser(id, '', 'deleting user', scene);
  scene.world.users.delete(id);
  return {};
});

export const moveUser: JsonOperation = writes<MoveUserRequest>('MoveUserRequest', (scene, request) => {
  const { userId, sourceIdentityProviderId: source, targetIdentityProviderId: target } = request;
  const path = scene.call.parameters.user ?? '';
  if (userId !== path) {
    const text = `${path} does not match user in body: Some(${userId}) `;
    throw new Refused(invalidArgument(text, { origin: 'http' }));
  }
  authorise(scene, { level: 'admin', identityProviderId: source });
  const wrong = scene.behaviour.syntax.userId(userId);
  if (wrong !== undefined) throw new Refused(invalidField('user_id', wrong));
  refuseWith(checkIdentityProvider(source, scene));
  refuseWith(checkIdentityProvider(target, scene));
  const user = findUser(userId, source, 'update user identity provider', scene);
  scene.world.users.put(userId, { ...user, identityProviderId: target });
  return {};
});
