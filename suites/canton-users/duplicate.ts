/**
 * Ids that exist already, one after the other.
 */
import type { Json } from '../../contracts/model.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { partyRight, plainRight } from '../../generators/canton/rights.ts';
import { MARKER_KEY, namePlaceholder } from '../../generators/placeholder.ts';
import { cantonError, clientErrorOrConflict } from '../canton/expectations.ts';
import { costOf, pageClause, productClause, requirementFor } from '../canton/resource.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { equal } from '../json.ts';
import { deleteGiven } from './delete-user.ts';
import { partyOfTheRun, scenarioWithParty } from './party-of-the-run.ts';
import { readUser } from './read-user.ts';
import { users } from './user-resource.ts';

const { operation } = users;

/** Another party of the same form, which need not exist. */
function otherThan(party: string): string {
  return `${party.slice(0, -1)}${party.endsWith('0') ? '1' : '0'}`;
}

/** Two bodies for one id that differ in everything else. */
function different(party: string): { readonly first: Json; readonly second: Json } {
  const body = (note: string, primaryParty: string, isDeactivated: boolean, rights: readonly Json[]): Json => ({
    user: {
      id: namePlaceholder(),
      primaryParty,
      isDeactivated,
      metadata: { annotations: { [MARKER_KEY]: namePlaceholder(), 'example.com/note': note, [note]: 'own' } },
    },
    rights,
  });
  return {
    first: body('first', party, true, [partyRight('CanReadAs', party)]),
    second: body('second', otherThan(party), false, [partyRight('CanActAs', party), plainRight('CanReadAsAnyParty')]),
  };
}

/** Requirements of this topic. */
export const duplicateRequirements = [
  requirementFor(users, {
    id: 'duplicate/refused',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'new-user'),
    text: 'The creation of a user whose id exists is refused, whether the rest of the request is the same or not.',
    explain: 'Usual causes: create-or-get semantics; an upsert.',
    smoke: true,
    check: scenario({
      key: 'duplicate/refused',
      cost: costOf(users, 3, 3),
      satisfied: 'Existing ids were refused.',
      run: async (steps) => {
        const original = await steps.given(operation, 'original', users.body());
        for (const body of [users.body(), users.body({ annotations: { other: 'value' } })]) {
          const record = await steps.sameNameAgain(operation, original, body);
          steps.check(clientErrorOrConflict(record), {
            summary: 'The creation of a user whose id exists was not refused as it should be',
            expected: 'a refusal with a 4xx status',
            actual: describeAnswer(record.exchange),
            pointer: '/user/id',
            evidence: [original.record.exchange, record.exchange],
          });
        }
      },
    }),
  }),
  requirementFor(users, {
    id: 'duplicate/rejection-code',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'duplicate-code'),
    text: 'The creation of a user whose id exists is refused with 409 and code USER_ALREADY_EXISTS.',
    explain: 'Usual causes: 400, which is right for parties but not for users.',
    check: scenario({
      key: 'duplicate/rejection-code',
      cost: costOf(users, 2, 2),
      satisfied: 'An existing id was refused with 409 USER_ALREADY_EXISTS.',
      run: async (steps) => {
        const original = await steps.given(operation, 'original', users.body());
        const record = await steps.sameNameAgain(operation, original, users.body());
        const expectation = cantonError('USER_ALREADY_EXISTS');
        steps.check(expectation.grade(record).grade !== 'wrong', {
          summary: 'An existing id was not refused as the product does',
          expected: expectation.expected,
          actual: describeAnswer(record.exchange),
          evidence: [original.record.exchange, record.exchange],
        });
      },
    }),
  }),
  requirementFor(users, {
    id: 'duplicate/original-unchanged',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/stored'),
    text: 'A refused creation changes nothing about the user that has the id: neither primary party, metadata and activation nor rights.',
    explain: 'Usual causes: an upsert behind the refusal; rights added before the uniqueness is checked.',
    check: scenarioWithParty({
      key: 'duplicate/original-unchanged',
      cost: costOf(users, 2, 6),
      satisfied: 'The user that has the id is as it was.',
      run: async (steps) => {
        const bodies = different(await steps.context.evidence(partyOfTheRun));
        const original = await steps.given(operation, 'original', bodies.first);
        const before = await readUser(steps, original.id, 'read before');
        const rightsBefore = await rightsOf(steps, original.id, 'rights before');
        const second = await steps.sameNameAgain(operation, original, bodies.second);
        const after = await readUser(steps, original.id, 'read after');
        const rightsAfter = await rightsOf(steps, original.id, 'rights after');
        steps.check(equal(before.details, after.details), {
          summary: 'A creation under an existing id changed the user that has it',
          expected: JSON.stringify(before.details),
          actual: JSON.stringify(after.details) ?? 'gone',
          pointer: '/user',
          evidence: [second.exchange, after.exchange],
        });
        steps.check(rightsBefore.rights.join() === rightsAfter.rights.join(), {
          summary: 'A creation under an existing id changed the rights of the user that has it',
          expected: rightsBefore.rights.join(', '),
          actual: rightsAfter.rights.join(', ') || 'no rights',
          pointer: '/rights',
          evidence: [second.exchange, rightsAfter.exchange],
        });
      },
    }),
  }),
  requirementFor(users, {
    id: 'duplicate/free-after-deletion',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'deleteV2UsersUser-id/deletes'),
    text: 'The id of a deleted user can be used again.',
    explain: 'Usual causes: deletion that only marks the user; ids that stay reserved.',
    check: scenario({
      key: 'duplicate/free-after-deletion',
      cost: costOf(users, 2, 3),
      satisfied: 'The id was free again after deletion.',
      run: async (steps) => {
        const original = await steps.given(operation, 'original', users.body());
        const deletion = await deleteGiven(steps, original.id, 'delete');
        steps.check(deletion.response?.status === 200, {
          summary: 'A user of the run could not be deleted',
          expected: 'status 200',
          actual: describeAnswer(deletion),
          evidence: [deletion],
        });
        const again = await steps.sameNameAgain(operation, original, users.body());
        steps.check(isAccepted(operation, again), {
          summary: 'The id of a deleted user cannot be used again',
          expected: '200 with the new user',
          actual: describeAnswer(again.exchange),
          evidence: [deletion, again.exchange],
        });
      },
    }),
  }),
];
