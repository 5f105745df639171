/**
 * References to things that do not exist or cannot exist. What is malformed and what is only unknown is the reference product's
 * reading: the operation pages type all these members as plain strings.
 */
import type { Json } from '../../contracts/model.ts';
import { type Path, pointerOf, withValueAt } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';

/** What it is, and the value. */
export type Row = readonly [label: string, value: string];
type Carrier = (valid: Json) => Json;

/** What kind of reference, and the values. */
interface References {
  readonly rule: string;
  readonly rows: readonly Row[];
  readonly profile?: 'contract' | 'reference';
}

/** Not a rule about bytes: what it refers to is not there. */
const UNKNOWN = 'unknown-reference';

/** The namespace part of an identifier that no node has. */
const FOREIGN_NAMESPACE = `1220${'0a'.repeat(32)}`;

/** An identity provider id outside `[A-Za-z0-9._:#/ -]{1,255}`. */
export function malformedIdentityProviderAt(path: Path, carrier: Carrier): Violation {
  return references('identity-provider-malformed', 'a malformed identity provider id', path, carrier, {
    rule: 'identity-provider-id',
    rows: [
      ["'!' in it", 'idp!'],
      ["'@' in it", 'idp@example'],
      ['e acute in it', 'idp\u00e9'],
      ['a newline at the end', 'idp\n'],
      ['256 characters', 'i'.repeat(256)],
    ],
  });
}

/** A well-formed identity provider id that was never configured: the unique name of the vector. */
export function unknownIdentityProviderAt(path: Path, carrier: Carrier): Violation {
  return references('identity-provider-unknown', 'an unknown identity provider id', path, carrier, {
    rule: UNKNOWN,
    rows: [
      ['a fresh name', namePlaceholder()],
      ['a fresh name with punctuation', `idp.${namePlaceholder()}/x#1`],
    ],
  });
}

/** A synchronizer id that is not `<name>::<fingerprint>`. */
export function malformedSynchronizerAt(path: Path, carrier: Carrier): Violation {
  return references('synchronizer-malformed', 'a malformed synchronizer id', path, carrier, {
    rule: 'synchronizer-id',
    rows: [
      ['no delimiter', 'synchronizer'],
      ['one colon', `synchronizer:${FOREIGN_NAMESPACE}`],
      ["'!' in it", `synchronizer!::${FOREIGN_NAMESPACE}`],
      ['e acute in it', `synchroniz\u00e9r::${FOREIGN_NAMESPACE}`],
    ],
  });
}

/** A well-formed synchronizer id that the participant is not connected to. */
export function unknownSynchronizerAt(path: Path, carrier: Carrier): Violation {
  return references('synchronizer-unknown', 'an unknown synchronizer id', path, carrier, {
    rule: UNKNOWN,
    rows: [['a fresh name', `${namePlaceholder()}::${FOREIGN_NAMESPACE}`]],
  });
}

/** A user id outside the characters of user ids, or too long. */
export function malformedUserAt(path: Path, carrier: Carrier): Violation {
  return references('user-malformed', 'a malformed user id', path, carrier, {
    rule: 'user-reference',
    rows: [
      ['a space in it', 'a user'],
      ["'/' in it", 'a/user'],
      ["'%' in it", '%%!!!'],
      ['e acute in it', 'us\u00e9r'],
      ['a newline at the end', 'user\n'],
      ['129 characters', 'u'.repeat(129)],
    ],
  });
}

/** A well-formed id of a user that does not exist. */
export function unknownUserAt(path: Path, carrier: Carrier): Violation {
  return references('user-unknown', 'an unknown user id', path, carrier, {
    rule: UNKNOWN,
    rows: [
      ['a fresh name', namePlaceholder()],
      ['a fresh name with symbols', `@^$.!\`-#+'~_|:()${namePlaceholder()}`],
    ],
  });
}

/** Party ids that no party can have. */
export const malformedParties: readonly Row[] = [
  ['a dot in it', `no.party::${FOREIGN_NAMESPACE}`],
  ["'@' in it", `party@example::${FOREIGN_NAMESPACE}`],
  ["'/' in it", `a/party::${FOREIGN_NAMESPACE}`],
  ['e acute in it', `part\u00e9::${FOREIGN_NAMESPACE}`],
  ['a newline at the end', `party::${FOREIGN_NAMESPACE}\n`],
];

/** Party ids above 255 characters. */
export const tooLongParties: readonly Row[] = [
  ['256 characters', `${'p'.repeat(186)}::${FOREIGN_NAMESPACE}`],
  ['512 characters', `${'p'.repeat(442)}::${FOREIGN_NAMESPACE}`],
];

/** A party id that no party can have. */
export function malformedPartyAt(id: string, title: string, path: Path, carrier: Carrier): Violation {
  return references(id, title, path, carrier, {
    rule: 'party-name-characters',
    profile: 'contract',
    rows: malformedParties,
  });
}

/** A party id above 255 characters. */
export function tooLongPartyAt(id: string, title: string, path: Path, carrier: Carrier): Violation {
  return references(id, title, path, carrier, { rule: 'party-name-length', profile: 'contract', rows: tooLongParties });
}

function references(
  id: string,
  title: string,
  path: Path,
  carrier: Carrier,
  { rule, rows, profile = 'reference' }: References,
): Violation {
  const table = rows.map(
    ([label, value], index): TableVariant => ({
      label,
      rule,
      pointer: pointerOf(path),
      smoke: index === 0,
      apply: (valid) => ({ kind: 'json', value: withValueAt(carrier(valid), path, value) }),
    }),
  );
  return {
    id,
    title,
    profile,
    pointer: pointerOf(path),
    carrier,
    variants: fromTable(table),
    aboutState: rule === UNKNOWN,
  };
}
