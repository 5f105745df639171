/** User ids that the contract refuses: 1 to 128 of letters, digits and certain symbols. Never `.` or `..` (design.md, rule 15). */
import fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import { drawMany } from '../arbitraries.ts';
import { valueAt, withoutMemberAt, withValueAt } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import { fromTable, type TableVariant, type Variant, type Violation } from '../violation.ts';
import { ALPHANUMERIC, nameOfCharacter, printableOutside, USER_ID_CHARACTERS } from './characters.ts';
import {
  CONTROL_CHARACTERS,
  characterVariants,
  drawnCharacters,
  LINE_ENDS,
  type NamePlace,
  NON_ASCII,
  POSITIONS,
} from './illegal-characters.ts';
import { withMarker } from './metadata.ts';
import { USER_ANNOTATIONS } from './user.ts';
import { MAX_USER_ID_LENGTH } from './user-ids.ts';

const ID = ['user', 'id'] as const;

/** Room for what violations put into an id, so that they never break the length as well. */
const ROOM = 8;

/** What a smoke run sends of the illegal printable characters. */
const SMOKE_CHARACTERS = ' /%';

/** The body with an id that names it and has room: its own, or the placeholder alone. */
export function withShortUserId(valid: Json): Json {
  const id = valueAt(valid, ID);
  const fits = typeof id === 'string' && id.includes(namePlaceholder()) && id.length <= MAX_USER_ID_LENGTH - ROOM;
  return fits ? valid : withValueAt(valid, ID, namePlaceholder());
}

/** Named by its id and by the marker annotation, so that one name is left whichever of the two is broken. */
export function userNamedTwice(valid: Json): Json {
  return withMarker(withShortUserId(valid), USER_ANNOTATIONS);
}

const place: NamePlace = { path: ID, rule: 'user-id-characters', carrier: withShortUserId };

/** Every printable ASCII character outside the legal ones, at every position. */
export const illegalUserIdCharacters = idViolation(
  'user-id-illegal-characters',
  'a user id with a printable ASCII character that is not legal',
  fromTable(
    printableOutside(USER_ID_CHARACTERS).flatMap((text) =>
      characterVariants(place, [nameOfCharacter(text), text], POSITIONS, SMOKE_CHARACTERS.includes(text)),
    ),
    drawnIllegalPairs,
  ),
);

/** Control characters inside the id. */
export const controlCharactersInUserId = idViolation(
  'user-id-control-characters',
  'a user id with a control character',
  fromTable(
    CONTROL_CHARACTERS.flatMap((named) => [
      ...characterVariants(place, named, ['middle'], named[1] === '\t'),
      ...('\u0000\t\u007f'.includes(named[1]) ? characterVariants(place, named, ['start', 'end']) : []),
    ]),
  ),
);

/** What ends a line, at the end of the id. */
export const newlineAtEndOfUserId = idViolation(
  'user-id-newline-at-end',
  'a user id that ends with a newline',
  fromTable(
    LINE_ENDS.flatMap((named, index) =>
      characterVariants(place, named, ['end']).map((variant) => ({ ...variant, smoke: index === 0 })),
    ),
  ),
);

/** Characters outside ASCII. */
export const nonAsciiInUserId = idViolation(
  'user-id-non-ascii',
  'a user id with a character outside ASCII',
  fromTable(
    NON_ASCII.flatMap((named, index) => [
      ...characterVariants(place, named, ['middle'], index < 4),
      ...(index < 9 ? characterVariants(place, named, ['start', 'end']) : []),
    ]),
    (seed) => [
      ...drawnCharacters(place, seed, 0xa0, 0x2fff),
      ...drawnCharacters(place, seed + 1, 0x3000, 0xffff),
      ...drawnCharacters(place, seed + 2, 0x10000, 0x1ffff),
    ],
  ),
);

/** More than 128 characters. */
export const userIdTooLong = idViolation(
  'user-id-too-long',
  'a user id of more than 128 characters',
  fromTable([129, 130, 256, 1024].map(lengthVariant), (seed) =>
    drawMany(fc.integer({ min: 131, max: 5000 }), seed, 10).map((length) => lengthVariant(length)),
  ),
);

/** The empty id; the marker annotation names what may come of it. */
export const emptyUserId: Violation = {
  ...idViolation(
    'user-id-empty',
    'an empty user id',
    fromTable([
      {
        label: 'empty id',
        rule: 'user-id-empty',
        pointer: '/user/id',
        smoke: true,
        apply: (valid) => ({ kind: 'json', value: withValueAt(userNamedTwice(valid), ID, '') }),
      },
    ]),
  ),
  carrier: userNamedTwice,
};

/** No `user`. */
export const missingUser: Violation = {
  id: 'missing-user',
  title: 'a request without user',
  profile: 'contract',
  pointer: '/user',
  carrier: userNamedTwice,
  variants: fromTable([
    missing('no user', ['user'], (valid) => withoutMemberAt(userNamedTwice(valid), ['user']), true),
    missing('no user: an empty object', ['user'], () => ({})),
    // The reference product takes it for a user that is not there.
    {
      ...missing('no user: null', ['user'], (valid) => withValueAt(userNamedTwice(valid), ['user'], null)),
      rule: 'null',
    },
  ]),
};

/** A `user` without `id`. */
export const missingUserId: Violation = {
  id: 'missing-id',
  title: 'a user without id',
  profile: 'contract',
  pointer: '/user/id',
  carrier: userNamedTwice,
  variants: fromTable([
    missing('no id', ID, (valid) => withoutMemberAt(userNamedTwice(valid), ID), true),
    missing('no id: an empty user', ID, () => ({ user: {} })),
  ]),
};

function missing(label: string, path: readonly string[], body: (valid: Json) => Json, smoke = false): TableVariant {
  return {
    label,
    rule: 'required',
    pointer: `/${path.join('/')}`,
    smoke,
    apply: (valid) => ({ kind: 'json', value: body(valid) }),
  };
}

function idViolation(id: string, title: string, variants: Violation['variants']): Violation {
  return { id, title, profile: 'contract', pointer: '/user/id', carrier: withShortUserId, variants };
}

function lengthVariant(length: number): TableVariant {
  return {
    label: `${length} characters`,
    rule: 'user-id-length',
    pointer: '/user/id',
    smoke: length === 129,
    apply: (valid) => {
      const body = withShortUserId(valid);
      const filler = ALPHANUMERIC.repeat(Math.ceil(length / ALPHANUMERIC.length));
      return { kind: 'json', value: withValueAt(body, ID, (String(valueAt(body, ID)) + filler).slice(0, length)) };
    },
  };
}

/** Two illegal characters at drawn places. */
function drawnIllegalPairs(seed: number): readonly Variant[] {
  const illegal = fc.constantFrom(...printableOutside(USER_ID_CHARACTERS));
  return drawMany(fc.tuple(illegal, illegal, fc.constantFrom(...POSITIONS)), seed, 40).flatMap(
    ([first, second, position]) =>
      characterVariants(place, [`${nameOfCharacter(first)} ${nameOfCharacter(second)}`, first + second], [position]),
  );
}
