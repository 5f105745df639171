/**
 * References to other things: identity provider, synchronizer, user.
 */
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
import { allocateParty } from '../canton/allocate-party.ts';
import { cantonError } from '../canton/expectations.ts';
import { clause } from '../clause.ts';
import { text } from '../json.ts';
import { markedRequest, plain } from './carriers.ts';
import { namedUserRequirements } from './named-user.ts';

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
  ...namedUserRequirements,
];
