/**
 * The rules for names: hints, parties, users, identity providers and synchronizers.
 */
import { type BrokenRule, broken, type RequestRule } from './rules.ts';

const PARTY_CHARACTERS = /^[A-Za-z0-9:\-_ ]*$/;
const USER_CHARACTERS = /^[A-Za-z0-9@^$.!`\-#+'~_|:()]*$/;
const IDENTITY_PROVIDER = /^[A-Za-z0-9._:\-#/ ]{1,255}$/;
const SYNCHRONIZER = /^[A-Za-z0-9:\-_ ]{1,185}?::1220[0-9a-f]{64}$/;

/** Longest party name of the text, in characters. */
const PARTY_NAME_LIMIT = 255;
/** Longest hint of the reference product: 255 less `::` and a fingerprint of 68. */
const HINT_LIMIT = 185;
const USER_ID_LIMIT = 128;

/** The rules that a hint breaks. */
export function hintRules(pointer: string, hint: string): BrokenRule[] {
  const rules: RequestRule[] = [];
  const length = lengthOf(hint);
  if (hint === '') rules.push('hint-empty');
  if (!PARTY_CHARACTERS.test(hint)) rules.push('hint-characters');
  if (length > PARTY_NAME_LIMIT) rules.push('hint-length');
  else if (length > HINT_LIMIT) rules.push('hint-over-185');
  if (hint.includes('::')) rules.push('hint-delimiter');
  if (hint.endsWith(':')) rules.push('hint-ends-with-colon');
  return rules.map((rule) => broken(rule, pointer, hint));
}

/** The rules that the name of a party breaks, where an existing party is meant. */
export function partyNameRules(pointer: string, party: string): BrokenRule[] {
  const rules: RequestRule[] = [];
  if (party === '') rules.push('party-name-empty');
  if (!PARTY_CHARACTERS.test(party)) rules.push('party-name-characters');
  if (lengthOf(party) > PARTY_NAME_LIMIT) rules.push('party-name-length');
  return rules.map((rule) => broken(rule, pointer, party));
}

/** The rules that the id of a user breaks, in the user itself. */
export function userIdRules(pointer: string, id: string): BrokenRule[] {
  const rules: RequestRule[] = [];
  if (id === '') rules.push('user-id-empty');
  if (!USER_CHARACTERS.test(id)) rules.push('user-id-characters');
  if (lengthOf(id) > USER_ID_LIMIT) rules.push('user-id-length');
  return rules.map((rule) => broken(rule, pointer, id));
}

/** The rule that the id of a user breaks where another message refers to it, which the text says nothing about. */
export function userReferenceRules(pointer: string, id: string): BrokenRule[] {
  return userIdRules(pointer, id).length === 0 ? [] : [broken('user-reference', pointer, id)];
}

/** The rule that the id of an identity provider breaks. */
export function identityProviderRules(pointer: string, id: string): BrokenRule[] {
  if (id === '') return [broken('empty-string', pointer, id)];
  return IDENTITY_PROVIDER.test(id) ? [] : [broken('identity-provider-id', pointer, id)];
}

/** The rule that the id of a synchronizer breaks. What a fingerprint may be besides a SHA-256 one is left open. */
export function synchronizerRules(pointer: string, id: string): BrokenRule[] {
  if (id === '') return [broken('empty-string', pointer, id)];
  if (SYNCHRONIZER.test(id)) return [];
  const hopeless = !PARTY_CHARACTERS.test(id) || !id.includes('::');
  return [broken(hopeless ? 'synchronizer-id' : 'synchronizer-id-fingerprint', pointer, id)];
}

/** In characters, so that a character beyond the basic plane counts once. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
