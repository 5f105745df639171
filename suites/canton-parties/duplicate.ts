/**
 * Duplicate hints: one after the other, and at the same time.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { type CaseRecord, createdIdOf, isAccepted, sendCreation } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { createUser } from '../canton/create-user.ts';
import { cantonError, clientErrorOrConflict } from '../canton/expectations.ts';
import type { JsonObject } from '../canton/resource.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { equal, text } from '../json.ts';
import { marker } from './carriers.ts';
import { readParty } from './read-party.ts';
import { specimens } from './specimens.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

const body = (note: string): JsonObject => ({
  partyIdHint: namePlaceholder(),
  localMetadata: { annotations: { ...marker().annotations, 'concordat/note': note } },
});

/** Allocates a hint and asks for the same hint again. */
async function allocateTwice(
  steps: Scenario,
  label: string,
): Promise<{ readonly first: CaseRecord; readonly second: CaseRecord }> {
  const [first, second] = await steps.sharingName(allocateParty, label, [body('first'), body('second')]);
  if (!first || !second) throw new RangeError('two creations give two records');
  if (!isAccepted(allocateParty, first)) steps.buildsOn(allocateParty, first);
  return { first, second };
}

/** Hints above this length leave no room for what a target may add to make another identifier. */
const SHORT = 100;

/** A specimen that was allocated early in the run, and the same request again after all specimens. */
async function allocateEarlyAgain(
  steps: Scenario,
): Promise<{ readonly first: CaseRecord; readonly second: CaseRecord } | undefined> {
  const { context } = steps;
  const { cases } = await context.evidence(specimens);
  const hasItsName = ({ accepted, sent, record }: AcceptanceCase): boolean => {
    const hint = text(sent, 'partyIdHint') ?? '';
    return accepted && hint.length <= SHORT && hint.includes(record.name);
  };
  const early = cases.find(hasItsName);
  if (!early) return undefined;
  const second = await sendCreation(context, allocateParty, early.vector, {
    scope: 'specimens',
    firstAttempt: early.record.attempt,
    once: true,
  });
  return second.answered ? { first: early.record, second } : undefined;
}

/** `rejected` or `distinct`, from the statement or from what was seen first. */
function duplicateHintIs(steps: Scenario, second: CaseRecord): string {
  steps.context.statement.detect('duplicateHint', isAccepted(allocateParty, second) ? 'distinct' : 'rejected');
  return String(steps.context.statement.get('duplicateHint')?.value);
}

/** A user without rights; `undefined` where none can be created. */
async function userIfPossible(steps: Scenario): Promise<string | undefined> {
  const record = await steps.create(createUser, 'user', { user: { id: namePlaceholder() }, rights: [] });
  return isAccepted(createUser, record) ? createdIdOf(createUser, record) : undefined;
}

/** Requirements of this topic. */
export const duplicateRequirements = [
  requirement({
    id: 'canton-parties/duplicate/refused-or-distinct',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'globally-unique-identifier'),
    text: 'A hint that was used before is refused, or gives another identifier, as the statement says; it never gives the same identifier again.',
    explain:
      'Usual causes: create-or-get semantics; an upsert. Declare statement.duplicateHint to say which of the two is meant.',
    officialCases: ['PMRejectionDuplicateHint'],
    smoke: true,
    check: scenario({
      key: 'duplicate/refused-or-distinct',
      needs: [specimens],
      cost: { parties: 3, users: 0, exchanges: 3 },
      satisfied: 'Used hints were treated as the statement says, and no identifier was given twice.',
      run: async (steps) => {
        const [pair, early] = [await allocateTwice(steps, 'pair'), await allocateEarlyAgain(steps)];
        for (const { first, second } of early ? [pair, early] : [pair]) {
          const expected = duplicateHintIs(steps, second);
          const accepted = isAccepted(allocateParty, second);
          const evidence = [first.exchange, second.exchange];
          steps.check(createdIdOf(allocateParty, first) !== createdIdOf(allocateParty, second), {
            summary: 'A used hint gave the identifier of the party that has it',
            expected: 'a refusal, or another identifier',
            actual: describeAnswer(second.exchange),
            pointer: '/partyDetails/party',
            evidence,
          });
          const grade = clientErrorOrConflict(second);
          steps.check(accepted ? expected === 'distinct' : expected === 'rejected' && grade, {
            summary: accepted
              ? 'A used hint was accepted, although used hints are refused'
              : 'A used hint was not refused as it should be',
            expected: expected === 'distinct' ? 'another identifier' : 'a refusal with a 4xx status',
            actual: describeAnswer(second.exchange),
            evidence,
          });
        }
      },
    }),
  }),
  requirement({
    id: 'canton-parties/duplicate/original-unchanged',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/PartyDetails/party/stable'),
    text: 'Asking for a used hint changes nothing about the party that has it, and gives nobody a right to it.',
    explain:
      'Usual causes: metadata written, or a right granted, before the uniqueness is checked; an upsert. The second request names a user.',
    officialCases: ['PMRejectionDuplicateHint'],
    check: scenario({
      key: 'duplicate/original-unchanged',
      cost: { parties: 2, users: 1, exchanges: 5 },
      satisfied: 'The party with the used hint is as it was.',
      run: async (steps) => {
        const original = await steps.given(allocateParty, 'original', body('first'));
        const before = await readParty(steps, original.id, 'read before');
        const user = await userIfPossible(steps);
        const second = await steps.sameNameAgain(allocateParty, original, {
          ...body('second'),
          ...(user !== undefined && { userId: user }),
        });
        const after = await readParty(steps, original.id, 'read after');
        steps.check(equal(before.details, after.details), {
          summary: 'Asking for a used hint changed the party that has it',
          expected: JSON.stringify(before.details),
          actual: JSON.stringify(after.details) ?? 'gone',
          pointer: '/partyDetails/0',
          evidence: [second.exchange, after.exchange],
        });
        if (user === undefined) return;
        const { rights, exchange } = await rightsOf(steps, user, 'rights');
        steps.check(!rights.some((right) => right.endsWith(` ${original.id}`)), {
          summary: 'Asking for a used hint gave the named user a right to the party that has it',
          expected: `no right to ${original.id}`,
          actual: rights.join(', '),
          pointer: '/rights',
          evidence: [second.exchange, exchange],
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/duplicate/rejection-code',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'duplicate-rejection-code'),
    text: 'A used hint is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: 409, which is right for users but not for parties.',
    officialCases: ['PMRejectionDuplicateHint'],
    check: scenario({
      key: 'duplicate/rejection-code',
      cost: { parties: 2, users: 0, exchanges: 2 },
      satisfied: 'A used hint was refused with 400 INVALID_ARGUMENT.',
      run: async (steps) => {
        const { first, second } = await allocateTwice(steps, 'pair');
        const expectation = cantonError('INVALID_ARGUMENT');
        const grade = expectation.grade(second);
        steps.check(grade.grade !== 'wrong', {
          summary: 'A used hint was not refused as the product does',
          expected: expectation.expected,
          actual: describeAnswer(second.exchange),
          evidence: [first.exchange, second.exchange],
        });
      },
    }),
  }),
];
