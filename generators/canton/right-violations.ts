/** Rights in POST /v2/users that are refused. The broken right is the first of the list. */
import type { Json } from '../../contracts/model.ts';
import { type Path, pointerOf, withValueAt } from '../json-paths.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { malformedPartyAt, tooLongPartyAt } from './reference-violations.ts';
import { PARTY_KINDS, PLAIN_KINDS, partyRight } from './rights.ts';
import { withShortUserId } from './user-id-violations.ts';

/** What the violations of rights need from the target. */
export interface RightsInputs {
  /** A party that exists: rights that are otherwise right name it. */
  readonly party: string;
  /** How many rights a user may have at most (`maxRightsPerUser` of /v2/version), where that is known. */
  readonly maxRights?: number;
}

/** The first right. */
export const FIRST_RIGHT: Path = ['rights', 0];

/** Bodies stay below this size, in bytes (design.md, rule 15). */
const MAX_BODY = 900_000;

/** The body whose first right is a valid one that names the party. */
export function withFirstRight(party: string): (valid: Json) => Json {
  return (valid) => withValueAt(withShortUserId(valid), FIRST_RIGHT, partyRight('CanActAs', party));
}

/** All violations of rights. */
export function rightViolations(inputs: RightsInputs): readonly Violation[] {
  const carrier = withFirstRight(inputs.party);
  const value = { party: inputs.party };
  const rights = tables(carrier);
  const partyPath = [...FIRST_RIGHT, 'kind', 'CanActAs', 'value', 'party'];
  const tooMany = inputs.maxRights === undefined ? undefined : tooManyRights(inputs.party, inputs.maxRights);
  return [
    rights('right-kind-unknown', 'a right of a kind that the contract does not have', 'contract', [
      ...unknownKinds.map((kind) => kindRow(`kind ${kind}`, { [kind]: { value } })),
      kindRow('a kind without a name', { '': { value } }),
      kindRow('no kind in the object', {}),
    ]),
    rights('right-kind-missing', 'a right without kind', 'contract', [
      { label: 'an empty right', right: {}, rule: 'right-kind-missing', at: ['kind'] },
    ]),
    rights('right-kind-empty', 'a right of the kind Empty, which gives none', 'reference', [
      { label: 'the kind Empty', right: { kind: { Empty: {} } }, rule: 'right-empty', at: ['kind'] },
    ]),
    rights(
      'right-value-missing',
      'a right whose kind has no value',
      'contract',
      [...PARTY_KINDS, ...PLAIN_KINDS].map((kind) => ({
        label: `${kind} without value`,
        right: { kind: { [kind]: {} } },
        rule: 'required',
        at: ['kind', kind, 'value'],
      })),
    ),
    rights(
      'right-party-missing',
      'a right for a party that does not name it',
      'contract',
      PARTY_KINDS.map((kind) => ({
        label: `${kind} without party`,
        right: { kind: { [kind]: { value: {} } } },
        rule: 'required',
        at: ['kind', kind, 'value', 'party'],
      })),
    ),
    rights(
      'right-party-empty',
      'a right for a party with an empty name',
      'contract',
      PARTY_KINDS.map((kind) => ({
        label: `${kind} with an empty party`,
        right: partyRight(kind, ''),
        rule: 'party-name-empty',
        at: ['kind', kind, 'value', 'party'],
      })),
    ),
    malformedPartyAt('right-party-malformed', 'a right for a party with a malformed name', partyPath, carrier),
    tooLongPartyAt('right-party-too-long', 'a right for a party with a name above 255 characters', partyPath, carrier),
    ...(tooMany ? [tooMany] : []),
  ];
}

const unknownKinds = [
  'CanDoAnything',
  'canActAs',
  'canactas',
  'CANACTAS',
  'can_act_as',
  'participantAdmin',
  'participant_admin',
  'CanActAs ',
  'kind',
];

interface Row {
  readonly label: string;
  readonly right: Json;
  readonly rule: string;
  /** Below the right. */
  readonly at: Path;
}

function kindRow(label: string, kind: Json): Row {
  return { label, right: { kind }, rule: 'right-kind-unknown', at: ['kind'] };
}

function tables(carrier: (valid: Json) => Json) {
  return (id: string, title: string, profile: 'contract' | 'reference', rows: readonly Row[]): Violation => ({
    id,
    title,
    profile,
    pointer: pointerOf(FIRST_RIGHT),
    carrier,
    variants: fromTable(
      rows.map(
        ({ label, right, rule, at }, index): TableVariant => ({
          label,
          rule,
          pointer: pointerOf([...FIRST_RIGHT, ...at]),
          smoke: index === 0,
          apply: (valid) => ({ kind: 'json', value: withValueAt(carrier(valid), FIRST_RIGHT, right) }),
        }),
      ),
    ),
  });
}

/**
 * One right more than a user may have, each for a party of its own; the control has as many as are allowed. The parties need not exist:
 * the names are checked for their form only. `undefined` where the limit is so high that the body would be too large.
 */
function tooManyRights(party: string, maxRights: number): Violation | undefined {
  const namespace = /::.*$/.exec(party)?.[0] ?? '';
  const rights = (count: number): readonly Json[] =>
    Array.from({ length: count }, (_, index) => partyRight('CanReadAs', `r${index}${namespace}`));
  const withRights = (valid: Json, count: number): Json =>
    withValueAt(withShortUserId(valid), ['rights'], rights(count));
  const largest = JSON.stringify(partyRight('CanReadAs', `r${maxRights}${namespace}`)).length + 1;
  if (largest * (maxRights + 1) > MAX_BODY) return undefined;
  return {
    id: 'rights-too-many',
    title: 'more rights than a user may have',
    profile: 'reference',
    aboutState: true,
    pointer: '/rights',
    carrier: (valid) => withRights(valid, maxRights),
    variants: fromTable([
      {
        label: 'one right more than allowed',
        rule: 'rights-limit',
        pointer: '/rights',
        apply: (valid) => ({ kind: 'json', value: withRights(valid, maxRights + 1) }),
        smoke: true,
      },
    ]),
  };
}
