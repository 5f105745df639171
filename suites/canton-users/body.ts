/**
 * Bodies that cannot be read as a request.
 */
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { nullsInUser, userBodyViolations, wrongTypesInUser } from '../../generators/canton/user-violations.ts';
import { partyPlaceholder } from '../../generators/placeholder.ts';
import { unreadableBodies } from '../canton/creation/body.ts';
import { clientError } from '../canton/expectations.ts';
import { productClause, requirementFor } from '../canton/resource.ts';
import { markedUser } from './carriers.ts';
import { withParty } from './party-of-the-run.ts';
import { users } from './user-resource.ts';

const { malformed, missingBody, byteOrderMark, notAnObject, wrongTypeOfLaterMember } = userBodyViolations;

const bodies = unreadableBodies(users, {
  violations: {
    wrongTypes: wrongTypesInUser(partyPlaceholder()),
    nulls: nullsInUser(partyPlaceholder()),
    missingBody,
    malformed,
    byteOrderMark,
    notAnObject,
  },
  carrier: markedUser,
  namelessMembers: true,
  prepared: withParty,
});

const laterMember = refusals({
  key: 'body/wrong-type-of-later-member',
  operation: users.operation,
  violations: [wrongTypeOfLaterMember],
  carrier: markedUser,
});

/** Experiments of this topic that refuse under `contract`. */
export const bodyRefusals = bodies.refusals;

/** Requirements of this topic. */
export const bodyRequirements = [
  ...bodies.requirements,
  requirementFor(users, {
    id: 'body/wrong-type-of-later-member-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-primary-party-authentication'),
    text: 'primaryPartyAuthentication of the wrong JSON type is refused and creates nothing.',
    explain: 'Usual causes: a framework that turns texts into booleans; a build from before the member.',
    check: rejects([laterMember], [wrongTypeOfLaterMember], clientError()),
  }),
];
