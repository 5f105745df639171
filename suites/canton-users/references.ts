/**
 * References of a creation to other things: primary party, identity provider.
 */
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { createdIdOf, isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { userBodyViolations } from '../../generators/canton/user-violations.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { cantonError } from '../canton/expectations.ts';
import { costOf, pageClause, productClause, requirementFor } from '../canton/resource.ts';
import { text } from '../json.ts';
import { markedUser } from './carriers.ts';
import { configuredProvider, moveUser } from './identity-providers.ts';
import { users } from './user-resource.ts';

const { malformedPrimaryParty, tooLongPrimaryParty, malformedIdentityProvider, unknownIdentityProvider } =
  userBodyViolations;

/** Refused references; all of them share their carrier. */
const refused = refusals({
  key: 'references/refusals',
  operation: users.operation,
  violations: [malformedPrimaryParty, tooLongPrimaryParty, malformedIdentityProvider, unknownIdentityProvider],
  carrier: markedUser,
});

/** Experiments of this topic that refuse. */
export const referenceRefusals = [refused];

/** Requirements of this topic. */
export const referenceRequirements = [
  requirementFor(users, {
    id: 'references/primary-party-malformed-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-primary-party-code'),
    text: 'A malformed primary party is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the party not checked; the error of another field.',
    check: rejects([refused], [malformedPrimaryParty, tooLongPrimaryParty], cantonError('INVALID_ARGUMENT')),
  }),
  requirementFor(users, {
    id: 'references/identity-provider-malformed',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-identity-provider-malformed'),
    text: 'A malformed identityProviderId is refused with 400 and code INVALID_TOKEN.',
    explain: 'Usual causes: the member not checked, or checked as another kind of field.',
    check: rejects([refused], [malformedIdentityProvider], cantonError('INVALID_TOKEN')),
  }),
  requirementFor(users, {
    id: 'references/identity-provider-unknown',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-identity-provider-unknown'),
    text: 'An identityProviderId that is not configured is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the member stored without looking it up.',
    check: rejects([refused], [unknownIdentityProvider], cantonError('INVALID_ARGUMENT')),
  }),
  requirementFor(users, {
    id: 'references/identity-provider-echoed',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/identityProviderId/meaning'),
    text: 'A user created under a configured identity provider belongs to it.',
    explain: 'Needs canton.identityProviderId. Usual causes: the member ignored on creation.',
    check: scenario({
      key: 'references/identity-provider-echoed',
      cost: costOf(users, 1, 2),
      satisfied: 'The user belongs to the configured identity provider.',
      run: async (steps) => {
        const identityProviderId = configuredProvider(steps);
        const body = { user: { id: namePlaceholder(), identityProviderId } };
        const record = await steps.create(users.operation, 'configured', body);
        const seen = text(record.judgement?.json, 'user', 'identityProviderId');
        steps.check(isAccepted(users.operation, record) && seen === identityProviderId, {
          summary: 'A user does not belong to the configured identity provider of its creation',
          expected: `identityProviderId ${JSON.stringify(identityProviderId)}`,
          actual: describeAnswer(record.exchange),
          pointer: '/user/identityProviderId',
          evidence: [record.exchange],
        });
        // Users are deleted under the default provider only.
        const id = createdIdOf(users.operation, record);
        if (id !== undefined) await moveUser(steps, 'back', id, identityProviderId, '');
      },
    }),
  }),
];
