/** Characters that names refuse, and where they are put: shared by party hints and user ids. */
import fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import { drawMany } from '../arbitraries.ts';
import { type Path, pointerOf, valueAt, withValueAt } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import type { TableVariant, Variant } from '../violation.ts';
import { nameOfCharacter } from './characters.ts';

/** Where in a name something is put. */
export type Position = 'start' | 'middle' | 'end';

/** All positions. */
export const POSITIONS: readonly Position[] = ['start', 'middle', 'end'];

/** A name in a body, and the rule that it breaks when a character is wrong. */
export interface NamePlace {
  readonly path: Path;
  readonly rule: string;
  readonly carrier: (valid: Json) => Json;
}

/** A character and how labels call it. */
export type NamedCharacter = readonly [label: string, text: string];

/** U+0000 to U+001F, U+007F and what follows it, sampled. */
export const CONTROL_CHARACTERS: readonly NamedCharacter[] = [
  '\u0000',
  '\u0001',
  '\u0007',
  '\b',
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  '\u001b',
  '\u001f',
  '\u007f',
  '\u0080',
  '\u0085',
  '\u009f',
].map((text) => [nameOfCharacter(text), text]);

/** What can end a line, and what `$` of some regular expressions looks past. */
export const LINE_ENDS: readonly NamedCharacter[] = [
  ['a newline', '\n'],
  ['a carriage return', '\r'],
  ['carriage return and newline', '\r\n'],
  ['two newlines', '\n\n'],
];

/** Letters, digits and other characters outside ASCII, chosen for the ways in which servers let them through. */
export const NON_ASCII: readonly NamedCharacter[] = (
  [
    ['e acute', '\u00e9'],
    ['sharp s', '\u00df'],
    ['Cyrillic a', '\u0430'],
    ['long s (folds to s)', '\u017f'],
    ['Kelvin sign (folds to k)', '\u212a'],
    ['dotless i', '\u0131'],
    ['Greek Omega', '\u03a9'],
    ['Chinese character', '\u4e2d'],
    ['Arabic-Indic three', '\u0663'],
    ['full-width A', '\uff21'],
    ['full-width one', '\uff11'],
    ['superscript two', '\u00b2'],
    ['feminine ordinal', '\u00aa'],
    ['combining acute', '\u0301'],
    ['emoji', '\u{1f600}'],
    ['mathematical A', '\u{1d400}'],
    ['zero-width space', '\u200b'],
    ['zero-width joiner', '\u200d'],
    ['soft hyphen', '\u00ad'],
    ['en dash', '\u2013'],
    ['no-break space', '\u00a0'],
    ['line separator', '\u2028'],
    ['right-to-left mark', '\u200f'],
    ['zero-width no-break space', '\ufeff'],
    ['replacement character', '\ufffd'],
  ] as const
).map(([label, text]) => [`${label} ${nameOfCharacter(text)}`, text]);

/** Variants with the character at the positions. */
export function characterVariants(
  place: NamePlace,
  [label, text]: NamedCharacter,
  positions: readonly Position[],
  smoke = false,
): readonly TableVariant[] {
  return positions.map((position) => ({
    label: `${label} ${position === 'middle' ? 'in the middle' : `at the ${position}`}`,
    rule: place.rule,
    pointer: pointerOf(place.path),
    smoke: smoke && position === 'middle',
    apply: (valid) => {
      const body = place.carrier(valid);
      const broken = putInto(String(valueAt(body, place.path)), text, position);
      return { kind: 'json', value: withValueAt(body, place.path, broken) };
    },
  }));
}

/** Variants with drawn characters from the part of Unicode that `from` and `to` bound; halves of surrogate pairs are left out. */
export function drawnCharacters(place: NamePlace, seed: number, from: number, to: number): readonly Variant[] {
  const codePoint = fc.integer({ min: from, max: to }).filter((value) => value < 0xd800 || value > 0xdfff);
  return drawMany(fc.tuple(codePoint, fc.constantFrom(...POSITIONS)), seed, 60).flatMap(([value, position]) => {
    const text = String.fromCodePoint(value);
    return characterVariants(place, [nameOfCharacter(text), text], [position]);
  });
}

/** The text with the insertion; in the middle means right behind the placeholder, with something after it. */
export function putInto(text: string, insertion: string, position: Position): string {
  if (position === 'start') return insertion + text;
  if (position === 'end') return text + insertion;
  const at = text.indexOf(namePlaceholder()) + namePlaceholder().length;
  return text.slice(0, at) + insertion + (text.slice(at) || 'x');
}
