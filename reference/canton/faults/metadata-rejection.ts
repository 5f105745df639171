/**
 * Faults of annotations and versions that must be refused at creation.
 */
import type { Behaviour } from '../behaviour.ts';
import { annotationRefusalsAs, change, changeRule, storedAs, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { checkAnnotations } from '../party-rules.ts';
import { partyFault } from './party-fault.ts';

/** Lets through keys whose complaint contains all of some words. */
function keysUnchecked(behaviour: Behaviour, ...words: readonly string[]): Behaviour {
  return change(behaviour, 'syntax', {
    annotationKey(key, limits) {
      const wrong = behaviour.syntax.annotationKey(key, limits);
      return wrong !== undefined && words.every((word) => wrong.includes(word)) ? undefined : wrong;
    },
  });
}

/** Looks at keys as if they were written otherwise. */
function keysRead(behaviour: Behaviour, read: (key: string) => string): Behaviour {
  return change(behaviour, 'syntax', {
    annotationKey: (key, limits) => behaviour.syntax.annotationKey(read(key), limits),
  });
}

/** Takes empty values. */
function emptyValuesTaken(behaviour: Behaviour): Behaviour {
  const parties = changeRule(behaviour, 'allocateParty', 'annotations', ({ localMetadata }, scene) =>
    checkAnnotations(localMetadata, scene, 'local_metadata.annotations', true),
  );
  return changeRule(parties, 'createUser', 'annotations', ({ user }, scene) =>
    checkAnnotations(user?.metadata ?? null, scene, 'user.metadata.annotations', true),
  );
}

export const metadataRejectionFaults: readonly Fault[] = [
  partyFault({
    id: 'accepts-resource-version',
    title: 'A resource version may be given at creation',
    catches: ['metadata/resource-version-refused-on-creation'],
    users: ['metadata/resource-version-refused-on-creation'],
    apply: (b) => withoutRule(withoutRule(b, 'allocateParty', 'version-unset'), 'createUser', 'version-unset'),
  }),
  partyFault({
    id: 'accepts-resource-version-zero',
    title: 'The resource version "0" may be given at creation',
    catches: ['metadata/resource-version-refused-on-creation'],
    users: ['metadata/resource-version-refused-on-creation'],
    apply: (b) =>
      changeRule(
        changeRule(b, 'allocateParty', 'version-unset', ({ localMetadata }, _scene, original) =>
          localMetadata?.resourceVersion === '0' ? undefined : original(),
        ),
        'createUser',
        'version-unset',
        ({ user }, _scene, original) => (user?.metadata?.resourceVersion === '0' ? undefined : original()),
      ),
  }),
  partyFault({
    id: 'key-name-unchecked',
    title: 'Key names may have any characters',
    catches: ['metadata/key-characters-rejected'],
    users: ['metadata/key-characters-rejected'],
    apply: (b) => keysUnchecked(b, 'name segment', 'invalid syntax'),
  }),
  partyFault({
    id: 'key-name-with-space-accepted',
    title: 'Key names may have spaces inside',
    catches: ['metadata/key-characters-rejected'],
    users: ['metadata/key-characters-rejected'],
    apply: (b) => keysRead(b, (key) => key.replace(/(?<=.) (?=.)/g, '-')),
  }),
  partyFault({
    id: 'key-start-unchecked',
    title: 'Key names may start with a symbol',
    catches: ['metadata/key-characters-rejected'],
    users: ['metadata/key-characters-rejected'],
    apply: (b) => keysRead(b, (key) => key.replace(/(^|\/)[._-]+(?=[^/])/, '$1')),
  }),
  partyFault({
    id: 'key-end-unchecked',
    title: 'Key names may end with a symbol',
    catches: ['metadata/key-characters-rejected'],
    users: ['metadata/key-characters-rejected'],
    apply: (b) => keysRead(b, (key) => key.replace(/(?<=[^/])[._-]+$/, '')),
  }),
  partyFault({
    id: 'empty-key-accepted',
    title: 'The empty key is taken',
    catches: ['metadata/key-characters-rejected'],
    users: ['metadata/key-characters-rejected'],
    apply: (b) => keysRead(b, (key) => key || 'x'),
  }),
  partyFault({
    id: 'key-name-unlimited',
    title: 'Key names may have any length',
    catches: ['metadata/key-name-too-long-rejected'],
    users: ['metadata/key-name-too-long-rejected'],
    apply: (b) => change(b, 'limits', { keyName: Number.POSITIVE_INFINITY }),
  }),
  partyFault({
    id: 'key-name-limit-64',
    title: 'Key names of 64 characters are taken',
    catches: ['metadata/key-name-too-long-rejected'],
    users: ['metadata/key-name-too-long-rejected'],
    apply: (b) => change(b, 'limits', { keyName: 64 }),
  }),
  partyFault({
    id: 'key-prefix-unchecked',
    title: 'Key prefixes may be anything',
    catches: ['metadata/key-prefix-rejected'],
    users: ['metadata/key-prefix-rejected'],
    apply: (b) => keysUnchecked(b, 'prefix segment', 'invalid syntax'),
  }),
  partyFault({
    id: 'empty-key-prefix-accepted',
    title: 'The empty key prefix is taken',
    catches: ['metadata/key-prefix-rejected'],
    users: ['metadata/key-prefix-rejected'],
    apply: (b) => keysRead(b, (key) => key.replace(/^\/(?=[^/]+$)/, '')),
  }),
  partyFault({
    id: 'key-two-slashes',
    title: 'Keys may have several slashes',
    catches: ['metadata/key-prefix-rejected'],
    users: ['metadata/key-prefix-rejected'],
    apply: (b) => keysUnchecked(b, 'more than one forward slash'),
  }),
  partyFault({
    id: 'key-prefix-unlimited',
    title: 'Key prefixes may have any length',
    catches: ['metadata/key-prefix-too-long-rejected'],
    users: ['metadata/key-prefix-too-long-rejected'],
    apply: (b) => change(b, 'limits', { keyPrefix: Number.POSITIVE_INFINITY }),
  }),
  partyFault({
    id: 'key-prefix-limit-254',
    title: 'Key prefixes of 254 characters are taken',
    catches: ['metadata/key-prefix-too-long-rejected'],
    users: ['metadata/key-prefix-too-long-rejected'],
    apply: (b) => change(b, 'limits', { keyPrefix: 254 }),
  }),
  partyFault({
    id: 'empty-value-accepted',
    title: 'Empty values are stored',
    catches: ['metadata/empty-value-rejected'],
    users: ['metadata/empty-value-rejected'],
    apply: emptyValuesTaken,
  }),
  partyFault({
    id: 'empty-value-dropped',
    title: 'Annotations with an empty value are left out silently',
    catches: ['metadata/empty-value-rejected'],
    users: ['metadata/empty-value-rejected'],
    apply: (b) =>
      storedAs(emptyValuesTaken(b), (sentOnes) => new Map([...sentOnes].filter(([, value]) => value !== ''))),
  }),
  partyFault({
    id: 'annotations-unlimited',
    title: 'Annotations may have any size',
    catches: ['metadata/oversize-rejected'],
    users: ['metadata/oversize-rejected'],
    apply: (b) => change(b, 'limits', { annotationBytes: Number.POSITIVE_INFINITY }),
  }),
  partyFault({
    id: 'annotations-size-in-characters',
    title: 'The size of annotations is counted in characters',
    catches: ['metadata/oversize-rejected'],
    users: ['metadata/oversize-rejected'],
    apply: (b) =>
      change(b, 'syntax', {
        annotationSize: (annotations) => [...annotations].reduce((sum, pair) => sum + pair.join('').length, 0),
      }),
  }),
  partyFault({
    id: 'annotations-size-without-keys',
    title: 'Keys do not count to the size of annotations',
    catches: ['metadata/oversize-rejected'],
    users: ['metadata/oversize-rejected'],
    apply: (b) =>
      change(b, 'syntax', {
        annotationSize: (annotations) => [...annotations.values()].reduce((sum, it) => sum + Buffer.byteLength(it), 0),
      }),
  }),
  partyFault({
    id: 'annotations-size-of-largest',
    title: 'The limit is that of a single annotation, not of all together',
    catches: ['metadata/oversize-rejected'],
    users: ['metadata/oversize-rejected'],
    apply: (b) =>
      change(b, 'syntax', {
        annotationSize: (annotations) =>
          Math.max(0, ...[...annotations].map(([key, value]) => Buffer.byteLength(key) + Buffer.byteLength(value))),
      }),
  }),
  partyFault({
    id: 'metadata-rejected-as-internal-code',
    title: 'Bad annotations are refused as INVALID_FIELD',
    catches: ['metadata/rejection-code'],
    users: ['metadata/rejection-code'],
    breaks: 'reference',
    apply: (b) => annotationRefusalsAs(b, (refusal) => ({ ...refusal, code: 'INVALID_FIELD' })),
  }),
];
