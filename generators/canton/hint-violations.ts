/** Hints that the contract, or the reference product, refuses. None of them ends in `:` (design.md, rule 15). */

import fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import { drawMany } from '../arbitraries.ts';
import { valueAt, withValueAt } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import { fromTable, type TableVariant, type Variant, type Violation } from '../violation.ts';
import { ALPHANUMERIC, nameOfCharacter, PARTY_CHARACTERS, printableOutside } from './characters.ts';
import { HINT_LENGTHS_BETWEEN_READINGS, MAX_HINT_LENGTH, REFUSED_HINT_LENGTHS } from './hints.ts';
import {
  CONTROL_CHARACTERS,
  characterVariants,
  drawnCharacters,
  LINE_ENDS,
  type NamePlace,
  NON_ASCII,
  POSITIONS,
  putInto,
} from './illegal-characters.ts';
import { NAMESPACE_OF_NOBODY } from './nobody.ts';

const HINT = ['partyIdHint'] as const;

/** Room for what violations put into a hint, so that they never break the length as well. */
const ROOM = 80;

/** The body with a hint that names it and has room: its own, or the placeholder alone. */
export function withShortHint(valid: Json): Json {
  const hint = valueAt(valid, HINT);
  const fits = typeof hint === 'string' && hint.includes(namePlaceholder()) && hint.length <= MAX_HINT_LENGTH - ROOM;
  return fits ? valid : withValueAt(valid, HINT, namePlaceholder());
}

const place: NamePlace = { path: HINT, rule: 'hint-characters', carrier: withShortHint };

/** What a smoke run sends of the illegal printable characters. */
const SMOKE_CHARACTERS = './@#';

/** Every printable ASCII character outside the legal ones, at every position. */
export const illegalHintCharacters: Violation = {
  id: 'hint-illegal-characters',
  title: 'a hint with a printable ASCII character that is not legal',
  profile: 'contract',
  pointer: '/partyIdHint',
  carrier: withShortHint,
  variants: fromTable(
    [
      ...printableOutside(PARTY_CHARACTERS).flatMap((text) =>
        characterVariants(place, [nameOfCharacter(text), text], POSITIONS, SMOKE_CHARACTERS.includes(text)),
      ),
      ...[65, 129, MAX_HINT_LENGTH].map(lateVariant),
    ],
    drawnIllegalPairs,
  ),
};

/** Control characters; at the end are some of them a violation of their own. */
export const controlCharactersInHint: Violation = {
  id: 'hint-control-characters',
  title: 'a hint with a control character',
  profile: 'contract',
  pointer: '/partyIdHint',
  carrier: withShortHint,
  variants: fromTable([
    ...CONTROL_CHARACTERS.flatMap((named) =>
      characterVariants(place, named, ['middle'], '\u0000\t'.includes(named[1])),
    ),
    ...CONTROL_CHARACTERS.filter(([, text]) => '\u0000\t\n\u007f'.includes(text)).flatMap((named) =>
      characterVariants(place, named, ['start']),
    ),
    ...CONTROL_CHARACTERS.filter(([, text]) => '\u0000\t\u007f'.includes(text)).flatMap((named) =>
      characterVariants(place, named, ['end']),
    ),
  ]),
};

/** What ends a line, at the end of the hint. */
export const newlineAtEndOfHint: Violation = {
  id: 'hint-newline-at-end',
  title: 'a hint that ends with a newline',
  profile: 'contract',
  pointer: '/partyIdHint',
  carrier: withShortHint,
  variants: fromTable(LINE_ENDS.flatMap((named) => withSmoke(characterVariants(place, named, ['end'])))),
};

/** Characters outside ASCII. */
export const nonAsciiInHint: Violation = {
  id: 'hint-non-ascii',
  title: 'a hint with a character outside ASCII',
  profile: 'contract',
  pointer: '/partyIdHint',
  carrier: withShortHint,
  variants: fromTable(
    [
      ...NON_ASCII.flatMap((named, index) => characterVariants(place, named, ['middle'], index < 4)),
      ...NON_ASCII.slice(0, 9).flatMap((named) => characterVariants(place, named, ['start', 'end'])),
    ],
    (seed) => [
      ...drawnCharacters(place, seed, 0xa0, 0x2fff),
      ...drawnCharacters(place, seed + 1, 0x3000, 0xffff),
      ...drawnCharacters(place, seed + 2, 0x10000, 0x1ffff),
    ],
  ),
};

/** Longer than any reading allows. */
export const hintTooLong: Violation = {
  id: 'hint-too-long',
  title: 'a hint of more than 255 characters',
  profile: 'contract',
  pointer: '/partyIdHint',
  carrier: withShortHint,
  variants: fromTable(REFUSED_HINT_LENGTHS.map(lengthVariant), (seed) =>
    drawMany(fc.integer({ min: 258, max: 10_000 }), seed, 10).map((length) => lengthVariant(length)),
  ),
};

/** Longer than the reference product allows, although the text can be read to allow it. */
export const hintOver185: Violation = {
  id: 'hint-over-185',
  title: 'a hint of 186 to 255 characters',
  profile: 'reference',
  pointer: '/partyIdHint',
  carrier: withShortHint,
  variants: fromTable(HINT_LENGTHS_BETWEEN_READINGS.map(lengthVariant), (seed) =>
    drawMany(fc.integer({ min: 187, max: 254 }), seed, 10).map((length) => lengthVariant(length)),
  ),
};

/** The delimiter of name and namespace inside the name. */
export const reservedDelimiterInHint: Violation = {
  id: 'hint-reserved-delimiter',
  title: "a hint that contains '::'",
  profile: 'reference',
  pointer: '/partyIdHint',
  carrier: withShortHint,
  variants: fromTable([
    ...delimiterVariants('::'),
    delimiterVariant(':::', 'middle', "':::' in the middle"),
    delimiterVariant(`::${NAMESPACE_OF_NOBODY}`, 'end', 'a whole identifier'),
  ]),
};

function delimiterVariants(delimiter: string): readonly TableVariant[] {
  return [
    { ...delimiterVariant(delimiter, 'middle', "'::' in the middle"), smoke: true },
    delimiterVariant(delimiter, 'start', "'::' at the start"),
    delimiterVariant(`${delimiter}x`, 'end', "'::' before the last character"),
  ];
}

function delimiterVariant(text: string, position: 'start' | 'middle' | 'end', label: string): TableVariant {
  return hintVariant(label, 'hint-delimiter', (hint) => putInto(hint, text, position));
}

function lengthVariant(length: number): TableVariant {
  const variant = hintVariant(`${length} characters`, length > 255 ? 'hint-length' : 'hint-over-185', (hint) =>
    (hint + ALPHANUMERIC.repeat(Math.ceil(length / ALPHANUMERIC.length))).slice(0, length),
  );
  return { ...variant, smoke: length === 256 || length === 186 };
}

/** An illegal character far behind: what a check that looks at the beginning only misses. */
function lateVariant(length: number): TableVariant {
  return hintVariant(
    `full stop as character ${length}`,
    'hint-characters',
    (hint) => `${(hint + ALPHANUMERIC.repeat(4)).slice(0, length - 1)}.`,
  );
}

/** Two illegal characters at drawn places: what a filter that looks for single known characters may miss. */
function drawnIllegalPairs(seed: number): readonly Variant[] {
  const illegal = fc.constantFrom(...printableOutside(PARTY_CHARACTERS));
  return drawMany(fc.tuple(illegal, illegal, fc.constantFrom(...POSITIONS)), seed, 40).flatMap(
    ([first, second, position]) =>
      characterVariants(place, [`${nameOfCharacter(first)} ${nameOfCharacter(second)}`, first + second], [position]),
  );
}

function hintVariant(label: string, rule: string, change: (hint: string) => string): TableVariant {
  return {
    label,
    rule,
    pointer: '/partyIdHint',
    apply: (valid) => {
      const body = withShortHint(valid);
      return { kind: 'json', value: withValueAt(body, HINT, change(String(valueAt(body, HINT)))) };
    },
  };
}

function withSmoke(variants: readonly TableVariant[]): readonly TableVariant[] {
  return variants.map((variant) => ({ ...variant, smoke: variant.label.startsWith('a newline') }));
}
