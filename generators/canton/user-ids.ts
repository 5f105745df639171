/** Valid user ids around a placeholder: 1 to 128 of letters, digits and the symbols @^$.!`-#+'~_|:() (POST /v2/users). */
import fc from 'fast-check';
import { stringOf } from '../arbitraries.ts';
import { NAME_LENGTH, namePlaceholder } from '../placeholder.ts';
import { ALPHANUMERIC, nameOfCharacter, USER_ID_CHARACTERS, USER_ID_SYMBOLS } from './characters.ts';

/** Longest user id, in characters. */
export const MAX_USER_ID_LENGTH = 128;

/** The lengths at borders that must be accepted, in characters. */
export const ACCEPTED_USER_ID_LENGTHS = [20, 21, 31, 32, 33, 63, 64, 65, 127, 128] as const;

/** An id and what is special about it. */
export interface LabelledUserId {
  readonly label: string;
  readonly id: string;
}

/** Two ids that must make two users. */
export interface NearEqualUserIds {
  readonly label: string;
  readonly ids: readonly [string, string];
}

/** Letters and digits after the placeholder up to the length. @throws RangeError below the length of a name. */
export function userIdOfLength(length: number, index = 0): string {
  if (length < NAME_LENGTH) throw new RangeError(`a user id with a name has at least ${NAME_LENGTH} characters`);
  const filler = ALPHANUMERIC.repeat(Math.ceil(length / ALPHANUMERIC.length));
  return namePlaceholder(index) + filler.slice(0, length - NAME_LENGTH);
}

/** An id for every border length that must be accepted. */
export function userIdsOfAcceptedLengths(): readonly LabelledUserId[] {
  return ACCEPTED_USER_ID_LENGTHS.map((length) => ({ label: `${length} characters`, id: userIdOfLength(length) }));
}

/** Every symbol at the start, in the middle and at the end; capital letters and digits likewise. */
export function userIdsWithEverySymbol(): readonly LabelledUserId[] {
  const name = namePlaceholder();
  return [...USER_ID_SYMBOLS, 'A', 'Z', '0', '9'].flatMap((character) => {
    const shown = nameOfCharacter(character);
    return [
      { label: `${shown} at the start`, id: `${character}${name}` },
      { label: `${shown} in the middle`, id: `${name}${character}x` },
      { label: `${shown} at the end`, id: `${name}${character}` },
    ];
  });
}

/** All legal characters in a few ids: for small budgets. */
export function userIdsWithAllCharacters(): readonly LabelledUserId[] {
  const name = namePlaceholder();
  return [
    { label: 'all symbols', id: `${USER_ID_SYMBOLS}${name}${USER_ID_SYMBOLS}` },
    { label: 'all letters and digits', id: `${ALPHANUMERIC}${name}` },
  ];
}

/** Pairs that a careless comparison takes for one; they share the placeholder. */
export function nearEqualUserIds(): readonly NearEqualUserIds[] {
  const name = namePlaceholder();
  const last = (length: number, end: string): string => userIdOfLength(length).slice(0, -1) + end;
  return [
    { label: 'case of the first letter', ids: [`User-${name}`, `user-${name}`] },
    { label: 'case of the last letter', ids: [`${name}-X`, `${name}-x`] },
    { label: 'minus and underscore', ids: [`${name}-x`, `${name}_x`] },
    { label: 'a dot at the end', ids: [`${name}.`, name] },
    { label: 'a symbol at the start', ids: [`!${name}`, name] },
    { label: 'plus and a tag', ids: [`${name}+tag@x`, `${name}@x`] },
    { label: 'the 64th character', ids: [last(64, '1'), last(64, '2')] },
    { label: 'the 128th character', ids: [last(128, '1'), last(128, '2')] },
  ];
}

/** Any valid id with a placeholder. */
export function validUserId(): fc.Arbitrary<string> {
  const around = fc.oneof(
    { weight: 3, arbitrary: stringOf(USER_ID_CHARACTERS, 0, 10) },
    { weight: 1, arbitrary: stringOf(USER_ID_CHARACTERS, 0, (MAX_USER_ID_LENGTH - NAME_LENGTH) >> 1) },
  );
  return fc.tuple(around, around).map(([before, after]) => `${before}${namePlaceholder()}${after}`);
}

/** A one-character id; never `.`, which no path can name. It carries no name, so a node may have it already. */
export function oneCharacterUserId(): fc.Arbitrary<string> {
  return fc.constantFrom(...USER_ID_CHARACTERS.replace('.', ''));
}
