/** Request bodies and what the oracle must say of them: metadata. */
import { acceptedByReference, type Case, open, refused, type Table, table, VALID } from './table.ts';

/** A request for a party with this metadata. */
export const metadata = (localMetadata: unknown) => ({ localMetadata });
const key = (name: string) => metadata({ annotations: { [name]: 'v' } });
const labels = (count: number, length: number) => Array(count).fill('a'.repeat(length)).join('.');
/** Annotations of this many bytes, all told. */
export function sized(bytes: number, character = 'x'): Record<string, string> {
  const width = Buffer.byteLength(character);
  const value = character.repeat(Math.floor((bytes - 3) / width));
  return { key: value + 'x'.repeat(bytes - 3 - Buffer.byteLength(value)) };
}

/** Examples for metadata. */
export const metadataTables: readonly Table[] = [
  table('the metadata of a new party', 'postV2Parties', [
    ['may be empty', metadata({}), VALID],
    ['may have no annotations and no version', metadata({ annotations: {}, resourceVersion: '' }), VALID],
    ['null is left to the reference', metadata(null), acceptedByReference('null-metadata')],
    ['must have no version', metadata({ resourceVersion: '0' }), refused('resource-version-on-creation')],
    [
      'must have no version, not even a space',
      metadata({ resourceVersion: ' ' }),
      refused('resource-version-on-creation'),
    ],
    ['must have no empty value', metadata({ annotations: { a: '' } }), refused('annotation-value-empty')],
    ['may have a value of one space', metadata({ annotations: { a: ' ' } }), VALID],
    ['name: one character', key('a'), VALID],
    ['name: every symbol inside', key('a.b-c_9Z'), VALID],
    ['name: 63 characters', key('a'.repeat(63)), VALID],
    ['name: 64 characters', key('a'.repeat(64)), refused('annotation-key-name-length')],
    ['name: empty', key(''), refused('annotation-key-name')],
    ...['.a', '-a', '_a', 'a.', 'a-', 'a_', 'a b', 'a:b', 'a&b', 'é', 'a\n', 'p.q/-a', 'p.q/a.', '__proto__'].map(
      (name): Case => [`name: ${JSON.stringify(name)}`, key(name), refused('annotation-key-name')],
    ),
    ['prefix: one label', key('a/b'), VALID],
    ['prefix: several labels', key('x-1.example.com/b'), VALID],
    ['prefix: 253 characters', key(`${labels(3, 63)}.${'a'.repeat(61)}/b`), VALID],
    ['prefix: 254 characters', key(`${labels(3, 63)}.${'a'.repeat(62)}/b`), refused('annotation-key-prefix-length')],
    ['prefix: label of 63', key(`${labels(1, 63)}/b`), VALID],
    ['prefix: label of 64', key(`${labels(1, 64)}/b`), acceptedByReference('annotation-key-prefix-leniency')],
    ['prefix: upper case', key('Example.com/b'), acceptedByReference('annotation-key-prefix-leniency')],
    ...['/b', '-a/b', 'a-/b', 'a..b/c', '.a/b', 'a./b', 'a_b/c', 'a b/c', 'é/b', 'a\n/b'].map(
      (name): Case => [`prefix: ${JSON.stringify(name)}`, key(name), refused('annotation-key-prefix')],
    ),
    ...['a/b/c', 'a//b', '//a', '/', '//'].map(
      (name): Case => [`slashes: ${name}`, key(name), refused('annotation-key-slashes')],
    ),
    ['slash at the end: a/', key('a/'), open('annotation-key-trailing-slash')],
    ['slash at the end: a/b/', key('a/b/'), open('annotation-key-trailing-slash')],
    ['slash at the end of a broken name', key('-a/'), refused('annotation-key-name')],
    ['slash at the end of too many', key('a/b/c/'), refused('annotation-key-slashes')],
    ['slash at the end of an upper-case prefix', key('A/b/'), open('annotation-key-trailing-slash')],
  ]),
  table('the size of annotations, in bytes of UTF-8', 'postV2Parties', [
    ['may be 256,000', metadata({ annotations: sized(256_000) }), VALID],
    [
      'of 256,001 is left to the reference',
      metadata({ annotations: sized(256_001) }),
      acceptedByReference('annotations-size-zone'),
    ],
    [
      'of 262,144 is left to the reference',
      metadata({ annotations: sized(262_144) }),
      acceptedByReference('annotations-size-zone'),
    ],
    ['of 262,145 is refused', metadata({ annotations: sized(262_145) }), refused('annotations-size')],
    ['counts bytes, not characters', metadata({ annotations: sized(262_145, '😀') }), refused('annotations-size')],
    ['with multi-byte text may be 256,000', metadata({ annotations: sized(256_000, 'é') }), VALID],
    [
      'counts the keys',
      metadata({ annotations: { ...sized(256_000), abcd: 'x' } }),
      acceptedByReference('annotations-size-zone'),
    ],
  ]),
];
