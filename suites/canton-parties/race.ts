/**
 * Equal hints at the same time: one race, alone on the target, that several requirements read.
 */
import { REDACTED } from '../../contracts/canton/error-codes.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import type { ReadBack } from '../../engine/operation.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import type { Outcome } from '../../engine/result.ts';
import { type CaseRecord, createdIdOf, isAccepted, sendCreation } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { text } from '../canton/json.ts';
import { clause } from '../clause.ts';
import { marker } from './carriers.ts';
import { clientErrorOrConflict } from './duplicate.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';
const RACERS = 10;
const ROUNDS = { smoke: 1, standard: 1, thorough: 5 } as const;

/** One race and what exists after it. */
interface Race {
  readonly racers: readonly CaseRecord[];
  readonly seen: ReadBack;
}

const vectorOf = (round: number) => ({
  label: `race ${round}`,
  template: allocateParty.template({
    kind: 'json',
    value: { partyIdHint: namePlaceholder(), localMetadata: marker() },
  }),
});

/** Requests with one hint, sent together and never again (design.md, rule 10). */
const races: Experiment<readonly Race[]> = {
  key: 'duplicate/race',
  lane: 'exclusive',
  vectors: ({ budget }) => Array.from({ length: ROUNDS[budget] }, (_, round) => vectorOf(round)),
  cost: ({ budget }) => ({ parties: RACERS * ROUNDS[budget], users: 0, exchanges: (RACERS + 1) * ROUNDS[budget] }),
  run: async (context) => {
    const all: Race[] = [];
    for (let round = 0; round < ROUNDS[context.draw.budget]; round += 1) all.push(await runRace(context, round));
    return all;
  },
};

async function runRace(context: RunContext, round: number): Promise<Race> {
  const options = { scope: races.key, once: true };
  const racers = await Promise.all(
    Array.from({ length: RACERS }, (_, twin) =>
      sendCreation(context, allocateParty, vectorOf(round), { ...options, twin }),
    ),
  );
  const seen = await allocateParty.readBack(
    context,
    racers.map((racer) => racer.name),
  );
  return { racers, seen };
}

/** The product may lose such a race inside and answer with its redacted internal error (facts: INTERNAL_PARTY_RECORD_ALREADY_EXISTS). */
function isRedacted({ judgement }: CaseRecord): boolean {
  return (
    judgement?.form === 'error' && judgement.problems.length === 0 && text(judgement.json, 'code') === REDACTED.code
  );
}

const winnersOf = ({ racers }: Race): readonly CaseRecord[] =>
  racers.filter((racer) => isAccepted(allocateParty, racer));

/** A check that looks at each race; `undefined` means that the race shows nothing wrong. */
function everyRace(
  look: (race: Race) =>
    | {
        readonly summary: string;
        readonly expected: string;
        readonly actual: string;
        readonly shown: readonly CaseRecord[];
      }
    | undefined,
  satisfied: string,
): Check {
  return {
    experiments: [races],
    judge: async (context): Promise<Outcome> => {
      const all = await context.evidence(races);
      const breaches = all.flatMap((race) => look(race) ?? []);
      const tally = { sent: all.length, failed: breaches.length };
      if (breaches.length > 0) {
        return failed(
          tally,
          breaches.map(({ shown, ...breach }) => ({
            ...breach,
            pointer: '',
            // A race that shows nothing once proves nothing, so only races that differ are called intermittent.
            intermittent: all.length > 1 && breaches.length < all.length,
            seed: context.draw.seed,
            path: '',
            evidence: shown.slice(0, 2).map((racer) => racer.exchange),
          })),
        );
      }
      if (!all.some((race) => winnersOf(race).length > 0)) {
        return undetermined('control-refused', 'No request of any race was accepted, so there was no race.', tally);
      }
      return passed(all.length, satisfied);
    },
  };
}

/** Requirements of this topic. */
export const raceRequirements = [
  requirement({
    id: 'canton-parties/duplicate/race-never-shares-an-identifier',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'globally-unique-identifier'),
    text: 'Of equal hints at the same time, no two are given the same identifier.',
    explain: 'Usual causes: check-then-insert without a lock or a unique index.',
    smoke: true,
    check: everyRace((race) => {
      const winners = winnersOf(race);
      const ids = new Set(winners.map((winner) => createdIdOf(allocateParty, winner)));
      if (ids.size === winners.length) return undefined;
      return {
        summary: `${winners.length} of ${RACERS} equal hints at once were accepted under ${ids.size} identifiers`,
        expected: 'an identifier of its own for each acceptance',
        actual: [...ids].join(', '),
        shown: winners,
      };
    }, 'No identifier was given twice in a race of equal hints.'),
  }),
  requirement({
    id: 'canton-parties/duplicate/race-one-winner',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'duplicate-race-one-winner'),
    text: 'Of equal hints at the same time exactly one is accepted, and exactly one party exists afterwards.',
    explain:
      'Usual causes: check-then-insert without a lock; every request refused because each sees another one in flight.',
    check: everyRace((race) => {
      const winners = winnersOf(race);
      const existing = race.seen.available ? [...new Set([...race.seen.found.values()].flat())] : [];
      if (winners.length > 1 || existing.length > 1) {
        return {
          summary: `${winners.length} of ${RACERS} equal hints at once were accepted; ${existing.length} parties exist`,
          expected: 'one acceptance, one party',
          actual: winners.map((winner) => createdIdOf(allocateParty, winner)).join(', ') || existing.join(', '),
          shown: winners,
        };
      }
      // A winner whose answer got lost is no fault of the race.
      if (winners.length === 1 || race.racers.some((racer) => !racer.answered)) return undefined;
      return {
        summary: `None of ${RACERS} equal hints at once was accepted`,
        expected: 'one acceptance',
        actual: describeAnswer((race.racers[0] as CaseRecord).exchange),
        shown: race.racers,
      };
    }, `Exactly one of ${RACERS} equal hints won each race.`),
  }),
  requirement({
    id: 'canton-parties/duplicate/race-losers-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-default'),
    text: 'The losers of a race of equal hints are refused as a conflict, as a bad request or with the redacted error of the product, not with a bare server error.',
    explain: 'Usual causes: the violation of a unique index that surfaces as 500.',
    check: everyRace((race) => {
      if (winnersOf(race).length === 0) return undefined;
      const wrong = race.racers.find(
        (racer) =>
          !isAccepted(allocateParty, racer) && racer.answered && !clientErrorOrConflict(racer) && !isRedacted(racer),
      );
      if (!wrong) return undefined;
      return {
        summary: 'A loser of a race of equal hints was not refused properly',
        expected: 'a 4xx status, 503 and 504 as transient, or a JsCantonError with code NA',
        actual: describeAnswer(wrong.exchange),
        shown: [wrong],
      };
    }, 'Every loser was refused properly.'),
  }),
];
