/** Annotations that the contract refuses; the same rules for parties and for users (POST /v2/parties, `ObjectMeta.annotations`). */
import type { Json } from '../../contracts/model.ts';
import { type Path, pointerOf, withoutMemberAt, withValueAt } from '../json-paths.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { annotationsOfSize, type SizeOptions } from './annotation-sizes.ts';
import { ACCEPTED_ANNOTATION_BYTES, keyName, keyPrefix, MAX_ANNOTATION_BYTES } from './annotations.ts';

/** Where the metadata of an operation is, and how its bodies are named. */
export interface MetadataPlace {
  /** Path of the `ObjectMeta`. */
  readonly metadata: Path;
  /** The body with a name outside the metadata. */
  readonly named: (valid: Json) => Json;
}

type Row = readonly [label: string, key: string, smoke?: 'smoke'];

/** The entry of the carrier that a violation renames or empties. */
const ENTRY = 'note';

const KEY_CHARACTERS: readonly Row[] = [
  ['empty key', '', 'smoke'],
  ['a space in the middle', 'a b', 'smoke'],
  ['a colon in the middle', 'a:b'],
  ["'@' in the middle", 'a@b'],
  ["'+' in the middle", 'a+b'],
  ["'*' in the middle", 'a*b'],
  ["'%' in the middle", 'a%b'],
  ["'=' in the middle", 'a=b'],
  ["',' in the middle", 'a,b'],
  ["'~' in the middle", 'a~b'],
  ["'\\' in the middle", 'a\\b'],
  ['e acute in the middle', 'a\u00e9b'],
  ['Arabic-Indic three in the middle', 'a\u0663b'],
  ['a newline in the middle', 'a\nb'],
  ['minus at the start', '-a', 'smoke'],
  ['dot at the start', '.a'],
  ['underscore at the start', '_a'],
  ['a space at the start', ' a'],
  ['e acute at the start', '\u00e9a'],
  ['minus at the end', 'a-', 'smoke'],
  ['dot at the end', 'a.'],
  ['underscore at the end', 'a_'],
  ['a space at the end', 'a '],
  ['a newline at the end', 'a\n'],
  ['e acute at the end', 'a\u00e9'],
  ['only a minus', '-'],
  ['a space behind a prefix', 'example.com/a b'],
  ['minus at the start behind a prefix', 'example.com/-a'],
  ['underscore at the end behind a prefix', 'example.com/a_'],
];

const KEY_NAME_LENGTHS: readonly Row[] = [
  ['64 characters', keyName(64), 'smoke'],
  ['65 characters', keyName(65)],
  ['128 characters', keyName(128)],
  ['64 characters behind a prefix', `example.com/${keyName(64)}`],
];

const KEY_PREFIXES: readonly Row[] = [
  ['empty prefix', '/a', 'smoke'],
  ['underscore in the prefix', 'exa_mple.com/a'],
  ['a space in the prefix', 'exa mple.com/a'],
  ['a colon in the prefix', 'example.com:80/a'],
  ["'@' in the prefix", 'a@example.com/a'],
  ['e acute in the prefix', '\u00e9xample.com/a'],
  ['minus at the start of the prefix', '-example.com/a', 'smoke'],
  ['minus at the end of the prefix', 'example.com-/a'],
  ['minus at the end of a label', 'example-.com/a'],
  ['minus at the start of a label', 'example.-com/a'],
  ['dot at the start of the prefix', '.example.com/a'],
  ['dot at the end of the prefix', 'example.com./a'],
  ['two dots in the prefix', 'example..com/a'],
  ['a newline at the end of the prefix', 'example.com\n/a'],
];

const KEY_SLASHES: readonly Row[] = [
  ['two slashes', 'example.com/a/b', 'smoke'],
  ['two slashes in a row', 'example.com//a'],
  ['three segments of one letter', 'a/b/c'],
];

const KEY_PREFIX_LENGTHS: readonly Row[] = [
  ['254 characters', `${keyPrefix(254)}/a`, 'smoke'],
  ['255 characters', `${keyPrefix(255)}/a`],
  ['300 characters', `${keyPrefix(300)}/a`],
  ['512 characters', `${keyPrefix(512)}/a`],
];

/** Every key above. */
export function illegalKeys(): readonly string[] {
  const rows = [KEY_CHARACTERS, KEY_NAME_LENGTHS, KEY_PREFIXES, KEY_SLASHES, KEY_PREFIX_LENGTHS];
  return rows.flat().map(([, key]) => key);
}

const SIZES: readonly (readonly [label: string, size: number, options: SizeOptions, smoke?: 'smoke'])[] = [
  ['one byte above 256 KiB', MAX_ANNOTATION_BYTES + 1, {}, 'smoke'],
  ['300,000 bytes', 300_000, {}],
  ['500,000 bytes', 500_000, {}],
  ['one byte above 256 KiB in 50 entries', MAX_ANNOTATION_BYTES + 1, { entries: 50 }],
  ['above 256 KiB only with its keys', MAX_ANNOTATION_BYTES + 1000, { entries: 100 }],
  ['one byte above 256 KiB in three-byte characters', MAX_ANNOTATION_BYTES + 1, { multiByte: true }],
  ['300,000 bytes in three-byte characters', 300_000, { multiByte: true }],
  ['600,000 bytes in three-byte characters', 600_000, { multiByte: true }],
];

/** All rules of annotations and of `resourceVersion`, as violations. */
export interface AnnotationViolations {
  readonly resourceVersionSet: Violation;
  readonly keyCharacters: Violation;
  readonly keyNameTooLong: Violation;
  readonly keyPrefix: Violation;
  readonly keyPrefixTooLong: Violation;
  readonly emptyValue: Violation;
  readonly oversize: Violation;
}

/** The violations for the operation whose metadata is at the place. */
export function annotationViolations(place: MetadataPlace): AnnotationViolations {
  const annotations = [...place.metadata, 'annotations'];
  const carrier = (valid: Json): Json => withValueAt(place.named(valid), [...annotations, ENTRY], 'value');
  const keyTable = (rows: readonly Row[], rule: string): readonly TableVariant[] =>
    rows.map(([label, key, smoke]) => ({
      label,
      rule,
      pointer: pointerOf([...annotations, key]),
      smoke: smoke !== undefined,
      apply: (valid) => {
        const rest = withoutMemberAt(carrier(valid), [...annotations, ENTRY]);
        return { kind: 'json', value: withValueAt(rest, [...annotations, key], 'value') };
      },
    }));
  const violation = (id: string, title: string, table: readonly TableVariant[]): Violation => ({
    id,
    title,
    profile: 'contract',
    pointer: pointerOf(annotations),
    carrier,
    variants: fromTable(table),
  });
  return {
    resourceVersionSet: resourceVersionSet(place),
    keyCharacters: violation(
      'annotation-key-characters',
      'an annotation key whose name has an illegal character, start or end',
      keyTable(KEY_CHARACTERS, 'annotation-key-name'),
    ),
    keyNameTooLong: violation(
      'annotation-key-name-too-long',
      'an annotation key whose name has more than 63 characters',
      keyTable(KEY_NAME_LENGTHS, 'annotation-key-name-length'),
    ),
    keyPrefix: violation('annotation-key-prefix', 'an annotation key whose prefix is not a DNS subdomain', [
      ...keyTable(KEY_PREFIXES, 'annotation-key-prefix'),
      ...keyTable(KEY_SLASHES, 'annotation-key-slashes'),
    ]),
    keyPrefixTooLong: violation(
      'annotation-key-prefix-too-long',
      'an annotation key whose prefix has more than 253 characters',
      keyTable(KEY_PREFIX_LENGTHS, 'annotation-key-prefix-length'),
    ),
    emptyValue: violation('annotation-value-empty', 'an annotation with an empty value', [
      {
        label: 'empty value',
        rule: 'annotation-value-empty',
        pointer: pointerOf([...annotations, ENTRY]),
        smoke: true,
        apply: (valid) => ({ kind: 'json', value: withValueAt(carrier(valid), [...annotations, ENTRY], '') }),
      },
    ]),
    oversize: oversize(place),
  };
}

/** The control is large too, so that a general limit of body sizes is not taken for the limit of annotations. */
function oversize(place: MetadataPlace): Violation {
  const annotations = [...place.metadata, 'annotations'];
  return {
    id: 'annotations-oversize',
    title: 'annotations of more than 262,144 bytes',
    profile: 'contract',
    pointer: pointerOf(annotations),
    carrier: (valid) => withValueAt(place.named(valid), annotations, annotationsOfSize(ACCEPTED_ANNOTATION_BYTES)),
    variants: fromTable(
      SIZES.map(([label, size, options, smoke]) => ({
        label,
        rule: 'annotations-size',
        pointer: pointerOf(annotations),
        smoke: smoke !== undefined,
        apply: (valid) => ({
          kind: 'json',
          value: withValueAt(place.named(valid), annotations, annotationsOfSize(size, options)),
        }),
      })),
    ),
  };
}

function resourceVersionSet(place: MetadataPlace): Violation {
  const path = [...place.metadata, 'resourceVersion'];
  const rows: readonly (readonly [string, string])[] = [
    ['zero', '0'],
    ['one', '1'],
    ['a large number', '9223372036854775807'],
    ['letters', 'v-1'],
    ['one space', ' '],
  ];
  return {
    id: 'resource-version-set',
    title: 'a resource version in a creation',
    profile: 'contract',
    pointer: pointerOf(path),
    carrier: place.named,
    variants: fromTable(
      rows.map(([label, version], index) => ({
        label,
        rule: 'resource-version-on-creation',
        pointer: pointerOf(path),
        smoke: index === 0,
        apply: (valid) => ({ kind: 'json', value: withValueAt(place.named(valid), path, version) }),
      })),
    ),
  };
}
