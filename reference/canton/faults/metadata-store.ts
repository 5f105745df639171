/**
 * Faults of where annotations are stored: columns that are too narrow, keys that are folded, rows that are left out.
 */
import type { Behaviour } from '../behaviour.ts';
import { onDetails, onUser, sent, storedAs } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { partyFault } from './party-fault.ts';

type Annotations = ReadonlyMap<string, string>;

/** Stores something else than it answers: the answer is the request sent back. */
function echoed(behaviour: Behaviour, store: (annotations: Annotations) => Annotations): Behaviour {
  const parties = onDetails(storedAs(behaviour, store), 'allocateParty', (details, scene) => {
    const annotations = sent(scene, 'localMetadata', 'annotations') ?? {};
    const meta = isObject(details.localMetadata) ? details.localMetadata : {};
    return { ...details, localMetadata: { ...meta, annotations } };
  });
  return onUser(parties, 'createUser', (user, scene) => {
    const annotations = sent(scene, 'user', 'metadata', 'annotations') ?? {};
    const meta = isObject(user.metadata) ? user.metadata : {};
    return { ...user, metadata: { ...meta, annotations } };
  });
}

const COLUMN_BYTES = 65_535;

/** Cuts values as a column of 65,535 bytes does. */
function cutToColumn(annotations: Annotations): Annotations {
  const cut = (value: string): string => Buffer.from(value).subarray(0, COLUMN_BYTES).toString();
  return new Map(
    [...annotations].map(([key, value]) => [key, Buffer.byteLength(value) > COLUMN_BYTES ? cut(value) : value]),
  );
}

/** Keeps keys as a collation without case does: the last value stays, under the first spelling. */
function withoutCase(annotations: Annotations): Annotations {
  const spellings = new Map<string, string>();
  const kept = new Map<string, string>();
  for (const [key, value] of annotations) {
    const spelling = spellings.get(key.toLowerCase()) ?? key;
    spellings.set(key.toLowerCase(), spelling);
    kept.set(spelling, value);
  }
  return kept;
}

export const metadataStoreFaults: readonly Fault[] = [
  partyFault({
    id: 'values-cut-at-65535-bytes',
    title: 'Values are cut after 65,535 bytes, in the answer and in the store',
    catches: ['metadata/annotations-echoed'],
    users: ['metadata/annotations-echoed'],
    apply: (b) => storedAs(b, cutToColumn),
  }),
  partyFault({
    id: 'stored-values-cut-at-65535-bytes',
    title: 'Values are stored up to 65,535 bytes, and the answer shows what was sent',
    catches: ['metadata/annotations-read-back'],
    users: ['metadata/annotations-read-back'],
    apply: (b) => echoed(b, cutToColumn),
  }),
  partyFault({
    id: 'stored-annotations-beyond-64-dropped',
    title: 'Of many annotations 64 are stored, and the answer shows what was sent',
    catches: ['metadata/annotations-read-back'],
    users: ['metadata/annotations-read-back'],
    apply: (b) => echoed(b, (annotations) => new Map([...annotations].slice(0, 64))),
  }),
  partyFault({
    id: 'annotation-keys-case-insensitive',
    title: 'Annotation keys that differ only in case are one',
    catches: ['metadata/annotations-echoed', 'metadata/annotations-read-back'],
    users: ['metadata/annotations-echoed', 'metadata/annotations-read-back'],
    apply: (b) => storedAs(b, withoutCase),
  }),
];
