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
import { cantonError, clientError } from '../canton/expectations.ts';
import { equal } from '../canton/json.ts';
import { clause } from '../clause.ts';
import { marker } from './carriers.ts';
import { raceOfEqualHints } from './race.ts';
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
    source: clause(PAGE, 'duplicate-hint'),
    text: 'A hint that was used before is refused, or gives another identifier, as the statement says; it never gives the same identifier again.',
    explain:
      'Usual causes: create-or-get semantics; an upsert. Declare statement.duplicateHint to say which of the two is meant.',
    officialCases: ['PMRejectionDuplicateHint'],
    smoke: true,
    check: scenario({
      key: 'duplicate/refused-or-distinct',
      cost: { parties: 6, users: 0, exchanges: 6 },
      satisfied: 'Used hints were treated as the statement says, and no identifier was given twice.',
      run: async (steps) => {
        for (const label of ['first pair', 'second pair', 'third pair']) {
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
    source: clause(PAGE, 'duplicate-hint'),
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
    source: clause(PRODUCT, 'duplicate-hint-refused'),
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
  requirement({
    id: 'canton-parties/duplicate/race-never-shares-an-identifier',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'globally-unique'),
    text: 'Of equal hints at the same time, no two are given the same identifier.',
    explain: 'Usual causes: check-then-insert without a lock or a unique index.',
    smoke: true,
    check: scenario({
      key: 'duplicate/race-never-shares-an-identifier',
      cost: { parties: 10, users: 0, exchanges: 10 },
      satisfied: 'No identifier was given twice in a race of equal hints.',
      run: async (steps) => {
        const racers = await raceOfEqualHints(steps);
        const winners = racers.filter((racer) => isAccepted(allocateParty, racer));
        const ids = new Set(winners.map((winner) => createdIdOf(allocateParty, winner)));
        steps.check(ids.size === winners.length, {
          summary: `${winners.length} of ${racers.length} equal hints at once were accepted under ${ids.size} identifiers`,
          expected: 'an identifier of its own for each acceptance',
          actual: [...ids].join(', '),
          pointer: '/partyDetails/party',
          evidence: winners.slice(0, 2).map((winner) => winner.exchange),
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/duplicate/race-one-winner',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'race-one-winner'),
    text: 'Of equal hints at the same time exactly one is accepted, and exactly one party exists afterwards.',
    explain:
      'Usual causes: check-then-insert without a lock; every request refused because each sees another one in flight.',
    check: scenario({
      key: 'duplicate/race-one-winner',
      cost: { parties: 10, users: 0, exchanges: 12 },
      satisfied: 'Exactly one of ten equal hints won.',
      run: async (steps) => {
        const racers = await raceOfEqualHints(steps);
        const winners = racers.filter((racer) => isAccepted(allocateParty, racer));
        const seen = await allocateParty.readBack(
          steps.context,
          racers.map((racer) => racer.name),
        );
        const existing = seen.available ? [...new Set([...seen.found.values()].flat())] : [];
        steps.check(winners.length <= 1 && existing.length <= 1, {
          summary: `${winners.length} of ${racers.length} equal hints at once were accepted; ${existing.length} parties exist`,
          expected: 'one acceptance, one party',
          actual: winners.map((winner) => createdIdOf(allocateParty, winner)).join(', ') || existing.join(', '),
          evidence: winners.slice(0, 2).map((winner) => winner.exchange),
        });
        const settled = racers.every((racer) => racer.answered);
        steps.check(winners.length === 1 || !settled, {
          summary: 'None of ten equal hints at once was accepted',
          expected: 'one acceptance',
          actual: describeAnswer((racers[0] as CaseRecord).exchange),
          evidence: racers.slice(0, 2).map((racer) => racer.exchange),
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/duplicate/race-losers-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-default'),
    text: 'The losers of a race of equal hints are refused as a conflict or a bad request, not with a server error.',
    explain: 'Usual causes: the violation of a unique index that surfaces as 500.',
    check: scenario({
      key: 'duplicate/race-losers-refused',
      cost: { parties: 10, users: 0, exchanges: 10 },
      satisfied: 'Every loser was refused properly.',
      run: async (steps) => {
        const racers = await raceOfEqualHints(steps);
        if (!racers.some((racer) => isAccepted(allocateParty, racer)))
          steps.buildsOn(allocateParty, racers[0] as CaseRecord);
        for (const racer of racers) {
          const fine = isAccepted(allocateParty, racer) || !racer.answered || clientErrorOrConflict(racer);
          steps.check(fine, {
            summary: 'A loser of a race of equal hints was not refused properly',
            expected: 'a 4xx status, or 503 and 504 as transient',
            actual: describeAnswer(racer.exchange),
            evidence: [racer.exchange],
          });
        }
      },
    }),
  }),
];

/** A refusal that blames the request; whether as a bad one or as a conflict is not said. */
function clientErrorOrConflict(record: CaseRecord): boolean {
  return clientError().grade(record).grade !== 'wrong';
}
