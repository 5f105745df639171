/**
 * What is checked before a party is allocated, read, listed or updated, in the order of the product.
 */
import type { Rule, Rules } from './behaviour.ts';
import type { Scene } from './call.ts';
import type {
  AllocatePartyRequest,
  GetPartiesQuery,
  ListPartiesQuery,
  ObjectMeta,
  UpdatePartyDetailsRequest,
} from './messages.ts';
import {
  invalidArgument,
  invalidField,
  missingField,
  type Refusal,
  redacted,
  refusal,
  userNotFound,
} from './refusal.ts';

/** Runs the rule that makes a refusal of a text that is wrong. */
export function refuseIf(wrong: string | undefined, refuse: (text: string) => Refusal): Refusal | undefined {
  return wrong === undefined ? undefined : refuse(wrong);
}

/** The annotation rules; `emptyValues` are allowed where they mean removal. `field` is named in the error. */
export function checkAnnotations(
  meta: ObjectMeta | null,
  scene: Scene,
  field: string,
  emptyValues: boolean,
): Refusal | undefined {
  const { limits, syntax } = scene.behaviour;
  if (meta === null) return undefined;
  if (syntax.annotationSize(meta.annotations) > limits.annotationBytes) {
    return invalidArgument(`annotations from field '${field}' are larger than the limit of 256kb`);
  }
  for (const [key, value] of meta.annotations) {
    const wrong = syntax.annotationKey(key, limits);
    if (wrong !== undefined) return invalidArgument(wrong);
    if (value === '' && !emptyValues) {
      return invalidArgument(`The value of an annotation is empty for key: '${key}'`);
    }
  }
  return undefined;
}

/** A syntactically sound identity provider must be one that is configured. */
export function checkIdentityProvider(id: string, scene: Scene): Refusal | undefined {
  if (scene.world.identityProviders.has(id)) return undefined;
  return invalidArgument(`Provided identity_provider_id Id(${id}) has not been found.`);
}

const allocateParty: readonly Rule<AllocatePartyRequest>[] = [
  {
    name: 'hint-syntax',
    check: ({ partyIdHint }, { behaviour }) =>
      partyIdHint === '' ? undefined : refuseIf(behaviour.syntax.hint(partyIdHint), invalidArgument),
  },
  {
    name: 'version-unset',
    check: ({ localMetadata }) =>
      localMetadata === null || localMetadata.resourceVersion === ''
        ? undefined
        : invalidArgument('field local_metadata.resource_version must be not set'),
  },
  {
    name: 'annotations',
    check: ({ localMetadata }, scene) => checkAnnotations(localMetadata, scene, 'local_metadata.annotations', false),
  },
  {
    name: 'synchronizer-syntax',
    check: ({ synchronizerId }, { behaviour }) =>
      synchronizerId === ''
        ? undefined
        : refuseIf(behaviour.syntax.synchronizer(synchronizerId), (it) => invalidField('synchronizer_id', it)),
  },
  {
    name: 'user-id-syntax',
    check: ({ userId }, { behaviour }) =>
      userId === '' ? undefined : refuseIf(behaviour.syntax.userId(userId), (it) => invalidField('user_id', it)),
  },
  {
    name: 'hint-as-name',
    check: ({ partyIdHint }, { behaviour }) =>
      partyIdHint === '' ? undefined : refuseIf(behaviour.syntax.hintAsName(partyIdHint), invalidArgument),
  },
  {
    name: 'identity-provider-known',
    check: ({ identityProviderId }, scene) => checkIdentityProvider(identityProviderId, scene),
  },
  {
    name: 'user-known',
    check({ userId, identityProviderId }, { world }) {
      if (userId === '') return undefined;
      const user = world.users.get(userId);
      if (user === undefined) return userNotFound("checking user's existence", userId);
      return user.identityProviderId === identityProviderId ? undefined : redacted(7);
    },
  },
  {
    name: 'self-allocation',
    // The default of the product lets nobody but administrators allocate, not even for themselves.
    check({ identityProviderId }, scene) {
      const { behaviour, caller } = scene;
      const need = { level: 'admin', identityProviderId } as const;
      return caller.kind !== 'user' || behaviour.authentication.entitled(caller.user, need, scene)
        ? undefined
        : redacted(7);
    },
  },
  {
    name: 'party-in-identity-provider',
    check({ partyIdHint, identityProviderId }, { world }) {
      const existing = world.parties.get(`${partyIdHint}::${world.namespace}`);
      return existing === undefined || existing.identityProviderId === identityProviderId ? undefined : redacted(7);
    },
  },
  {
    name: 'synchronizer-connected',
    check: ({ synchronizerId }, { world }) =>
      synchronizerId === '' || synchronizerId === world.synchronizerId
        ? undefined
        : refusal(
            'NOT_CONNECTED_TO_SYNCHRONIZER',
            `This participant is not connected to synchronizer ${synchronizerId}`,
          ),
  },
];

const listParties: readonly Rule<ListPartiesQuery>[] = [
  {
    name: 'page-size-not-negative',
    check: ({ pageSize }) => (pageSize < 0 ? invalidArgument('Page size must be non-negative') : undefined),
  },
  {
    name: 'page-size-maximum',
    check: ({ pageSize }, { behaviour }) =>
      pageSize > behaviour.limits.partiesPage
        ? invalidArgument(`Page size must not exceed the server's maximum of ${behaviour.limits.partiesPage}`)
        : undefined,
  },
  {
    name: 'page-token',
    check: ({ pageToken }, { behaviour }) =>
      pageToken !== '' && behaviour.reading.parseToken(pageToken) === undefined
        ? invalidArgument('Invalid page token')
        : undefined,
  },
  {
    name: 'filter-syntax',
    check: ({ filter }, { behaviour }) =>
      refuseIf(behaviour.syntax.filter(filter), (it) => invalidField('filterString', it)),
  },
];

const getParties: readonly Rule<GetPartiesQuery>[] = [
  {
    name: 'party-syntax',
    check({ parties }, { behaviour }) {
      const wrong = parties.map((party) => behaviour.syntax.party(party)).find((it) => it !== undefined);
      return refuseIf(wrong, invalidArgument);
    },
  },
];

const MASK_PATHS = [
  'party',
  'is_local',
  'local_metadata',
  'local_metadata.resource_version',
  'local_metadata.annotations',
  'identity_provider_id',
];

/** A check of an update whose details are there: the HTTP layer has compared them with the path. */
function updating(
  name: string,
  check: (
    details: NonNullable<UpdatePartyDetailsRequest['partyDetails']>,
    scene: Scene,
    request: UpdatePartyDetailsRequest,
  ) => Refusal | undefined,
): Rule<UpdatePartyDetailsRequest> {
  return {
    name,
    check: (request, scene) =>
      request.partyDetails === null ? undefined : check(request.partyDetails, scene, request),
  };
}

function invalidUpdate(party: string, reason: string): Refusal {
  return refusal(
    'INVALID_PARTY_DETAILS_UPDATE_REQUEST',
    `Update operation for party '${party}' failed due to: ${reason}`,
    { resources: [['PARTY', party]] },
  );
}

const updateParty: readonly Rule<UpdatePartyDetailsRequest>[] = [
  updating('party-syntax', ({ party }, { behaviour }) => refuseIf(behaviour.syntax.party(party), invalidArgument)),
  updating('version-syntax', ({ localMetadata }, { behaviour }) => {
    const version = localMetadata?.resourceVersion ?? '';
    return version === '' || behaviour.view.parseVersion(version) !== undefined
      ? undefined
      : invalidField('party_details.local_metadata', 'Invalid resource version number');
  }),
  updating('annotations', ({ localMetadata }, scene) =>
    checkAnnotations(localMetadata, scene, 'party_details.local_metadata.annotations', true),
  ),
  updating('mask-present', (_details, _scene, { updateMask }) =>
    updateMask === null ? missingField('update_mask') : undefined,
  ),
  updating('identity-provider-known', ({ identityProviderId }, scene) =>
    checkIdentityProvider(identityProviderId, scene),
  ),
  updating('mask-valid', ({ party }, { behaviour }, { updateMask }) =>
    refuseIf(updateMask === null ? undefined : behaviour.patch.mask(updateMask, MASK_PATHS), (it) =>
      invalidUpdate(party, it),
    ),
  ),
  updating('party-known', ({ party }, { world }) =>
    world.parties.has(party)
      ? undefined
      : refusal('PARTY_NOT_FOUND', `Party: '${party}' was not found when updating a party record`, {
          resources: [['PARTY', party]],
        }),
  ),
  updating('party-in-identity-provider', ({ party, identityProviderId }, { world }) =>
    world.parties.get(party)?.identityProviderId === identityProviderId ? undefined : redacted(7),
  ),
  updating('is-local-unchanged', ({ party, isLocal }, { world, behaviour }, { updateMask }) =>
    updateMask !== null &&
    behaviour.patch.selects(updateMask, 'is_local') &&
    world.parties.get(party)?.isLocal !== isLocal
      ? invalidUpdate(party, 'attempted to change is_local')
      : undefined,
  ),
  updating('version-current', ({ party, localMetadata }, { world, behaviour }) => {
    const sent = localMetadata?.resourceVersion ?? '';
    const stored = behaviour.view.version(world.parties.get(party)?.version);
    if (sent === '' || behaviour.patch.isCurrent(sent, stored)) return undefined;
    return refusal(
      'CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED',
      `Update operation for party '${party}' failed due to a concurrent update to the same party`,
      { resources: [['PARTY', party]] },
    );
  }),
];

export const partyRules: Pick<Rules, 'allocateParty' | 'listParties' | 'getParties' | 'updateParty'> = {
  allocateParty,
  listParties,
  getParties,
  updateParty,
};
