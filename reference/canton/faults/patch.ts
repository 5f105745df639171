/**
 * Faults of updating a party.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import type { Scene } from '../call.ts';
import { change, changeRule, firstRule, onDetails, onSuccess, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { ObjectMeta } from '../messages.ts';
import { checkAnnotations } from '../party-rules.ts';
import { invalidArgument, missingField, type Refusal, refusal } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

type Annotations = ReadonlyMap<string, string>;

/** Merges in another way. */
function merged(
  behaviour: Behaviour,
  merge: (stored: Annotations, sentOnes: Annotations, original: () => Annotations) => Annotations,
): Behaviour {
  const original = behaviour.patch.merge;
  return change(behaviour, 'patch', {
    merge: (stored, sentOnes) => merge(stored, sentOnes, () => original(stored, sentOnes)),
  });
}

/** Looks at another part of the annotations that were sent. */
function annotationsChecked(behaviour: Behaviour, part: (annotations: Annotations) => Annotations): Behaviour {
  const check = (meta: ObjectMeta | null | undefined, scene: Scene): Refusal | undefined =>
    checkAnnotations(meta ? { ...meta, annotations: part(meta.annotations) } : null, scene, 'annotations', true);
  return changeRule(
    changeRule(behaviour, 'updateParty', 'annotations', ({ partyDetails }, scene) =>
      check(partyDetails?.localMetadata, scene),
    ),
    'updateUser',
    'annotations',
    ({ user }, scene) => check(user?.metadata, scene),
  );
}

const notCurrent = (refused: Refusal | undefined): Refusal | undefined =>
  refused && invalidArgument('the resource version is not current');

const NO_LIMIT = Number.POSITIVE_INFINITY;

export const patchFaults: readonly Fault[] = [
  partyFault({
    id: 'patch-answers-nothing',
    title: 'An update is answered with an empty object',
    catches: ['patch/response-schema'],
    apply: (b) => onSuccess(b, 'updateParty', () => ({})),
  }),
  partyFault({
    id: 'patch-annotations-as-list',
    title: 'The answer to an update lists its annotations as pairs',
    catches: ['patch/response-schema'],
    apply: (b) =>
      onDetails(b, 'updateParty', (details) => ({
        ...details,
        localMetadata: { resourceVersion: '1', annotations: [] },
      })),
  }),
  partyFault({
    id: 'patch-not-stored',
    title: 'An update is answered but not stored',
    catches: ['patch/adds-and-changes-annotations'],
    apply: (b) => change(b, 'patch', { store: () => {} }),
  }),
  partyFault({
    id: 'patch-adds-but-never-changes',
    title: 'An update adds annotations but leaves those that are there',
    catches: ['patch/adds-and-changes-annotations'],
    users: ['patch/adds-and-changes-annotations'],
    apply: (b) =>
      merged(
        b,
        (stored, sentOnes, original) =>
          new Map([...original()].map(([key, value]) => [key, sentOnes.has(key) ? (stored.get(key) ?? value) : value])),
      ),
  }),
  partyFault({
    id: 'patch-stores-empty-value',
    title: 'An empty value is stored instead of removing the annotation',
    catches: ['patch/empty-value-removes'],
    users: ['patch/empty-value-removes'],
    apply: (b) => merged(b, (stored, sentOnes) => new Map([...stored, ...sentOnes])),
  }),
  partyFault({
    id: 'patch-ignores-empty-value',
    title: 'An empty value changes nothing',
    catches: ['patch/empty-value-removes'],
    users: ['patch/empty-value-removes'],
    apply: (b) =>
      merged(b, (stored, sentOnes) => new Map([...stored, ...[...sentOnes].filter(([, value]) => value !== '')])),
  }),
  partyFault({
    id: 'patch-replaces-annotations',
    title: 'An update replaces all annotations',
    catches: ['patch/keeps-unrelated'],
    users: ['patch/keeps-unrelated'],
    apply: (b) =>
      merged(b, (stored, sentOnes) =>
        sentOnes.size === 0 ? stored : new Map([...sentOnes].filter(([, value]) => value !== '')),
      ),
  }),
  partyFault({
    id: 'patch-empty-map-clears',
    title: 'An update without annotations removes all of them',
    catches: ['patch/empty-map-changes-nothing'],
    users: ['patch/empty-map-changes-nothing'],
    breaks: 'reference',
    apply: (b) => merged(b, (_stored, sentOnes, original) => (sentOnes.size === 0 ? new Map() : original())),
  }),
  partyFault({
    id: 'patch-keeps-version',
    title: 'An update leaves the version as it was',
    catches: ['patch/version-changes'],
    users: ['patch/version-changes'],
    apply: (b) => change(b, 'patch', { nextVersion: (version) => version ?? 0 }),
  }),
  partyFault({
    id: 'patch-version-alternates',
    title: 'The version goes back to its first value with every second update',
    catches: ['patch/version-changes'],
    users: ['patch/version-changes'],
    apply: (b) => change(b, 'patch', { nextVersion: (version) => (version === 0 ? 1 : 0) }),
  }),
  partyFault({
    id: 'patch-ignores-version',
    title: 'An update that is bound to a stale version goes through',
    catches: ['patch/stale-version-refused'],
    users: ['patch/stale-version-refused'],
    apply: (b) => change(b, 'patch', { isCurrent: () => true }),
  }),
  partyFault({
    id: 'patch-stale-as-400',
    title: 'A stale version is an invalid argument',
    catches: ['patch/stale-version-code'],
    users: ['patch/stale-version-code'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(
        changeRule(b, 'updateParty', 'version-current', (_it, _scene, original) => notCurrent(original())),
        'updateUser',
        'version-current',
        (_it, _scene, original) => notCurrent(original()),
      ),
  }),
  partyFault({
    id: 'patch-refuses-current-version',
    title: 'An update that is bound to the current version is refused',
    catches: ['patch/current-version-accepted'],
    users: ['patch/current-version-accepted'],
    apply: (b) => change(b, 'patch', { isCurrent: () => false }),
  }),
  partyFault({
    id: 'patch-demands-version',
    title: 'An update that is bound to no version is refused',
    catches: ['patch/version-optional'],
    apply: (b) =>
      firstRule(b, 'updateParty', ({ partyDetails }) =>
        (partyDetails?.localMetadata?.resourceVersion ?? '') === ''
          ? missingField('party_details.local_metadata.resource_version')
          : undefined,
      ),
  }),
  partyFault({
    id: 'patch-version-syntax-unchecked',
    title: 'A version that is no number is taken for a stale one',
    catches: ['patch/version-not-a-number-rejected'],
    users: ['patch/version-not-a-number-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(withoutRule(b, 'updateParty', 'version-syntax'), 'updateUser', 'version-syntax'),
  }),
  partyFault({
    id: 'patch-creates-unknown-party',
    title: 'An update of an unknown party creates it',
    catches: ['patch/unknown-party'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'updateParty', 'party-known', ({ partyDetails }, { world }) => {
        const party = partyDetails?.party ?? '';
        if (world.parties.has(party)) return undefined;
        const details = { isLocal: true, annotations: new Map(), version: 0, identityProviderId: '', number: 0 };
        world.parties.put(party, { ...details, party, createdAt: performance.now() });
        return undefined;
      }),
  }),
  partyFault({
    id: 'patch-unknown-party-400',
    title: 'An unknown party is an invalid argument',
    catches: ['patch/unknown-party'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'updateParty', 'party-known', (_request, _scene, original) =>
        original() === undefined ? undefined : invalidArgument('unknown party'),
      ),
  }),
  partyFault({
    id: 'patch-path-mismatch-accepted',
    title: 'The party of the body counts, whatever the path says',
    catches: ['patch/path-and-body-disagree'],
    users: ['patch/path-and-body-disagree', 'grants/path-and-body-disagree'],
    breaks: 'reference',
    apply: (b) => change(b, 'patch', { samePath: () => true }),
  }),
  partyFault({
    id: 'patch-keys-unchecked',
    title: 'Keys may be anything in an update',
    catches: ['patch/key-rules'],
    users: ['patch/key-rules'],
    apply: (b) => annotationsChecked(b, (annotations) => new Map([['key', [...annotations].join('')]])),
  }),
  partyFault({
    id: 'patch-deleted-keys-unchecked',
    title: 'Keys of annotations to be removed may be anything',
    catches: ['patch/removed-key-rules'],
    users: ['patch/removed-key-rules'],
    breaks: 'reference',
    apply: (b) => annotationsChecked(b, (annotations) => new Map([...annotations].filter(([, value]) => value !== ''))),
  }),
  partyFault({
    id: 'patch-size-unchecked',
    title: 'An update may be of any size',
    catches: ['patch/size-limit'],
    users: ['patch/size-limit'],
    apply: (b) =>
      change(
        annotationsChecked(b, (annotations) => new Map([...annotations.keys()].map((key) => [key, 'x']))),
        'limits',
        { mergedAnnotationBytes: NO_LIMIT },
      ),
  }),
  partyFault({
    id: 'patch-merged-size-unchecked',
    title: 'Annotations may grow beyond the limit by updates',
    catches: ['patch/merged-size-limit'],
    users: ['patch/merged-size-limit'],
    breaks: 'reference',
    apply: (b) => change(b, 'limits', { mergedAnnotationBytes: NO_LIMIT }),
  }),
  partyFault({
    id: 'patch-merged-size-as-invalid-argument',
    title: 'Annotations that would grow beyond the limit are an invalid argument',
    catches: ['patch/merged-size-limit'],
    users: ['patch/merged-size-limit'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'errors', {
        body: (it, scene) =>
          b.errors.body(
            it.code.endsWith('ANNOTATIONS_SIZE_EXCEEDED') ? invalidArgument('annotations are too large') : it,
            scene,
          ),
      }),
  }),
  partyFault({
    id: 'patch-deletions-count',
    title: 'Keys of annotations to be removed count to the size of an update',
    catches: ['patch/deletions-do-not-count'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'updateParty', 'annotations', ({ partyDetails }, scene, original) => {
        const annotations = partyDetails?.localMetadata?.annotations ?? new Map<string, string>();
        const bytes = Buffer.byteLength([...annotations].flat().join(''));
        return bytes > scene.behaviour.limits.annotationBytes
          ? refusal('INVALID_ARGUMENT', 'The submitted request has invalid arguments: annotations are too large')
          : original();
      }),
  }),
  partyFault({
    id: 'patch-race-loses',
    title: 'Of updates at the same time only the last one stays',
    catches: ['patch/concurrent-merges-keep-all', 'patch/bound-at-once-one-winner'],
    users: ['patch/concurrent-merges-keep-all', 'patch/bound-at-once-one-winner'],
    apply: (b) =>
      change(b, 'patch', {
        work: async () => {
          await wait(15);
        },
      }),
  }),
];
