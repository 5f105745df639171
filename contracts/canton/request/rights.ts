/**
 * The rules for lists of rights.
 */
import type { Json } from '../../model.ts';
import { partyNameRules } from './names.ts';
import { asArray, asObject, memberOf } from './object.ts';
import { type BrokenRule, broken } from './rules.ts';

const KINDS_WITH_PARTY = ['CanActAs', 'CanExecuteAs', 'CanReadAs'];
const KINDS = [
  ...KINDS_WITH_PARTY,
  'CanExecuteAsAnyParty',
  'CanReadAsAnyParty',
  'Empty',
  'IdentityProviderAdmin',
  'ParticipantAdmin',
];

/** So many rights every server supports; so many the reference product allows unless configured otherwise. */
const SUPPORTED_BY_ALL = 100;
const DEFAULT_LIMIT = 1000;

/** The rules that a list of rights breaks; values of a wrong type are left to the schema. */
export function rightsRules(pointer: string, rights: Json | undefined): BrokenRule[] {
  const items = asArray(rights);
  const found = items.flatMap((right, index) => rightRules(`${pointer}/${index}`, right));
  if (items.length > DEFAULT_LIMIT) found.push(broken('rights-above-1000', pointer, items.length));
  else if (items.length > SUPPORTED_BY_ALL) found.push(broken('rights-above-100', pointer, items.length));
  return found;
}

/** The documented kinds that a value names. */
export function kindsIn(kind: Json | undefined): readonly string[] {
  const members = asObject(kind);
  return members ? KINDS.filter((name) => Object.hasOwn(members, name)) : [];
}

function rightRules(pointer: string, right: Json): BrokenRule[] {
  if (!asObject(right)) return [];
  const kind = memberOf(right, 'kind');
  if (kind === undefined) return [broken('right-kind-missing', `${pointer}/kind`, kind)];
  const members = asObject(kind);
  if (!members) return [];
  const kinds = kindsIn(kind);
  const place = `${pointer}/kind`;
  if (kinds.length === 0) return [broken('right-kind-unknown', place, kind)];
  if (kinds.length > 1) return [broken('right-kinds-several', place, kind)];

  const name = kinds[0]!;
  const found: BrokenRule[] = [];
  if (Object.keys(members).length > 1) found.push(broken('right-kind-beside-unknown', place, kind));
  if (name === 'Empty') found.push(broken('right-empty', place, kind));
  const party = memberOf(memberOf(members[name], 'value'), 'party');
  if (KINDS_WITH_PARTY.includes(name) && typeof party === 'string') {
    found.push(...partyNameRules(`${place}/${name}/value/party`, party));
  }
  return found;
}
