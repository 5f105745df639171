/**
 * Grants and revocations that cannot be read: JSON that is cut off, rights that no schema allows.
 */
import type { Json } from '../../contracts/model.ts';
import { partyRight } from '../../generators/canton/rights.ts';
import { expectRefused } from '../canton/expected-answers.ts';
import { pageClause } from '../canton/resource.ts';
import { cutOff } from '../canton/update/malformed.ts';
import { aboutGrants, changeOf, expectRights, GRANT, REVOKE, rightsBody, userWithRights } from './grants.ts';
import { users } from './user-resource.ts';

const MALFORMED: readonly (readonly [label: string, right: Json])[] = [
  ['of an unknown kind', { kind: { CanDoAnything: { value: {} } } }],
  ['without kind', {}],
  ['whose kind has no value', { kind: { CanReadAsAnyParty: {} } }],
];

/** Requirements of this topic. */
export const malformedGrantRequirements = [
  aboutGrants({
    id: 'malformed-refused',
    profile: 'contract',
    source: pageClause(users, 'schema/Kind/one-of'),
    text: 'A grant or a revocation with a right that the contract does not have, or whose JSON is cut off, is refused with a 4xx status and changes nothing.',
    explain:
      'Usual causes: unknown kinds left out, so that a typing error silently changes nothing, or less than was meant; a 500 for a body that cannot be read.',
    satisfied: 'Malformed grants and revocations were refused.',
    run: async (steps, party) => {
      const [had, more] = [partyRight('CanActAs', party), partyRight('CanReadAs', party)];
      const id = await userWithRights(steps, [had]);
      for (const change of [GRANT, REVOKE]) {
        const valid = change === GRANT ? more : had;
        for (const [label, right] of MALFORMED) {
          const exchange = await steps.invalidChange(changeOf(change, id, [valid, right]), `${change.word} ${label}`);
          expectRefused(steps, exchange, `A ${change.word} of a right ${label}`);
        }
        const body = rightsBody(id, [valid]);
        const cut = await steps.invalidChange(cutOff(change.request(id, body), body), `${change.word} cut off`);
        expectRefused(steps, cut, `A ${change.word} whose JSON is cut off`);
      }
      await expectRights(steps, id, [had], 'A refused request changed the rights', 'after');
    },
  }),
];
