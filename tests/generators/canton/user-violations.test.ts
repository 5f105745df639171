/** Every variant of every violation of POST /v2/users breaks the rule that it names and no other. */
import { expect, it } from 'vitest';
import { drawMany } from '../../../generators/arbitraries.ts';
import { rightViolations } from '../../../generators/canton/right-violations.ts';
import { createUserRequest, userCorpus } from '../../../generators/canton/user.ts';
import { invalidUtf8InUser, userViolations } from '../../../generators/canton/user-violations.ts';
import { brokenUserRules } from './simple-user-validator.ts';
import { bytesOf } from './simple-validator.ts';
import { describeViolations, everyVariant } from './violation-properties.ts';

const party = `Alice::1220${'ab'.repeat(32)}`;
const maxRights = 40;
const violations = [...userViolations({ party, maxRights }), invalidUtf8InUser];
const valid = [
  ...drawMany(createUserRequest({ primaryParty: party, parties: [party] }), 7, 4),
  ...drawMany(createUserRequest({ profile: 'reference', parties: [party] }), 11, 3),
  ...userCorpus(3, 4, { parties: [party] }),
  { user: { id: '{{{{{name-00000}}}}}' } },
];

describeViolations({
  violations,
  valid,
  broken: (draft) => brokenUserRules(draft, maxRights),
  nameless: [
    /^missing-body /,
    /^missing-(user no user(: an empty object|: null)?|id no id: an empty user)$/,
    /^malformed-json truncated: after the first brace$/,
    /^not-an-object (an empty array|an empty string|a number|zero|true|false|null)$/,
    /^wrong-type user: (?!a string$|an array$)/,
  ],
});

it('leaves out the limit of rights where the target does not tell it or the body would be too large', () => {
  const ids = (limit?: number): readonly string[] =>
    rightViolations({ party, ...(limit !== undefined && { maxRights: limit }) }).map(({ id }) => id);
  expect(ids(1000)).toContain('rights-too-many');
  expect(ids()).not.toContain('rights-too-many');
  expect(ids(1_000_000)).not.toContain('rights-too-many');
});

it('never sends a body above 1 MB or the ids . and ..', () => {
  for (const violation of [...userViolations({ party, maxRights: 1000 }), invalidUtf8InUser]) {
    for (const variant of everyVariant(violation)) {
      const bytes = bytesOf(variant.apply(valid[0]!));
      expect(bytes.length, variant.label).toBeLessThan(1_000_000);
      expect(bytes.toString('utf8'), variant.label).not.toMatch(/"id":"\.{1,2}"/);
    }
  }
});
