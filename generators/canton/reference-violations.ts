/**
 * References to things that do not exist or cannot exist. What is malformed and what is only unknown is the reference product's
 * reading: the operation pages type all these members as plain strings.
 */
import type { Json } from '../../contracts/model.ts';
import { type Path, pointerOf, withValueAt } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { NAMESPACE_OF_NOBODY } from './nobody.ts';

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
      ['one colon', `synchronizer:${NAMESPACE_OF_NOBODY}`],
      ["'!' in it", `synchronizer!::${NAMESPACE_OF_NOBODY}`],
      ['e acute in it', `synchroniz\u00e9r::${NAMESPACE_OF_NOBODY}`],
    ],
  });
}

/** A well-formed synchronizer id that the participant is not connected to. */
export function unknownSynchronizerAt(path: Path, carrier: Carrier): Violation {
  return references('synchronizer-unknown', 'an unknown synchronizer id', path, carrier, {
    rule: UNKNOWN,
    rows: [['a fresh name', `${namePlaceholder()}::${NAMESPACE_OF_NOBODY}`]],
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
  ['a dot in it', `no.party::${NAMESPACE_OF_NOBODY}`],
  ["'@' in it", `party@example::${NAMESPACE_OF_NOBODY}`],
  ["'/' in it", `a/party::${NAMESPACE_OF_NOBODY}`],
  ['e acute in it', `part\u00e9::${NAMESPACE_OF_NOBODY}`],
  ['a newline at the end', `party::${NAMESPACE_OF_NOBODY}\n`],
];

/** Party ids above 255 characters. */
export const tooLongParties: readonly Row[] = [
  ['256 characters', `${'p'.repeat(186)}::${NAMESPACE_OF_NOBODY}`],
  ['512 characters', `${'p'.repeat(442)}::${NAMESPACE_OF_NOBODY}`],
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
