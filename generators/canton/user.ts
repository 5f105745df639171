/** Valid bodies of POST /v2/users. Parties come from the caller; nothing else needs state of the server. */
import fc from 'fast-check';
import type { Json, ProfileName } from '../../contracts/model.ts';
import { drawMany } from '../arbitraries.ts';
import type { Path } from '../json-paths.ts';
import { arbitraryFor } from '../json-schema.ts';
import { namePlaceholder } from '../placeholder.ts';
import { unset, validMetadata } from './metadata.ts';
import { realisticAnnotations } from './realistic.ts';
import { everyRight, validRights } from './rights.ts';
import { cantonRequestSchemas } from './schemas.ts';
import { userIdsOfAcceptedLengths, userIdsWithAllCharacters, userIdsWithEverySymbol, validUserId } from './user-ids.ts';

/** Where annotations are in the body. */
export const USER_ANNOTATIONS: Path = ['user', 'metadata', 'annotations'];

/** Which bodies are wanted. */
export interface UserShape {
  /** `reference` adds empty strings for "not set". Default `contract`. */
  readonly profile?: ProfileName;
  /** The primary party, where there is one; without it `primaryParty` is absent. */
  readonly primaryParty?: string;
  /** The parties that rights may name; default none, which leaves rights without a party. */
  readonly parties?: readonly string[];
}

/** Valid bodies; `user.id` has a place for a name. */
export function createUserRequest(shape: UserShape = {}): fc.Arbitrary<Json> {
  const { profile = 'contract', primaryParty, parties = [] } = shape;
  return arbitraryFor(
    { $ref: '#/$defs/CreateUserRequest' },
    {
      definitions: cantonRequestSchemas,
      overrides: {
        'CreateUserRequest/rights': validRights(parties),
        'User/id': validUserId(),
        'User/primaryParty': primaryParty === undefined ? unset(profile) : fc.constant(primaryParty),
        'User/metadata': validMetadata(profile),
        'User/identityProviderId': unset(profile),
      },
    },
  ).map((body) => body as Json);
}

/** `count` varied valid bodies, equal for equal arguments. A longer corpus begins with the shorter one. */
export function userCorpus(seed: number, count: number, shape: UserShape = {}): readonly Json[] {
  const ids = [...userIdsOfAcceptedLengths(), ...userIdsWithAllCharacters(), ...userIdsWithEverySymbol()];
  const rows = Math.ceil(count / 4) + 1;
  const { primaryParty, parties = [] } = shape;
  const primary = primaryParty === undefined ? {} : { primaryParty };
  const columns: readonly (readonly Json[])[] = [
    drawMany(createUserRequest(shape), seed, rows),
    ids.map(({ id }) => ({ user: { id, ...primary } })),
    realisticAnnotations(seed, rows).map((annotations) => ({
      user: { id: namePlaceholder(), ...primary, metadata: { annotations } },
    })),
    everyRight(parties).map((right, index) => ({
      user: { id: `${namePlaceholder()}.${index}`, isDeactivated: index % 2 === 1 },
      rights: [right],
    })),
  ];
  return Array.from({ length: count }, (_, index) => {
    const column = columns[index % columns.length]!;
    return column[Math.floor(index / columns.length) % column.length]!;
  });
}

/** A body with everything that JSON can spell in several ways: a slash, a quote, an accent, a character beyond the basic plane. */
export function userForSpellings(): Json {
  const annotations = { 'spelling.example.com/value': `a/b "c" caf\u00e9 \u{1f600}\n`, plain: 'value' };
  return { user: { id: `user-${namePlaceholder()}`, isDeactivated: false, metadata: { annotations } }, rights: [] };
}
