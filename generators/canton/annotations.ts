/**
 * Valid annotations: keys `[prefix/]name`, non-empty values, and sets of an exact size (POST /v2/parties, `ObjectMeta.annotations`).
 * Prefixes are lower case with labels of at most 63 characters: whether a DNS subdomain may be anything else is a matter of reading.
 */
import fc from 'fast-check';
import { anyCharacter } from '../any-character.ts';
import { stringOf } from '../arbitraries.ts';
import { ALPHANUMERIC } from './characters.ts';

/** Members of `ObjectMeta.annotations`. */
export type Annotations = Readonly<Record<string, string>>;

/** A key or a value and what is special about it. */
export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

/** Most bytes of keys and values together, in UTF-8: 256 kb. */
export const MAX_ANNOTATION_BYTES = 262_144;

/** Up to here 256 kb is kept under both meanings of `kb`. */
export const ACCEPTED_ANNOTATION_BYTES = 256_000;

/** A name segment of the length: letters and digits around the three symbols. */
export function keyName(length: number): string {
  if (length < 3) return 'nm'.slice(0, length);
  return `n${'a.B-c_D9'.repeat(Math.ceil(length / 8)).slice(0, length - 2)}m`;
}

/** A DNS subdomain of the length, in labels of at most 63 characters. @throws RangeError for lengths below 1. */
export function keyPrefix(length: number): string {
  if (length < 1) throw new RangeError('a prefix has at least one character');
  const labels: string[] = [];
  let left = length;
  while (left > 0) {
    // A dot needs a character after it, so a rest of one is shared out before.
    const size = left === 64 || left === 65 ? 62 : Math.min(63, left);
    labels.push(`p${'refix-0123456789'.repeat(4).slice(0, Math.max(0, size - 2))}${size > 1 ? 'x' : ''}`);
    left -= size + 1;
  }
  return labels.join('.');
}

/** Keys at the borders of the key syntax, all of them legal. */
export function legalKeys(): readonly LabelledText[] {
  return [
    { label: 'name of 1 character', text: 'n' },
    { label: 'name of 1 digit', text: '7' },
    { label: 'name of 2 characters', text: 'nm' },
    { label: 'name of 62 characters', text: keyName(62) },
    { label: 'name of 63 characters', text: keyName(63) },
    { label: 'capital letters', text: 'KEY' },
    { label: 'small letters', text: 'key' },
    { label: 'dot, minus and underscore', text: 'a.b-c_d' },
    { label: 'symbols in a row', text: 'a._-b' },
    { label: 'prefix of 1 character', text: 'p/n' },
    { label: 'prefix of several labels', text: 'a.b-c.example.com/Name' },
    { label: 'prefix with digits at its ends', text: '0.example.1/n' },
    { label: 'prefix with a label of 63 characters', text: `${keyPrefix(63)}/n` },
    { label: 'prefix of 252 characters', text: `${keyPrefix(252)}/n` },
    { label: 'prefix of 253 characters', text: `${keyPrefix(253)}/n` },
    { label: 'prefix of 253 and name of 63 characters', text: `${keyPrefix(253)}/${keyName(63)}` },
  ];
}

/** Values that servers tend to alter. U+0000 is left out: some databases behind a node cannot hold it. */
export function telltaleValues(): readonly LabelledText[] {
  return [
    { label: 'one character', text: 'v' },
    { label: 'one space', text: ' ' },
    { label: 'white space at both ends', text: '  v  ' },
    { label: 'newlines', text: 'a\nb\r\nc\n' },
    { label: 'tabs', text: '\ta\tb\t' },
    { label: 'quotes and backslashes', text: `"'\`\\"\\n\\u0041` },
    { label: 'markup', text: '<b>&amp;</b><!-- -->' },
    { label: 'composed (NFC)', text: 'caf\u00e9 \u00c5' },
    { label: 'decomposed (NFD)', text: 'cafe\u0301 A\u030a' },
    { label: 'compatibility characters', text: '\ufb01 \uff21 \u2460' },
    { label: 'beyond the basic plane', text: '\u{1f600} \u{10348} \u{1d11e}' },
    { label: 'joined emoji', text: '\u{1f469}\u200d\u{1f4bb}' },
    { label: 'right to left', text: '\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627' },
    { label: 'control characters', text: '\u0001\u001b\u001f\u007f\u0085' },
    { label: 'line separators', text: 'a\u2028b\u2029c' },
    { label: 'zero width', text: '\u200bv\ufeff' },
    { label: 'words of other formats', text: 'null' },
    { label: 'a number as text', text: '1e3' },
    { label: '5,000 characters', text: 'lorem ipsum '.repeat(417).slice(0, 5000) },
  ];
}

/** Any legal key of modest length; never the marker key. */
function validKey(): fc.Arbitrary<string> {
  const inner = stringOf(`${ALPHANUMERIC}.-_`, 0, 20);
  const edge = fc.constantFrom(...ALPHANUMERIC);
  const name = fc.oneof(
    edge,
    fc.tuple(edge, inner, edge).map((parts) => parts.join('')),
  );
  const prefix = fc.array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?$/), { minLength: 1, maxLength: 4 });
  return fc
    .oneof(
      name,
      fc.tuple(prefix, name).map(([labels, segment]) => `${labels.join('.')}/${segment}`),
    )
    .filter((key) => !key.startsWith('concordat/'));
}

/** Any non-empty value without U+0000 and without half a surrogate pair. */
function validValue(): fc.Arbitrary<string> {
  const text = fc
    .string({ unit: anyCharacter(), minLength: 1, maxLength: 60 })
    .map((drawn) => drawn.replaceAll('\u0000', '\u0001'));
  const telltale = fc.constantFrom(...telltaleValues().map((value) => value.text));
  return fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: telltale });
}

let annotations: fc.Arbitrary<Annotations> | undefined;

/** Any small set of annotations. Made once: fast-check prepares strings over all of Unicode for some 50 ms each time. */
export function validAnnotations(): fc.Arbitrary<Annotations> {
  annotations ??= smallSets();
  return annotations;
}

function smallSets(): fc.Arbitrary<Annotations> {
  const pair = fc.tuple(validKey(), validValue());
  return fc.uniqueArray(pair, { selector: ([key]) => key, maxLength: 5 }).map((pairs) => Object.fromEntries(pairs));
}
