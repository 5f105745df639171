/**
 * Updates, grants and revocations that name a party which cannot be one.
 */
import { malformedParties, tooLongParties } from '../../generators/canton/reference-violations.ts';
import { PARTY_KINDS, partyRight } from '../../generators/canton/rights.ts';
import { expectError } from '../canton/expected-answers.ts';
import { productClause } from '../canton/resource.ts';
import { updateSteps } from '../canton/update/steps.ts';
import type { Update } from '../canton/update/update.ts';
import { member } from '../json.ts';
import { aboutGrants, changeOf, expectAccepted, expectRights, GRANT, REVOKE, userWithRights } from './grants.ts';
import { partyOfTheRun } from './party-of-the-run.ts';
import { users } from './user-resource.ts';

const { about, given, send, bodyOf, expectUpdated } = updateSteps(users);

const MALFORMED = [...malformedParties, ...tooLongParties];

/** Requirements of this topic. */
export const malformedPartyRequirements = [
  about({
    id: 'primary-party-malformed-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'patch-primary-party-malformed'),
    text: 'An update to a malformed primary party is refused with 400 and code INVALID_ARGUMENT, and changes nothing.',
    explain: 'Usual causes: the form of a party looked at for creations only.',
    satisfied: 'Malformed primary parties were refused.',
    needs: [partyOfTheRun],
    exchanges: MALFORMED.length + 3,
    run: async (steps) => {
      const party = await steps.context.evidence(partyOfTheRun);
      const { id } = await given(steps, 'user');
      const updateTo = (primaryParty: string): Update => ({ details: { primaryParty }, paths: ['primary_party'] });
      if (!expectUpdated(steps, await send(steps, 'control', id, updateTo(party)), 'The control')) return;
      for (const [label, malformed] of MALFORMED) {
        const request = users.update.template(id, bodyOf(id, updateTo(malformed)));
        const answer = await steps.invalidChange(request, label);
        expectError(steps, answer, `An update to a primary party with ${label}`, 'INVALID_ARGUMENT');
      }
      const { details, exchange } = await users.read(steps, id, 'read after');
      const shown = member(details, 'primaryParty');
      steps.check(shown === party, {
        summary: 'An update to a malformed primary party changed it',
        expected: JSON.stringify(party),
        actual: JSON.stringify(shown ?? ''),
        pointer: '/user/primaryParty',
        evidence: [exchange],
      });
    },
  }),
  aboutGrants({
    id: 'party-malformed-rejected',
    profile: 'reference',
    source: productClause(users, 'rights-party-malformed'),
    text: 'Granting or revoking a right for a malformed party is refused with 400 and code INVALID_ARGUMENT, and changes nothing.',
    explain:
      'Usual causes: the form of a party looked at for creations only, or for some kinds of rights; the good rights of a refused list kept.',
    satisfied: 'Rights for malformed parties were refused.',
    exchanges: 2 * MALFORMED.length + 5,
    run: async (steps, party) => {
      const [had, more] = [partyRight('CanActAs', party), partyRight('CanReadAs', party)];
      const id = await userWithRights(steps, [had]);
      for (const change of [GRANT, REVOKE]) {
        for (const [index, [label, malformed]] of MALFORMED.entries()) {
          const kind = PARTY_KINDS[index % PARTY_KINDS.length] ?? 'CanActAs';
          const rights = [change === GRANT ? more : had, partyRight(kind, malformed)];
          const exchange = await steps.invalidChange(changeOf(change, id, rights), `${change.word}, ${label}`);
          expectError(steps, exchange, `A ${change.word} of ${kind} for a party with ${label}`, 'INVALID_ARGUMENT');
        }
      }
      await expectRights(steps, id, [had], 'Rights for malformed parties changed what the user has', 'after');
      await expectAccepted(steps, GRANT, id, [more], 'control grant');
      await expectAccepted(steps, REVOKE, id, [had], 'control revocation');
    },
  }),
];
