/**
 * Faults of annotations and versions that are taken at creation.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import { change, onDetails, sent, storedAs } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { partyFault } from './party-fault.ts';

type Annotations = ReadonlyMap<string, string>;

/** Changes every value that is stored. */
function values(behaviour: Behaviour, store: (value: string) => string): Behaviour {
  return storedAs(behaviour, (sentOnes) => new Map([...sentOnes].map(([key, value]) => [key, store(value)])));
}

/** Refuses keys that are legal. */
function keysRefused(behaviour: Behaviour, refused: (key: string) => boolean): Behaviour {
  return change(behaviour, 'syntax', {
    annotationKey: (key, limits) =>
      refused(key) ? `Key '${key}' has invalid syntax` : behaviour.syntax.annotationKey(key, limits),
  });
}

export const metadataFaults: readonly Fault[] = [
  partyFault({
    id: 'annotations-dropped',
    title: 'Annotations are taken and forgotten',
    catches: ['metadata/annotations-echoed'],
    users: ['metadata/annotations-echoed'],
    apply: (b) => storedAs(b, () => new Map()),
  }),
  partyFault({
    id: 'second-annotation-dropped',
    title: 'Of several annotations only the first is kept',
    catches: ['metadata/annotations-echoed'],
    users: ['metadata/annotations-echoed'],
    apply: (b) => storedAs(b, (annotations) => new Map([...annotations].slice(0, 1))),
  }),
  partyFault({
    id: 'annotations-beyond-twenty-dropped',
    title: 'Of many annotations only twenty are kept',
    catches: ['metadata/annotations-echoed'],
    users: ['metadata/annotations-echoed'],
    apply: (b) => storedAs(b, (annotations) => new Map([...annotations].slice(0, 20))),
  }),
  partyFault({
    id: 'annotations-not-stored',
    title: 'Annotations are echoed but not stored',
    catches: ['metadata/annotations-read-back'],
    apply: (b) =>
      onDetails(
        storedAs(b, () => new Map()),
        'allocateParty',
        (details, scene) => {
          const annotations = sent(scene, 'localMetadata', 'annotations') ?? {};
          const meta = isObject(details.localMetadata) ? details.localMetadata : {};
          return { ...details, localMetadata: { ...meta, annotations } };
        },
      ),
  }),
  partyFault({
    id: 'adds-unprefixed-annotation',
    title: 'The server adds an annotation whose key has no prefix',
    catches: ['metadata/server-annotations-prefixed'],
    users: ['metadata/server-annotations-prefixed'],
    apply: (b) => storedAs(b, (annotations) => new Map(annotations).set('created-by', 'server')),
  }),
  partyFault({
    id: 'adds-prefixed-annotation',
    title: 'The server adds an annotation with a prefix',
    catches: ['metadata/annotations-exact'],
    users: ['metadata/annotations-exact'],
    breaks: 'reference',
    apply: (b) => storedAs(b, (annotations) => new Map(annotations).set('server.example/created-by', 'server')),
  }),
  partyFault({
    id: 'metadata-mixed-up',
    title: 'Concurrent allocations get the annotations of the latest request',
    catches: ['metadata/not-mixed-up'],
    apply(b) {
      let latest: Annotations = new Map();
      return change(b, 'allocation', {
        name(request, scene) {
          latest = b.allocation.annotations(request, scene);
          return b.allocation.name(request, scene);
        },
        annotations: () => latest,
        work: async () => {
          await wait(5);
        },
      });
    },
  }),
  partyFault({
    id: 'values-normalised',
    title: 'Values are stored in the normal form NFC',
    catches: ['metadata/values-verbatim'],
    users: ['metadata/values-verbatim'],
    apply: (b) => values(b, (value) => value.normalize('NFC')),
  }),
  partyFault({
    id: 'values-trimmed',
    title: 'White space around values is dropped',
    catches: ['metadata/values-verbatim'],
    users: ['metadata/values-verbatim'],
    apply: (b) => values(b, (value) => value.trim() || value),
  }),
  partyFault({
    id: 'values-lose-astral',
    title: 'Characters beyond the basic plane are replaced',
    catches: ['metadata/values-verbatim'],
    users: ['metadata/values-verbatim'],
    apply: (b) => values(b, (value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd')),
  }),
  partyFault({
    id: 'values-lose-control-characters',
    title: 'Control characters in values are dropped',
    catches: ['metadata/values-verbatim'],
    users: ['metadata/values-verbatim'],
    apply: (b) => values(b, (value) => value.replace(/\p{Cc}/gu, '') || value),
  }),
  partyFault({
    id: 'values-cut-at-4096',
    title: 'Values are cut after 4,096 characters',
    catches: ['metadata/values-verbatim'],
    users: ['metadata/values-verbatim'],
    apply: (b) => values(b, (value) => value.slice(0, 4096)),
  }),
  partyFault({
    id: 'refuses-key-prefix',
    title: 'Keys with a prefix are refused',
    catches: ['metadata/legal-keys-accepted'],
    users: ['metadata/legal-keys-accepted'],
    apply: (b) => keysRefused(b, (key) => key.includes('/')),
  }),
  partyFault({
    id: 'key-name-limit-62',
    title: 'Key names of 63 characters are refused',
    catches: ['metadata/legal-keys-accepted'],
    users: ['metadata/legal-keys-accepted'],
    apply: (b) => change(b, 'limits', { keyName: 62 }),
  }),
  partyFault({
    id: 'key-prefix-limit-252',
    title: 'Key prefixes of 253 characters are refused',
    catches: ['metadata/legal-keys-accepted'],
    users: ['metadata/legal-keys-accepted'],
    apply: (b) => change(b, 'limits', { keyPrefix: 252 }),
  }),
  partyFault({
    id: 'refuses-dotted-key',
    title: 'Key names with a full stop are refused',
    catches: ['metadata/legal-keys-accepted'],
    users: ['metadata/legal-keys-accepted'],
    apply: (b) => keysRefused(b, (key) => /\.[^/]*$/.test(key)),
  }),
  partyFault({
    id: 'refuses-one-character-key',
    title: 'Key names of one character are refused',
    catches: ['metadata/legal-keys-accepted'],
    users: ['metadata/legal-keys-accepted'],
    apply: (b) => keysRefused(b, (key) => /(?:^|\/)[^/]$/.test(key)),
  }),
  partyFault({
    id: 'annotations-limit-64k',
    title: 'Annotations above 64 kB are refused',
    catches: ['metadata/size-up-to-limit-accepted'],
    users: ['metadata/size-up-to-limit-accepted'],
    apply: (b) => change(b, 'limits', { annotationBytes: 64 * 1024 }),
  }),
  partyFault({
    id: 'resource-version-empty',
    title: 'The version of a new party is empty',
    catches: ['metadata/resource-version-given'],
    users: ['metadata/resource-version-given'],
    apply: (b) => change(b, 'view', { version: () => '' }),
  }),
  partyFault({
    id: 'read-changes-version',
    title: 'Every GET gives the party a new version',
    catches: ['metadata/resource-version-stable'],
    apply: (b) =>
      change(b, 'reading', {
        find(query, scene) {
          const found = b.reading.find(query, scene);
          for (const record of found) {
            scene.world.parties.put(record.party, { ...record, version: (record.version ?? 0) + 1 });
          }
          return found;
        },
      }),
  }),
];
