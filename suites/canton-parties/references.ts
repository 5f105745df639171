/**
 * References to other things: identity provider, synchronizer, user.
 */
import type { Json } from '../../contracts/model.ts';
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { isAccepted } from '../../engine/sending.ts';
import { NotApplicable } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import {
  malformedIdentityProvider,
  malformedSynchronizer,
  malformedUser,
  unknownIdentityProvider,
  unknownSynchronizer,
  unknownUser,
} from '../../generators/canton/party-references.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { createUser } from '../canton/create-user.ts';
import { cantonError } from '../canton/expectations.ts';
import { rightsOf, userVersion } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { text } from '../json.ts';
import { markedRequest, marker, plain } from './carriers.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

/** Refused references; all of them share their carrier, and all are refused only under `reference`. */
const refused = refusals({
  key: 'references/refusals',
  operation: allocateParty,
  violations: [
    malformedIdentityProvider,
    unknownIdentityProvider,
    malformedSynchronizer,
    unknownSynchronizer,
    malformedUser,
    unknownUser,
  ],
  carrier: markedRequest,
});

/** Experiments of this topic that refuse. */
export const referenceRefusals = [refused];

/** A user of the run without rights, its id being the name of the step. */
async function givenUser(steps: Scenario, label: string): Promise<string> {
  const user = await steps.given(createUser, label, { user: { id: namePlaceholder() }, rights: [] });
  return user.id;
}

const actAs = (party: string): string => `CanActAs ${party}`;

/** What the operator must give for a requirement; not applicable without it. */
function input(steps: Scenario, key: string): string {
  const value = steps.context.inputs[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new NotApplicable('operator-input-missing', `Needs canton.${key} in the configuration.`);
}

/** An allocation with a configured member is accepted. */
function configured(key: string, memberName: 'synchronizerId' | 'identityProviderId', echoed: boolean) {
  return scenario({
    key,
    cost: { parties: 1, users: 0, exchanges: 1 },
    satisfied: `The configured ${memberName} was accepted.`,
    run: async (steps) => {
      const value = input(steps, memberName);
      const record = await steps.create(allocateParty, 'configured', { ...plain(), [memberName]: value });
      const accepted = isAccepted(allocateParty, record);
      steps.check(accepted, {
        summary: `The configured ${memberName} was not accepted`,
        expected: 'an allocation',
        actual: describeAnswer(record.exchange),
        pointer: `/${memberName}`,
        evidence: [record.exchange],
      });
      if (!echoed || !accepted) return;
      steps.check(text(record.judgement?.json, 'partyDetails', memberName) === value, {
        summary: `The party does not belong to the configured ${memberName}`,
        expected: `${memberName} ${JSON.stringify(value)}`,
        actual: JSON.stringify(text(record.judgement?.json, 'partyDetails', memberName)) ?? 'missing',
        pointer: `/partyDetails/${memberName}`,
        evidence: [record.exchange],
      });
    },
  });
}

/** Requirements of this topic. */
export const referenceRequirements = [
  requirement({
    id: 'canton-parties/references/identity-provider-malformed',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'identity-provider-malformed'),
    text: 'A malformed identityProviderId is refused with 400 and code INVALID_TOKEN.',
    explain: 'Usual causes: the member not checked, or checked as another kind of field.',
    check: rejects([refused], [malformedIdentityProvider], cantonError('INVALID_TOKEN')),
  }),
  requirement({
    id: 'canton-parties/references/identity-provider-unknown',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'identity-provider-unknown'),
    text: 'An identityProviderId that is not configured is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the member stored without looking it up.',
    check: rejects([refused], [unknownIdentityProvider], cantonError('INVALID_ARGUMENT')),
  }),
  requirement({
    id: 'canton-parties/references/identity-provider-echoed',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest/identityProviderId/used'),
    text: 'A party allocated under a configured identity provider belongs to it.',
    explain: 'Needs canton.identityProviderId. Usual causes: the member ignored on creation.',
    check: configured('references/identity-provider-echoed', 'identityProviderId', true),
  }),
  requirement({
    id: 'canton-parties/references/synchronizer-malformed',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'synchronizer-malformed'),
    text: 'A malformed synchronizerId is refused with 400 and code INVALID_FIELD.',
    explain: 'Usual causes: the member not parsed.',
    check: rejects([refused], [malformedSynchronizer], cantonError('INVALID_FIELD')),
  }),
  requirement({
    id: 'canton-parties/references/synchronizer-unknown',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'synchronizer-unknown'),
    text: 'A synchronizer that the participant is not connected to is refused with 400.',
    explain: 'Usual causes: the member ignored where one synchronizer is connected.',
    check: rejects(
      [refused],
      [unknownSynchronizer],
      cantonError(
        'NOT_CONNECTED_TO_SYNCHRONIZER',
        'PARTY_ALLOCATION_CANNOT_DETERMINE_SYNCHRONIZER',
        'INVALID_ARGUMENT',
      ),
    ),
  }),
  requirement({
    id: 'canton-parties/references/synchronizer-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest/synchronizerId/used'),
    text: 'A party can be allocated on the configured synchronizer.',
    explain: 'Needs canton.synchronizerId. Usual causes: an alias where an identifier is wanted.',
    check: configured('references/synchronizer-accepted', 'synchronizerId', false),
  }),
  requirement({
    id: 'canton-parties/references/user-malformed',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'user-malformed'),
    text: 'A malformed userId is refused with 400 and code INVALID_FIELD.',
    explain: 'Usual causes: the id looked up without being checked (404 instead of 400).',
    check: rejects([refused], [malformedUser], cantonError('INVALID_FIELD')),
  }),
  requirement({
    id: 'canton-parties/references/user-unknown',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'user-unknown'),
    text: 'An unknown userId is refused with 404 and code USER_NOT_FOUND, and creates nothing.',
    explain: 'Usual causes: the right granted after the party is allocated, without looking the user up first.',
    officialCases: ['TestAllocationTimeGrantUserRights'],
    check: rejects([refused], [unknownUser], cantonError('USER_NOT_FOUND')),
  }),
  requirement({
    id: 'canton-parties/references/user-unknown-leaves-hint-free',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'user-unknown-leaves-hint-free'),
    text: 'After a refusal for an unknown userId the same hint can be allocated.',
    explain: 'Usual causes: the hint reserved before the user is looked up.',
    officialCases: ['TestAllocationTimeGrantUserRights'],
    check: scenario({
      key: 'references/user-unknown-leaves-hint-free',
      cost: { parties: 2, users: 0, exchanges: 2 },
      satisfied: 'The hint was free after the refusal.',
      run: async (steps) => {
        const hinted: Json = { partyIdHint: namePlaceholder(), localMetadata: marker() };
        const [refused, again] = await steps.sharingName(allocateParty, 'hint', [
          { ...(hinted as object), userId: namePlaceholder() },
          hinted,
        ]);
        if (!refused || !again) return;
        steps.check(isAccepted(allocateParty, again), {
          summary: 'A hint is taken although its allocation was refused',
          expected: 'the hint is free after a refusal for an unknown user',
          actual: describeAnswer(again.exchange),
          evidence: [refused.exchange, again.exchange],
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
    text: 'The named user gets exactly that right, and its resource version stays as it was.',
    explain: 'Usual causes: the right to read granted too; the user rewritten as a whole.',
    officialCases: ['TestAllocationTimeGrantUserRights'],
    check: scenario({
      key: 'references/user-granted-nothing-else',
      cost: { parties: 1, users: 1, exchanges: 6 },
      satisfied: 'The named user got exactly one right and kept its version.',
      run: async (steps) => {
        const user = await givenUser(steps, 'user');
        const versionBefore = await userVersion(steps, user, 'version before');
        const party = await steps.givenOnce(allocateParty, 'party', { ...plain(), userId: user });
        const { rights, exchange } = await rightsOf(steps, user, 'rights');
        const versionAfter = await userVersion(steps, user, 'version after');
        steps.check(rights.length === 1 && rights[0] === actAs(party.id), {
          summary: 'The named user has other rights than the one to act as the party',
          expected: actAs(party.id),
          actual: rights.join(', ') || 'no rights',
          pointer: '/rights',
          evidence: [party.record.exchange, exchange],
        });
        steps.check(versionBefore.version === versionAfter.version, {
          summary: 'The resource version of the named user changed',
          expected: JSON.stringify(versionBefore.version),
          actual: JSON.stringify(versionAfter.version),
          pointer: '/user/metadata/resourceVersion',
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
