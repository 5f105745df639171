/**
 * Faults of updates that show only after several of them, at the same time, or somewhere else than in their answers.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../../contracts/model.ts';
import type { Behaviour } from '../behaviour.ts';
import { type Answer, type Scene, textAnswer } from '../call.ts';
import { before, change, changeRule, type JsonObject, onAnswer, onDetails, onUser, sent } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { PartyRecord } from '../store.ts';
import { partyFault } from './party-fault.ts';

type Annotations = ReadonlyMap<string, string>;

/** Stores updated parties in another way; `current` is what is stored now. */
function partiesStored(
  behaviour: Behaviour,
  make: (record: PartyRecord, current: PartyRecord, scene: Scene) => PartyRecord,
): Behaviour {
  return change(behaviour, 'patch', {
    store(record, scene) {
      const current = scene.world.parties.get(record.party) ?? record;
      behaviour.patch.store(make(record, current, scene), scene);
    },
  });
}

/** The annotations that an update sends. */
function sentAnnotations(scene: Scene, ...path: readonly string[]): Annotations {
  const annotations = sent(scene, ...path, 'annotations');
  return new Map(Object.entries(isObject(annotations) ? annotations : {}).map(([key, value]) => [key, String(value)]));
}

/** Compares versions before the work, and merges after it with what others have written meanwhile: nothing but the version is lost. */
function comparedBefore(behaviour: Behaviour): Behaviour {
  const working = change(behaviour, 'patch', {
    work: async () => {
      await wait(15);
    },
  });
  const parties = partiesStored(working, (record, { annotations }, scene) => ({
    ...record,
    annotations: behaviour.patch.merge(annotations, sentAnnotations(scene, 'partyDetails', 'localMetadata')),
  }));
  return change(parties, 'users', {
    store(record, scene) {
      const current = scene.world.users.get(record.id);
      const annotations =
        scene.call.operation === 'updateUser' && current !== undefined
          ? behaviour.patch.merge(current.annotations, sentAnnotations(scene, 'user', 'metadata'))
          : record.annotations;
      behaviour.users.store({ ...record, annotations }, scene);
    },
  });
}

/** The same details with another version, where they have one. */
function withVersion(details: JsonObject, member: string, version: string): Json {
  const metadata = details[member];
  return isObject(metadata) && metadata.resourceVersion !== ''
    ? { ...details, [member]: { ...metadata, resourceVersion: version } }
    : details;
}

/** A version that the content decides alone. */
function hashOf(content: unknown): string {
  return String(createHash('sha256').update(JSON.stringify(content)).digest().readUInt32BE());
}

const sorted = (annotations: Annotations): unknown => [...annotations].sort();

/** Versions are hashes of annotations, of users and of parties. */
function versionsByContent(behaviour: Behaviour): Behaviour {
  const { party, user } = behaviour.view;
  const shown = change(behaviour, 'view', {
    party(record, identityProviderId, scene) {
      const details = party(record, identityProviderId, scene);
      return isObject(details) ? withVersion(details, 'localMetadata', hashOf(sorted(record.annotations))) : details;
    },
    user(record, scene) {
      const details = user(record, scene);
      return isObject(details) ? withVersion(details, 'metadata', hashOf(sorted(record.annotations))) : details;
    },
  });
  const compared = (
    version: string,
    stored: Annotations | undefined,
    code: Parameters<typeof refusal>[0],
  ): Refusal | undefined =>
    version === '' || stored === undefined || version === hashOf(sorted(stored))
      ? undefined
      : refusal(code, 'Update operation failed due to a concurrent update');
  return changeRule(
    changeRule(shown, 'updateParty', 'version-current', ({ partyDetails }, { world }) =>
      compared(
        partyDetails?.localMetadata?.resourceVersion ?? '',
        world.parties.get(partyDetails?.party ?? '')?.annotations,
        'CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED',
      ),
    ),
    'updateUser',
    'version-current',
    ({ user: it }, { world }) =>
      compared(
        it?.metadata?.resourceVersion ?? '',
        world.users.get(it?.id ?? '')?.annotations,
        'CONCURRENT_USER_UPDATE_DETECTED',
      ),
  );
}

/** Gives a new version with every refused update too. */
function refusedCount(behaviour: Behaviour): Behaviour {
  const parties = onAnswer(behaviour, 'updateParty', (answer, { world, call }) => {
    const record = world.parties.get(call.parameters.party ?? '');
    if (answer.status >= 400 && record)
      world.parties.put(record.party, { ...record, version: (record.version ?? 0) + 1 });
    return answer;
  });
  return onAnswer(parties, 'updateUser', (answer, { world, call }) => {
    const record = world.users.get(call.parameters.user ?? '');
    if (answer.status >= 400 && record) world.users.put(record.id, { ...record, version: record.version + 1 });
    return answer;
  });
}

/** Keeps removed annotations, and brings them back with the next update. */
function resurrected(behaviour: Behaviour): Behaviour {
  const removed = new Map<string, Annotations>();
  return partiesStored(behaviour, (record, current) => {
    const back = removed.get(record.party) ?? new Map();
    removed.set(record.party, new Map([...current.annotations].filter(([key]) => !record.annotations.has(key))));
    return { ...record, annotations: new Map([...back, ...record.annotations]) };
  });
}

/** Lists parties as they were allocated. */
function listedAsCreated(behaviour: Behaviour): Behaviour {
  const { page } = behaviour.reading;
  const created = new Map<string, PartyRecord>();
  const remembering = partiesStored(behaviour, (record, current) => {
    if (!created.has(record.party)) created.set(record.party, current);
    return record;
  });
  return change(remembering, 'reading', {
    page(query, scene) {
      const { records, nextPageToken } = page(query, scene);
      return { records: records.map((it) => created.get(it.party) ?? it), nextPageToken };
    },
  });
}

/** Fails on updates of what was created without metadata. */
function failsWithoutMetadata(behaviour: Behaviour): Behaviour {
  const bare = new Set<string>();
  const noting =
    (member: readonly string[], id: readonly string[]) =>
    (answer: Answer, scene: Scene): Answer => {
      if (answer.status !== 200 || isObject(sent(scene, ...member))) return answer;
      let value: Json | undefined = JSON.parse(String(answer.body)) as Json;
      for (const name of id) value = isObject(value) ? value[name] : undefined;
      bare.add(String(value));
      return answer;
    };
  const parties = onAnswer(behaviour, 'allocateParty', noting(['localMetadata'], ['partyDetails', 'party']));
  const all = onAnswer(parties, 'createUser', noting(['user', 'metadata'], ['user', 'id']));
  return before(all, ({ call }) =>
    (call.operation === 'updateParty' || call.operation === 'updateUser') &&
    bare.has(call.parameters.party ?? call.parameters.user ?? '')
      ? textAnswer(500, 'Internal server error')
      : undefined,
  );
}

export const patchSeriesFaults: readonly Fault[] = [
  partyFault({
    id: 'patch-bound-race-all-win',
    title: 'Updates at the same time that are bound to one version all succeed',
    catches: ['patch/bound-at-once-one-winner'],
    users: ['patch/bound-at-once-one-winner'],
    apply: comparedBefore,
  }),
  partyFault({
    id: 'get-version-of-creation',
    title: 'GET of a party or of a user shows for ever the version of its creation',
    catches: ['patch/current-version-accepted', 'patch/series-adds-up'],
    users: ['patch/current-version-accepted', 'patch/series-adds-up'],
    apply: (b) =>
      onUser(
        onDetails(b, 'getParties', (details) => withVersion(details, 'localMetadata', '0')),
        'getUser',
        (user) => withVersion(user, 'metadata', '0'),
      ),
  }),
  partyFault({
    id: 'patch-version-by-content',
    title: 'The version is a hash of the annotations, and comes back when they do',
    catches: ['patch/version-changes', 'patch/stale-version-refused'],
    users: ['patch/version-changes', 'patch/stale-version-refused'],
    apply: versionsByContent,
  }),
  partyFault({
    id: 'patch-future-version-accepted',
    title: 'An update that is bound to a version above the current one goes through',
    catches: ['patch/stale-version-code'],
    users: ['patch/stale-version-code'],
    breaks: 'reference',
    apply: (b) => change(b, 'patch', { isCurrent: (version, stored) => Number(version) >= Number(stored) }),
  }),
  partyFault({
    id: 'patch-refused-changes-version',
    title: 'A refused update gives a new version',
    catches: ['patch/stale-version-code'],
    users: ['patch/stale-version-code'],
    breaks: 'reference',
    apply: refusedCount,
  }),
  partyFault({
    id: 'patch-removed-comes-back',
    title: 'Removed annotations of a party come back with its next update',
    catches: ['patch/series-adds-up'],
    apply: resurrected,
  }),
  partyFault({
    id: 'patch-third-update-lost',
    title: 'Every third update of a party is answered and not stored',
    catches: ['patch/series-adds-up'],
    apply: (b) =>
      partiesStored(b, (record, current) =>
        (record.version ?? 0) % 3 === 0 ? { ...current, version: record.version } : record,
      ),
  }),
  partyFault({
    id: 'patch-clears-is-local',
    title: 'A party that is updated is not local any more',
    catches: ['patch/series-adds-up'],
    apply: (b) => partiesStored(b, (record) => ({ ...record, isLocal: false })),
  }),
  partyFault({
    id: 'list-without-updates',
    title: 'Lists show parties as they were allocated, whatever has been updated',
    catches: ['patch/series-adds-up'],
    apply: listedAsCreated,
  }),
  partyFault({
    id: 'patch-without-metadata-fails',
    title: 'An update of what was created without metadata is an internal error',
    catches: ['patch/first-annotations'],
    users: ['patch/first-annotations'],
    apply: failsWithoutMetadata,
  }),
  partyFault({
    id: 'patch-mask-parent-ignored',
    title: 'A mask that names the metadata as a whole selects nothing',
    catches: ['patch/mask-parent'],
    users: ['patch/mask-parent'],
    apply: (b) => change(b, 'patch', { selects: ({ paths }, path) => paths.includes(path) }),
  }),
];
