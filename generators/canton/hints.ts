/**
 * Valid party hints around a placeholder: 1 to 185 characters, letters, digits, space, `:`, `-`, `_`. Never `::` and never a `:` at
 * the end: the first is read differently by the two profiles, the second makes a party that a node cannot read again.
 */
import fc from 'fast-check';
import { stringOf } from '../arbitraries.ts';
import { NAME_LENGTH, namePlaceholder } from '../placeholder.ts';
import { ALPHANUMERIC, nameOfCharacter, PARTY_CHARACTERS } from './characters.ts';

/** Up to here every reading of the contract accepts a hint. */
export const MAX_HINT_LENGTH = 185;

/** A hint and what is special about it. */
export interface LabelledHint {
  readonly label: string;
  readonly hint: string;
}

/** The lengths at borders that must be accepted, in characters. */
export const ACCEPTED_HINT_LENGTHS = [20, 21, 31, 32, 33, 63, 64, 65, 127, 128, 129, 184, 185] as const;

/** The lengths that the contract may be read to allow and the reference product refuses. */
export const HINT_LENGTHS_BETWEEN_READINGS = [186, 200, 255] as const;

/** The lengths that no reading allows. */
export const REFUSED_HINT_LENGTHS = [256, 257, 512] as const;

/** Letters and digits after the placeholder up to the length. @throws RangeError below the length of a name. */
export function hintOfLength(length: number, index = 0): string {
  if (length < NAME_LENGTH) throw new RangeError(`a hint with a name has at least ${NAME_LENGTH} characters`);
  return (
    namePlaceholder(index) + ALPHANUMERIC.repeat(Math.ceil(length / ALPHANUMERIC.length)).slice(0, length - NAME_LENGTH)
  );
}

/** A hint for every border length that must be accepted. */
export function hintsOfAcceptedLengths(): readonly LabelledHint[] {
  return ACCEPTED_HINT_LENGTHS.map((length) => ({ label: `${length} characters`, hint: hintOfLength(length) }));
}

/** Every legal character at the start, in the middle and at the end of a name; `:` not at the end. */
export function hintsWithEveryCharacter(): readonly LabelledHint[] {
  return [...PARTY_CHARACTERS].flatMap((character) => hintsWithCharacter(character));
}

/** All legal characters in a few hints: for small budgets. */
export function hintsWithAllCharacters(): readonly LabelledHint[] {
  const name = namePlaceholder();
  return [
    { label: 'capital letters and a space', hint: `ABCDEFGHIJKLM ${name} NOPQRSTUVWXYZ` },
    { label: 'small letters and an underscore', hint: `abcdefghijklm_${name}_nopqrstuvwxyz` },
    { label: 'digits, colon and minus', hint: `01234:-${name}-:56789` },
    { label: 'a space at both ends', hint: ` ${name} ` },
    { label: 'symbols only around the name', hint: `:_- ${name} -:_` },
  ];
}

function hintsWithCharacter(character: string): readonly LabelledHint[] {
  const name = namePlaceholder();
  const shown = nameOfCharacter(character);
  const hints = [
    { label: `${shown} at the start`, hint: `${character}${name}` },
    { label: `${shown} in the middle`, hint: `${name}${character}x` },
  ];
  return character === ':' ? hints : [...hints, { label: `${shown} at the end`, hint: `${name}${character}` }];
}

/** Any valid hint with a placeholder. */
export function validHint(): fc.Arbitrary<string> {
  const around = fc.oneof(
    { weight: 3, arbitrary: stringOf(PARTY_CHARACTERS, 0, 12) },
    { weight: 1, arbitrary: stringOf(PARTY_CHARACTERS, 0, (MAX_HINT_LENGTH - NAME_LENGTH) >> 1) },
  );
  return fc.tuple(around, around).map(([before, after]) => harmless(`${before}${namePlaceholder()}${after}`));
}

/** A one-character hint: carries no name, and there are 62 of this kind per node, so at most one is sent in a run. */
export function oneCharacterHint(): fc.Arbitrary<string> {
  return fc.constantFrom(...ALPHANUMERIC);
}

/** The same text without `::` and without a `:` at the end, of the same length. */
export function harmless(hint: string): string {
  return hint.replaceAll(/:(?=:|$)/g, '-');
}
