/**
 * Duplicate hints: one after the other, and at the same time.
 */
import type { Json } from '../../contracts/model.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { type CaseRecord, createdIdOf, isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { cantonError, clientErrorOrConflict } from '../canton/expectations.ts';
import { clause } from '../clause.ts';
import { equal } from '../json.ts';
import { marker } from './carriers.ts';
import { readParty } from './read-party.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

const body = (note: string): Json => ({
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

/** `rejected` or `distinct`, from the statement or from what was seen first. */
function duplicateHintIs(steps: Scenario, second: CaseRecord): string {
  steps.context.statement.detect('duplicateHint', isAccepted(allocateParty, second) ? 'distinct' : 'rejected');
  return String(steps.context.statement.get('duplicateHint')?.value);
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
      cost: { parties: 4, users: 0, exchanges: 4 },
      satisfied: 'Used hints were treated as the statement says, and no identifier was given twice.',
      run: async (steps) => {
        for (const label of ['first pair', 'second pair']) {
          const { first, second } = await allocateTwice(steps, label);
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
    text: 'Asking for a used hint changes nothing about the party that has it.',
    explain: 'Usual causes: metadata written before the uniqueness is checked; an upsert.',
    officialCases: ['PMRejectionDuplicateHint'],
    check: scenario({
      key: 'duplicate/original-unchanged',
      cost: { parties: 2, users: 0, exchanges: 4 },
      satisfied: 'The party with the used hint is as it was.',
      run: async (steps) => {
        const original = await steps.given(allocateParty, 'original', body('first'));
        const before = await readParty(steps, original.id, 'read before');
        const second = await steps.sameNameAgain(allocateParty, original, body('second'));
        const after = await readParty(steps, original.id, 'read after');
        steps.check(equal(before.details, after.details), {
          summary: 'Asking for a used hint changed the party that has it',
          expected: JSON.stringify(before.details),
          actual: JSON.stringify(after.details) ?? 'gone',
          pointer: '/partyDetails/0',
          evidence: [second.exchange, after.exchange],
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
