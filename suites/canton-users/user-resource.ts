/**
 * Users as a resource: what the requirements that hold for parties and users must know.
 */
import { MARKER_KEY, namePlaceholder } from '../../generators/placeholder.ts';
import { createUser } from '../canton/create-user.ts';
import { getUser, listUsers, patchUser } from '../canton/requests.ts';
import type { Annotations, JsonObject, Resource } from '../canton/resource.ts';
import { namesOfUsers, readUserList } from '../canton/user-list.ts';
import { member } from '../json.ts';
import { deleteGiven } from './delete-user.ts';
import { userCases } from './official-cases.ts';
import { readUser } from './read-user.ts';

/** A valid creation of a user with the id and these annotations beside the marker. */
export function userWithId(id: string, annotations: Annotations = {}): JsonObject {
  return { user: { id, metadata: { annotations: { ...annotations, [MARKER_KEY]: namePlaceholder() } } } };
}

/** Users. */
export const users: Resource = {
  suite: 'canton-users',
  page: 'canton-post-v2-users',
  productPrefix: 'users-',
  officialPrefix: 'user',
  officialCases: userCases,
  operation: createUser,
  words: { one: 'user', many: 'users', creation: 'creation', created: 'created', creates: 'creates' },
  members: { details: 'user', id: 'id', metadata: 'metadata' },
  readPointer: '/user',
  schemas: { request: 'CreateUserRequest', response: 'CreateUserResponse' },
  body: ({ prefix = '', suffix = '', annotations = {} } = {}) =>
    userWithId(`${prefix}${namePlaceholder()}${suffix}`, annotations),
  inPath: '#+|',
  read: readUser,
  lighten: async (steps, id) => {
    await deleteGiven(steps, id, 'delete what is large');
  },
  compared: [
    ['id'],
    ['primaryParty'],
    ['isDeactivated'],
    ['identityProviderId'],
    ['primaryPartyAuthentication'],
    ['metadata', 'resourceVersion'],
    ['metadata', 'annotations'],
  ],
  get: {
    operationId: 'getV2UsersUser-id',
    response: 'GetUserResponse',
    template: getUser,
    entries: (json) => {
      const user = member(json, 'user');
      return user === undefined ? [] : [user];
    },
  },
  update: {
    operationId: 'patchV2UsersUser-id',
    request: 'UpdateUserRequest',
    response: 'UpdateUserResponse',
    template: patchUser,
    paths: { id: 'id', metadata: 'metadata' },
    codes: {
      invalid: 'INVALID_USER_UPDATE_REQUEST',
      conflict: 'CONCURRENT_USER_UPDATE_DETECTED',
      tooLarge: 'MAX_USER_ANNOTATIONS_SIZE_EXCEEDED',
      unknown: 'USER_NOT_FOUND',
    },
  },
  list: {
    operationId: 'getV2Users',
    response: 'ListUsersResponse',
    template: listUsers,
    entries: 'users',
    read: readUserList,
    find: namesOfUsers,
    maximum: { path: ['features', 'userManagement', 'maxUsersPageSize'], usual: 1_000 },
    early: () => userWithId(`!${namePlaceholder()}`),
  },
};
