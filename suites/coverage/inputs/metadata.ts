/**
 * Inputs of creations: metadata.
 */
import type { Json } from '../../../contracts/model.ts';
import { type Creation, type InputGroup, ofProduct } from './row.ts';

const META = 'schema/ObjectMeta';
const ANNOTATIONS = `${META}/annotations`;
const REJECTION = 'metadata/rejection-code';

const longPrefix = (characters: number) => `${`${'a'.repeat(63)}.`.repeat(3)}${'a'.repeat(characters - 192)}/name`;

/** The value of an annotation under the key `key`, so that both together have this many bytes of UTF-8. */
function ofSize(bytes: number, character = 'x'): string {
  const rest = bytes - 'key'.length;
  const width = Buffer.byteLength(character);
  return character.repeat(Math.floor(rest / width)) + 'x'.repeat(rest % width);
}

/** Metadata. */
export function metadataInputs({ operation, onPage, metadata, withMetadata }: Creation): InputGroup {
  const annotations = (map: Json) => withMetadata({ annotations: map });
  const key = (name: string) => annotations({ [name]: 'value' });
  const value = (text: string) => annotations({ key: text });
  const version = (resourceVersion: string) => withMetadata({ resourceVersion });
  return {
    title: 'Metadata',
    operation,
    rows: [
      {
        input: `\`${metadata}: null\``,
        contract: 'not-scored',
        reference: 'accepted',
        behind: ['canton/null-metadata-accepted', ofProduct('null-metadata-accepted')],
        requirements: ['operation/null-metadata-accepted'],
        examples: [withMetadata(null)],
      },
      {
        input: 'metadata without annotations or without members',
        contract: 'accepted',
        reference: 'accepted',
        behind: [onPage(`${ANNOTATIONS}/optional`), ofProduct('missing-members-are-defaulted')],
        requirements: ['operation/missing-members-are-defaulted'],
        examples: [withMetadata({}), withMetadata({ annotations: {} })],
        remark: 'sent and decided under `reference` only',
      },
      {
        input: 'a resource version on creation',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage(`${META}/resourceVersion/empty-on-creation`)],
        requirements: ['metadata/resource-version-refused-on-creation', REJECTION],
        violations: ['resource-version-set'],
        examples: [version('0'), version(' ')],
      },
      {
        input: 'keys at the borders: name of 1 and 63 characters, prefix of 253, every symbol',
        contract: 'accepted',
        reference: 'accepted',
        behind: [onPage(`${ANNOTATIONS}/key`)],
        requirements: ['metadata/legal-keys-accepted'],
        examples: [key('a'), key('a'.repeat(63)), key('a.b-c_9Z'), key('x-1.example.com/name'), key(longPrefix(253))],
      },
      {
        input: 'a key whose name is empty, has an illegal character, start or end',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage(`${ANNOTATIONS}/key-name`)],
        requirements: ['metadata/key-characters-rejected', REJECTION],
        violations: ['annotation-key-characters'],
        examples: [key(''), key('a b'), key('-a'), key('a.')],
      },
      {
        input: 'a key whose name has more than 63 characters',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage(`${ANNOTATIONS}/key-name-length`)],
        requirements: ['metadata/key-name-too-long-rejected', REJECTION],
        violations: ['annotation-key-name-too-long'],
        examples: [key('a'.repeat(64))],
      },
      {
        input: 'a key whose prefix is no DNS subdomain, or with more than one slash',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage(`${ANNOTATIONS}/key-prefix`)],
        requirements: ['metadata/key-prefix-rejected', REJECTION],
        violations: ['annotation-key-prefix'],
        examples: [key('/a'), key('a_b/c'), key('-a/b'), key('a/b/c')],
      },
      {
        input: 'a key whose prefix has more than 253 characters',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage(`${ANNOTATIONS}/key-prefix-length`)],
        requirements: ['metadata/key-prefix-too-long-rejected', REJECTION],
        violations: ['annotation-key-prefix-too-long'],
        examples: [key(longPrefix(254))],
      },
      {
        input: 'a key prefix in upper case, or with a label of more than 63 characters',
        contract: 'not-scored',
        reference: 'accepted',
        behind: ['canton/annotation-key-prefix-is-lenient'],
        examples: [key('Example.com/name'), key(`${'a'.repeat(64)}/name`)],
        remark: 'not sent',
      },
      {
        input: 'a key that ends with a slash, such as `a/`',
        contract: 'not-scored',
        reference: 'not-scored',
        behind: ['canton/annotation-key-trailing-slash'],
        examples: [key('a/'), key('a/b/')],
        remark: 'not sent',
      },
      {
        input: 'any non-empty value: white space, NFC and NFD, beyond the BMP, control characters, long text',
        contract: 'accepted',
        reference: 'accepted',
        behind: [onPage(`${ANNOTATIONS}/values`)],
        requirements: ['metadata/values-verbatim'],
        examples: [value(' '), value('e\u0301'), value('\u00E9'), value('😀'), value('\u0001')],
      },
      {
        input: 'an empty value on creation',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage(`${ANNOTATIONS}/values-non-empty`)],
        requirements: ['metadata/empty-value-rejected', REJECTION],
        violations: ['annotation-value-empty'],
        examples: [value('')],
      },
      {
        input: 'annotations of up to 256,000 bytes of UTF-8',
        contract: 'accepted',
        reference: 'accepted',
        behind: [onPage(`${ANNOTATIONS}/size`)],
        requirements: ['metadata/size-up-to-limit-accepted'],
        examples: [value(ofSize(256_000)), value(ofSize(256_000, '€'))],
      },
      {
        input: 'annotations of 256,001 to 262,144 bytes',
        contract: 'not-scored',
        reference: 'accepted',
        behind: ['canton/annotation-size-unit'],
        examples: [value(ofSize(256_001)), value(ofSize(262_144))],
        remark: 'not sent',
      },
      {
        input: 'annotations of more than 262,144 bytes, also where the characters are fewer',
        contract: 'refused',
        reference: 'refused',
        behind: [onPage(`${ANNOTATIONS}/size`)],
        requirements: ['metadata/oversize-rejected', REJECTION],
        violations: ['annotations-oversize'],
        examples: [value(ofSize(262_145)), value(ofSize(262_145, '€'))],
      },
    ],
  };
}
