/**
 * Parties: allocate, list, get, update, and the participant's own id.
 */
import { authorise } from '../authentication.ts';
import type { Scene } from '../call.ts';
import type {
  AllocatePartyRequest,
  GetPartiesQuery,
  ListPartiesQuery,
  UpdatePartyDetailsRequest,
} from '../messages.ts';
import { invalidArgument, Refused, refusal } from '../refusal.ts';
import type { PartyRecord } from '../store.ts';
import { apply, integer, type JsonOperation, reads, text, texts, writes } from './operation.ts';

export const allocateParty: JsonOperation = writes<AllocatePartyRequest>(
  'AllocatePartyRequest',
  async (scene, request) => {
    const { identityProviderId, userId } = request;
    authorise(scene, {
      level: 'admin',
      identityProviderId,
      own: (user) => userId !== '' && user.id === userId,
    });
    apply(scene.behaviour.rules.allocateParty, request, scene);
    const record = await allocate(request, scene);
    return { partyDetails: scene.behaviour.view.party(record, identityProviderId, scene) };
  },
);

async function allocate(request: AllocatePartyRequest, scene: Scene): Promise<PartyRecord> {
  const { world, behaviour } = scene;
  const { allocation } = behaviour;
  const party = allocation.identifier(allocation.name(request, scene), request, scene);
  const existing = world.parties.get(party);
  if (existing !== undefined) return allocation.duplicate(existing, request, scene);
  if (world.inFlight.has(party)) return allocation.inFlight(party, request, scene);
  world.inFlight.add(party);
  try {
    await allocation.work(scene);
    return create(party, request, scene);
  } finally {
    world.inFlight.delete(party);
  }
}

/** Writes a new party, without any check. */
function create(party: string, request: AllocatePartyRequest, scene: Scene): PartyRecord {
  const { world, behaviour } = scene;
  world.allocations += 1;
  const record: PartyRecord = {
    party,
    isLocal: true,
    annotations: behaviour.allocation.annotations(request, scene),
    version: behaviour.patch.nextVersion(undefined),
    identityProviderId: behaviour.allocation.identityProvider(request),
    number: world.allocations,
    createdAt: performance.now(),
  };
  world.parties.put(party, record);
  behaviour.allocation.grant(record, request, scene);
  return record;
}

export const listParties: JsonOperation = reads(
  { 'identity-provider-id': 'text', 'filter-party': 'text', pageSize: 'integer', pageToken: 'text' },
  (scene, query) => {
    const { behaviour } = scene;
    const request: ListPartiesQuery = {
      identityProviderId: text(query, 'identity-provider-id'),
      filter: text(query, 'filter-party'),
      pageSize: integer(query, 'pageSize'),
      pageToken: text(query, 'pageToken'),
    };
    authorise(scene, { level: 'admin', identityProviderId: request.identityProviderId });
    apply(behaviour.rules.listParties, request, scene);
    const { records, nextPageToken } = behaviour.reading.page(request, scene);
    return {
      partyDetails: records.map((record) => behaviour.view.party(record, request.identityProviderId, scene)),
      nextPageToken,
    };
  },
);

export const getParties: JsonOperation = reads({ 'identity-provider-id': 'text', parties: 'texts' }, (scene, query) => {
  const { behaviour } = scene;
  const request: GetPartiesQuery = {
    identityProviderId: text(query, 'identity-provider-id'),
    parties: [scene.call.parameters.party ?? '', ...texts(query, 'parties')],
  };
  authorise(scene, {
    level: 'admin',
    identityProviderId: request.identityProviderId,
    own: (user) => {
      const own = new Set([...user.rights.values()].map((right) => right.party));
      return request.parties.every((party) => own.has(party));
    },
  });
  apply(behaviour.rules.getParties, request, scene);
  const records = behaviour.reading.find(request, scene);
  return { partyDetails: records.map((record) => behaviour.view.party(record, request.identityProviderId, scene)) };
});

export const updateParty: JsonOperation = writes<UpdatePartyDetailsRequest>(
  'UpdatePartyDetailsRequest',
  async (scene, request) => {
    const { behaviour, world } = scene;
    const details = request.partyDetails;
    const path = scene.call.parameters.party ?? '';
    if (details === null || !behaviour.patch.samePath(path, details.party)) {
      const shown = details === null ? 'None' : `Some(PartyDetails(${details.party},…))`;
      throw new Refused(invalidArgument(`${path} does not match party in body ${shown}`, { origin: 'http' }));
    }
    authorise(scene, { level: 'admin', identityProviderId: details.identityProviderId });
    apply(behaviour.rules.updateParty, request, scene);
    const stored = world.parties.get(details.party);
    const work = behaviour.patch.work(scene);
    if (work !== undefined) await work;
    const updated = updatedParty(stored, request, scene);
    behaviour.patch.store(updated, scene);
    return { partyDetails: behaviour.view.party(updated, details.identityProviderId, scene) };
  },
);

/** The new details of a party. Throws {@link Refused} when they would be too large. */
function updatedParty(
  stored: PartyRecord | undefined,
  { partyDetails, updateMask }: UpdatePartyDetailsRequest,
  { behaviour }: Scene,
): PartyRecord {
  if (stored === undefined || partyDetails === null) throw new Error('an update was let through without its rules');
  const { patch, limits, syntax } = behaviour;
  const sent = partyDetails.localMetadata?.annotations ?? new Map();
  const selected = updateMask === null || patch.selects(updateMask, 'local_metadata.annotations');
  const annotations = selected ? patch.merge(stored.annotations, sent) : stored.annotations;
  if (syntax.annotationSize(annotations) > limits.mergedAnnotationBytes) {
    throw new Refused(
      refusal(
        'MAX_PARTY_DETAILS_ANNOTATIONS_SIZE_EXCEEDED',
        `Maximum annotations size for party '${stored.party}' has been exceeded`,
        { resources: [['PARTY', stored.party]] },
      ),
    );
  }
  return { ...stored, annotations, version: patch.nextVersion(stored.version) };
}

export const participantId: JsonOperation = reads({}, (scene) => {
  authorise(scene, { level: 'user', identityProviderId: '' });
  return { participantId: scene.world.participantId };
});
