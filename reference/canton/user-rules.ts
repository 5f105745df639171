/**
 * What is checked before a user is created, updated or listed, in the order of the product.
 */
import { isParticipantAdmin } from './authentication.ts';
import type { Rule, Rules } from './behaviour.ts';
import type { Scene } from './call.ts';
import type {
  CreateUserRequest,
  ListUsersQuery,
  MoveUserRequest,
  Right,
  UpdateUserRequest,
  User,
  UserRightsRequest,
} from './messages.ts';
import { checkAnnotations, checkIdentityProvider, type partyRules, refuseIf } from './party-rules.ts';
import {
  invalidArgument,
  invalidField,
  missingField,
  type Refusal,
  redacted,
  refusal,
  userNotFound,
} from './refusal.ts';
import type { UserRecord } from './store.ts';

type UserCheck<Request> = (user: User, scene: Scene, request: Request) => Refusal | undefined;

function creating(name: string, check: UserCheck<CreateUserRequest>): Rule<CreateUserRequest> {
  return { name, check: (request, scene) => (request.user === null ? undefined : check(request.user, scene, request)) };
}

/** A check of an update whose user is there: the HTTP layer has compared it with the path. */
function updating(name: string, check: UserCheck<UpdateUserRequest>): Rule<UpdateUserRequest> {
  return { name, check: (request, scene) => (request.user === null ? undefined : check(request.user, scene, request)) };
}

/** The kinds must be known and the parties well-formed; whether they exist is another matter. */
function checkRights(rights: readonly Right[], scene: Scene): Refusal | undefined {
  for (const { kind } of rights) {
    if (kind.name === 'Empty') {
      return invalidArgument(
        'unknown kind of right - check that the Ledger API version of the server is recent enough',
      );
    }
    const wrong = kind.value.party === undefined ? undefined : scene.behaviour.syntax.party(kind.value.party);
    if (wrong !== undefined) return invalidArgument(wrong);
  }
  return undefined;
}

/** Whoever is not an administrator of the participant can give rights for known parties only. */
export function checkPartiesKnown(
  rights: readonly Right[],
  scene: Scene,
  identityProvider: string,
): Refusal | undefined {
  if (isParticipantAdmin(scene.caller)) return undefined;
  const named = rights.filter(({ kind }) => kind.name === 'CanActAs' || kind.name === 'CanReadAs');
  const unknown = [...new Set(named.map(({ kind }) => kind.value.party ?? ''))].filter(
    (party) => scene.world.parties.get(party)?.identityProviderId !== identityProvider,
  );
  if (unknown.length === 0) return undefined;
  return refusal(
    'UNKNOWN_RESOURCE',
    `The submitted request refers to a non-existing PARTIES: [${unknown.join(', ')}]`,
    { resources: unknown.map((party) => ['PARTIES', party] as const) },
  );
}

/** Only an administrator of the participant makes another one. */
export function checkAdminGrant(rights: readonly Right[], scene: Scene): Refusal | undefined {
  if (isParticipantAdmin(scene.caller)) return undefined;
  return rights.some(({ kind }) => kind.name === 'ParticipantAdmin') ? redacted(7) : undefined;
}

export function tooManyRights(id: string): Refusal {
  return refusal('TOO_MANY_USER_RIGHTS', `Too many rights for user "${id}"`, { resources: [['USER', id]] });
}

function stored(id: string, { world, behaviour }: Scene): UserRecord | undefined {
  return world.users.get(behaviour.users.key(id));
}

const primaryParty: UserCheck<unknown> = (user, { behaviour }) =>
  user.primaryParty === '' ? undefined : refuseIf(behaviour.syntax.party(user.primaryParty), invalidArgument);

const createUser: readonly Rule<CreateUserRequest>[] = [
  { name: 'user-present', check: ({ user }) => (user === null ? missingField('user') : undefined) },
  creating('id-present', ({ id }) => (id === '' ? missingField('id') : undefined)),
  creating('id-syntax', ({ id }, { behaviour }) =>
    refuseIf(behaviour.syntax.userId(id), (it) => invalidField('id', it)),
  ),
  creating('version-unset', ({ metadata }) =>
    metadata === null || metadata.resourceVersion === ''
      ? undefined
      : invalidArgument('field user.metadata.resource_version must be not set'),
  ),
  creating('annotations', ({ metadata }, scene) =>
    checkAnnotations(metadata, scene, 'user.metadata.annotations', false),
  ),
  creating('primary-party', primaryParty),
  creating('rights', (_user, scene, { rights }) => checkRights(rights, scene)),
  creating('identity-provider-known', (user, scene) => checkIdentityProvider(user.identityProviderId, scene)),
  creating('parties-known', (user, scene, { rights }) => checkPartiesKnown(rights, scene, user.identityProviderId)),
  creating('user-new', ({ id, identityProviderId }, scene) => {
    const existing = stored(id, scene);
    if (existing === undefined) return undefined;
    if (existing.identityProviderId !== identityProviderId) return redacted(7);
    return refusal('USER_ALREADY_EXISTS', `creating user failed, as user "${id}" already exists`, {
      resources: [['USER', id]],
    });
  }),
];

const MASK_PATHS = [
  'id',
  'primary_party',
  'is_deactivated',
  'metadata',
  'metadata.resource_version',
  'metadata.annotations',
  'identity_provider_id',
  'primary_party_authentication',
];

const updateUser: readonly Rule<UpdateUserRequest>[] = [
  updating('id-syntax', ({ id }, { behaviour }) =>
    refuseIf(behaviour.syntax.userId(id), (it) => invalidField('user.id', it)),
  ),
  updating('mask-present', (_user, _scene, { updateMask }) =>
    updateMask === null ? missingField('update_mask') : undefined,
  ),
  updating('primary-party', primaryParty),
  updating('version-syntax', ({ metadata }, { behaviour }) => {
    const version = metadata?.resourceVersion ?? '';
    return version === '' || behaviour.view.parseVersion(version) !== undefined
      ? undefined
      : invalidField('user.metadata', 'Invalid resource version number');
  }),
  updating('annotations', ({ metadata }, scene) =>
    checkAnnotations(metadata, scene, 'user.metadata.annotations', true),
  ),
  updating('identity-provider-known', (user, scene) => checkIdentityProvider(user.identityProviderId, scene)),
  updating('mask-valid', ({ id }, { behaviour }, { updateMask }) =>
    refuseIf(updateMask === null ? undefined : behaviour.patch.mask(updateMask, MASK_PATHS), (it) =>
      refusal('INVALID_USER_UPDATE_REQUEST', `Update operation for user '${id}' failed due to: ${it}`, {
        resources: [['USER', id]],
      }),
    ),
  ),
  updating('self-deactivation', (user, { caller, behaviour }, { updateMask }) =>
    caller.kind === 'user' &&
    caller.user.id === user.id &&
    user.isDeactivated &&
    updateMask !== null &&
    behaviour.patch.selects(updateMask, 'is_deactivated')
      ? invalidArgument('Requesting user cannot self-deactivate')
      : undefined,
  ),
  updating('user-known', ({ id, identityProviderId }, scene) => {
    const user = stored(id, scene);
    if (user === undefined) return userNotFound('updating user', id);
    return user.identityProviderId === identityProviderId ? undefined : redacted(7);
  }),
  updating('version-current', ({ id, metadata }, scene) => {
    const { view, patch } = scene.behaviour;
    const sent = metadata?.resourceVersion ?? '';
    if (sent === '' || patch.isCurrent(sent, view.version(stored(id, scene)?.version))) return undefined;
    return refusal(
      'CONCURRENT_USER_UPDATE_DETECTED',
      `Update operation for user '${id}' failed due to a concurrent update to the same user`,
      { resources: [['USER', id]] },
    );
  }),
];

const listUsers: readonly Rule<ListUsersQuery>[] = [
  {
    name: 'page-size-not-negative',
    check: ({ pageSize }) => (pageSize < 0 ? invalidArgument('Max page size must be non-negative') : undefined),
  },
  {
    name: 'page-token',
    check: ({ pageToken }, { behaviour }) =>
      pageToken !== '' && behaviour.reading.parseToken(pageToken) === undefined
        ? invalidArgument('Invalid page token')
        : undefined,
  },
];

const userInPath: readonly Rule<string>[] = [
  {
    name: 'id-syntax',
    check: (id, { behaviour }) =>
      refuseIf(behaviour.syntax.userId(id), (it) => invalidArgument(`Malformed user-id: ${it}`, { origin: 'http' })),
  },
];

/** The rule for the id in the body of a request about one user. */
const userIdSyntaxRule: Rule<{ readonly userId: string }> = {
  name: 'id-syntax',
  check: ({ userId }, { behaviour }) => refuseIf(behaviour.syntax.userId(userId), (it) => invalidField('user_id', it)),
};

const userRights: readonly Rule<UserRightsRequest>[] = [
  userIdSyntaxRule,
  { name: 'rights', check: ({ rights }, scene) => checkRights(rights, scene) },
  {
    name: 'identity-provider-known',
    check: ({ identityProviderId }, scene) => checkIdentityProvider(identityProviderId, scene),
  },
];

const moveUser: readonly Rule<MoveUserRequest>[] = [
  userIdSyntaxRule,
  {
    name: 'source-known',
    check: ({ sourceIdentityProviderId }, scene) => checkIdentityProvider(sourceIdentityProviderId, scene),
  },
  {
    name: 'target-known',
    check: ({ targetIdentityProviderId }, scene) => checkIdentityProvider(targetIdentityProviderId, scene),
  },
];

export const userRules: Omit<Rules, keyof typeof partyRules> = {
  createUser,
  updateUser,
  listUsers,
  userInPath,
  userRights,
  moveUser,
};
