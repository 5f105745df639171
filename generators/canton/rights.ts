/** Valid rights of users: `{ kind: { <Kind>: { value } } }` (POST /v2/users). */
import fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';

/** Kinds whose value names a party. */
export const PARTY_KINDS = ['CanActAs', 'CanReadAs', 'CanExecuteAs'] as const;

/** Kinds whose value is empty. */
export const PLAIN_KINDS = [
  'ParticipantAdmin',
  'IdentityProviderAdmin',
  'CanReadAsAnyParty',
  'CanExecuteAsAnyParty',
] as const;

/** A kind whose value names a party. */
export type PartyKind = (typeof PARTY_KINDS)[number];

/** A kind whose value is empty. */
export type PlainKind = (typeof PLAIN_KINDS)[number];

/** A right for a party. */
export function partyRight(kind: PartyKind, party: string): Json {
  return { kind: { [kind]: { value: { party } } } };
}

/** A right without a party. */
export function plainRight(kind: PlainKind): Json {
  return { kind: { [kind]: { value: {} } } };
}

/** Every right once: each party kind for each of the parties, then the plain ones. */
export function everyRight(parties: readonly string[]): readonly Json[] {
  return [
    ...parties.flatMap((party) => PARTY_KINDS.map((kind) => partyRight(kind, party))),
    ...PLAIN_KINDS.map(plainRight),
  ];
}

/** Any set of different rights for the parties, in any order. */
export function validRights(parties: readonly string[]): fc.Arbitrary<readonly Json[]> {
  return fc.shuffledSubarray([...everyRight(parties)]);
}
