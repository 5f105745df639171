/**
 * The user that an allocation names: what it gets, and what it keeps.
 */

import type { Json } from '../../contracts/model.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { NAMESPACE_OF_NOBODY } from '../../generators/canton/nobody.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { createUser } from '../canton/create-user.ts';
import { rightsOf, userVersion } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { equal, jsonOf, member } from '../json.ts';
import { marker, plain } from './carriers.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

/** A user of the run without rights, its id being the name of the step. */
async function givenUser(steps: Scenario, label: string): Promise<string> {
  const user = await steps.given(createUser, label, { user: { id: namePlaceholder() }, rights: [] });
  return user.id;
}

/** A user with a right, a primary party and annotations, none of which an allocation may take away. */
const userWithMuch = (): Json => ({
  user: {
    id: namePlaceholder(),
    primaryParty: `primary::${NAMESPACE_OF_NOBODY}`,
    metadata: { annotations: { ...marker().annotations, 'concordat/note': 'kept' } },
  },
  rights: [plainRight('CanReadAsAnyParty')],
});

const actAs = (party: string): string => `CanActAs ${party}`;

/** Requirements on the named user. */
export const namedUserRequirements = [
  requirement({
    id: 'canton-parties/references/user-unknown-leaves-hint-free',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'user-unknown-leaves-hint-free'),
    text: 'After a refusal for an annotation, and one for an unknown userId, the same hint can be allocated.',
    explain: 'Usual causes: the hint reserved before the rest of the request is looked at.',
    officialCases: ['TestAllocationTimeGrantUserRights'],
    check: scenario({
      key: 'references/user-unknown-leaves-hint-free',
      cost: { parties: 2, users: 0, exchanges: 3 },
      satisfied: 'The hint was free after the refusal.',
      run: async (steps) => {
        const hinted = { partyIdHint: namePlaceholder(), localMetadata: marker() };
        const emptyValue = { annotations: { ...marker().annotations, 'concordat/note': '' } };
        const [badly, refused, again] = await steps.sharingName(
          allocateParty,
          'hint',
          [{ ...hinted, localMetadata: emptyValue }, { ...hinted, userId: namePlaceholder() }, hinted],
          // Accepting what is invalid is a matter of other requirements, and would cost more parties here.
          (record) => isAccepted(allocateParty, record),
        );
        if (!badly || !refused || !again) return;
        steps.check(isAccepted(allocateParty, again), {
          summary: 'A hint is taken although its allocation was refused',
          expected: 'the hint is free after refusals',
          actual: describeAnswer(again.exchange),
          evidence: [badly.exchange, refused.exchange, again.exchange],
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/references/user-granted-act-as',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest/userId/act-as'),
    text: 'The user that the request names gets the right to act as the new party.',
    explain: 'Usual causes: userId ignored; the right granted to the caller.',
    officialCases: ['TestAllocationTimeGrantUserRights'],
    smoke: true,
    check: scenario({
      key: 'references/user-granted-act-as',
      cost: { parties: 1, users: 1, exchanges: 3 },
      satisfied: 'The named user got the right to act as the party.',
      run: async (steps) => {
        const user = await givenUser(steps, 'user');
        const party = await steps.given(allocateParty, 'party', { ...plain(), userId: user });
        const { rights, exchange } = await rightsOf(steps, user, 'rights');
        steps.check(rights.includes(actAs(party.id)), {
          summary: 'The named user did not get the right to act as the party',
          expected: actAs(party.id),
          actual: rights.join(', ') || 'no rights',
          pointer: '/rights',
          evidence: [party.record.exchange, exchange],
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/references/user-granted-nothing-else',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'user-granted-nothing-else'),
    text: 'The named user gets exactly that right beside those that it had, and is otherwise as it was, its resource version included.',
    explain:
      'Usual causes: the right to read granted too; the rights replaced in place of being added to; the user rewritten as a whole.',
    officialCases: ['TestAllocationTimeGrantUserRights'],
    check: scenario({
      key: 'references/user-granted-nothing-else',
      cost: { parties: 1, users: 1, exchanges: 7 },
      satisfied: 'The named user got exactly one right and was otherwise as it was.',
      run: async (steps) => {
        const { id: user } = await steps.given(createUser, 'user', userWithMuch());
        const versionBefore = await userVersion(steps, user, 'version before');
        const before = await rightsOf(steps, user, 'rights before');
        const party = await steps.givenOnce(allocateParty, 'party', { ...plain(), userId: user });
        const { rights, exchange } = await rightsOf(steps, user, 'rights');
        const versionAfter = await userVersion(steps, user, 'version after');
        const expected = [...before.rights, actAs(party.id)].sort();
        steps.check(rights.join() === expected.join(), {
          summary: 'The named user has other rights than before and the one to act as the party',
          expected: expected.join(', '),
          actual: rights.join(', ') || 'no rights',
          pointer: '/rights',
          evidence: [before.exchange, party.record.exchange, exchange],
        });
        steps.check(versionBefore.version === versionAfter.version, {
          summary: 'The resource version of the named user changed',
          expected: JSON.stringify(versionBefore.version),
          actual: JSON.stringify(versionAfter.version),
          pointer: '/user/metadata/resourceVersion',
          evidence: [versionBefore.exchange, versionAfter.exchange],
        });
        const [asBefore, asAfter] = [versionBefore, versionAfter].map((it) => member(jsonOf(it.exchange), 'user'));
        steps.check(equal(asBefore, asAfter), {
          summary: 'An attribute of the named user changed',
          expected: JSON.stringify(asBefore) ?? 'a user',
          actual: JSON.stringify(asAfter) ?? 'no user',
          pointer: '/user',
          evidence: [versionBefore.exchange, versionAfter.exchange],
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/references/no-user-no-rights',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest/userId/none'),
    text: 'Without userId no user gets rights to the new party.',
    explain: 'Usual causes: the user of the last request remembered; the right granted to every user.',
    check: scenario({
      key: 'references/no-user-no-rights',
      cost: { parties: 3, users: 1, exchanges: 6 },
      satisfied: 'A user that no request named got no rights.',
      run: async (steps) => {
        const user = await givenUser(steps, 'user');
        const named = await steps.given(allocateParty, 'named', { ...plain(), userId: user });
        const unnamed = [
          await steps.given(allocateParty, 'without', plain()),
          await steps.given(allocateParty, 'without again', plain()),
        ];
        const { rights, exchange } = await rightsOf(steps, user, 'rights');
        const wrong = unnamed.filter(({ id }) => rights.some((right) => right.endsWith(` ${id}`)));
        steps.check(wrong.length === 0, {
          summary: 'A user got rights to a party whose request named no user',
          expected: `no right beyond ${named.id}`,
          actual: rights.join(', '),
          pointer: '/rights',
          evidence: [...wrong.map((thing) => thing.record.exchange), exchange],
        });
      },
    }),
  }),
];
