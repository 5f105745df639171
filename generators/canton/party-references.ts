/**
 * References to things that do not exist or cannot exist. What is malformed and what is only unknown is the reference product's
 * reading: the operation page types all three members as plain strings.
 */
import type { Json } from '../../contracts/model.ts';
import { withValueAt } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { withShortHint } from './hint-violations.ts';

type Row = readonly [label: string, value: string];

/** The namespace part of an identifier that no node has. */
const NAMESPACE = `1220${'0a'.repeat(32)}`;

/** An identity provider id outside `[A-Za-z0-9._:#/ -]{1,255}`. */
export const malformedIdentityProvider = references(
  'identity-provider-malformed',
  'a malformed identity provider id',
  'identityProviderId',
  'identity-provider-syntax',
  [
    ["'!' in it", 'idp!'],
    ["'@' in it", 'idp@example'],
    ['e acute in it', 'idp\u00e9'],
    ['a newline at the end', 'idp\n'],
    ['256 characters', 'i'.repeat(256)],
  ],
);

/** A well-formed identity provider id that was never configured: the unique name of the vector. */
export const unknownIdentityProvider = references(
  'identity-provider-unknown',
  'an unknown identity provider id',
  'identityProviderId',
  'identity-provider-unknown',
  [
    ['a fresh name', namePlaceholder()],
    ['a fresh name with punctuation', `idp.${namePlaceholder()}/x#1`],
  ],
);

/** A synchronizer id that is not `<name>::<fingerprint>`. */
export const malformedSynchronizer = references(
  'synchronizer-malformed',
  'a malformed synchronizer id',
  'synchronizerId',
  'synchronizer-syntax',
  [
    ['no delimiter', 'synchronizer'],
    ['one colon', `synchronizer:${NAMESPACE}`],
    ["'!' in it", `synchronizer!::${NAMESPACE}`],
    ['e acute in it', `synchroniz\u00e9r::${NAMESPACE}`],
  ],
);

/** A well-formed synchronizer id that the participant is not connected to. */
export const unknownSynchronizer = references(
  'synchronizer-unknown',
  'an unknown synchronizer id',
  'synchronizerId',
  'synchronizer-unknown',
  [['a fresh name', `${namePlaceholder()}::${NAMESPACE}`]],
);

/** A user id outside the characters of user ids, or too long. */
export const malformedUser = references('user-malformed', 'a malformed user id', 'userId', 'user-syntax', [
  ['a space in it', 'a user'],
  ["'/' in it", 'a/user'],
  ["'%' in it", '%%!!!'],
  ['e acute in it', 'us\u00e9r'],
  ['a newline at the end', 'user\n'],
  ['129 characters', 'u'.repeat(129)],
]);

/** A well-formed id of a user that does not exist. */
export const unknownUser = references('user-unknown', 'an unknown user id', 'userId', 'user-unknown', [
  ['a fresh name', namePlaceholder()],
  ['a fresh name with symbols', `@^$.!\`-#+'~_|:()${namePlaceholder()}`],
]);

function references(id: string, title: string, member: string, rule: string, rows: readonly Row[]): Violation {
  const table = rows.map(
    ([label, value], index): TableVariant => ({
      label,
      rule,
      pointer: `/${member}`,
      smoke: index === 0,
      apply: (valid: Json) => ({ kind: 'json', value: withValueAt(withShortHint(valid), [member], value) }),
    }),
  );
  return {
    id,
    title,
    profile: 'reference',
    pointer: `/${member}`,
    carrier: withShortHint,
    variants: fromTable(table),
  };
}
