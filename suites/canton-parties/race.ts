/**
 * Equal hints at the same time.
 */
import { requirement } from '../../engine/requirement.ts';
import { type CaseRecord, createdIdOf, isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { everyRace, isRedacted, RACERS, type Race, racesOf, winnersOf } from '../canton/creation/race.ts';
import { clientErrorOrConflict } from '../canton/expectations.ts';
import { clause } from '../clause.ts';
import { strings, text } from '../json.ts';
import { parties } from './party-resource.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

const RACER = 'example.com/racer';

/** Each racer says which one it is, so that it can be seen whose party is stored. */
const races = racesOf(parties, (twin) => parties.body({ annotations: { [RACER]: String(twin) } }));

/** The first accepted racer under whose identifier the list shows what another one sent. */
function overwritten(race: Race) {
  for (const winner of winnersOf(parties, race)) {
    const id = createdIdOf(allocateParty, winner);
    const entry = race.entries.find((it) => text(it, 'party') === id);
    const stored = strings(entry, 'localMetadata', 'annotations')[RACER];
    const own = String(race.racers.indexOf(winner));
    if (stored !== undefined && stored !== own) return { winner, stored, own };
  }
  return undefined;
}

/** Requirements of this topic. */
export const raceRequirements = [
  requirement({
    id: 'canton-parties/duplicate/race-never-shares-an-identifier',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'globally-unique-identifier'),
    text: 'Of equal hints at the same time, no two are given the same identifier, and what is stored is what the accepted one sent.',
    explain: 'Usual causes: check-then-insert without a lock or a unique index; an upsert of which the last one stays.',
    smoke: true,
    check: everyRace(
      parties,
      races,
      (race) => {
        const winners = winnersOf(parties, race);
        const ids = new Set(winners.map((winner) => createdIdOf(allocateParty, winner)));
        if (ids.size !== winners.length)
          return {
            summary: `${winners.length} of ${RACERS} equal hints at once were accepted under ${ids.size} identifiers`,
            expected: 'an identifier of its own for each acceptance',
            actual: [...ids].join(', '),
            shown: winners,
          };
        const wrong = overwritten(race);
        if (!wrong) return undefined;
        return {
          summary: 'After a race of equal hints the annotations of another request are stored',
          expected: `${RACER}: "${wrong.own}", as the accepted allocation sent it`,
          actual: `${RACER}: "${wrong.stored}"`,
          shown: [wrong.winner, ...race.racers.slice(Number(wrong.stored), Number(wrong.stored) + 1)],
        };
      },
      'No identifier was given twice in a race of equal hints.',
    ),
  }),
  requirement({
    id: 'canton-parties/duplicate/race-one-winner',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'duplicate-race-one-winner'),
    text: 'Of equal hints at the same time exactly one is accepted, and exactly one party exists afterwards.',
    explain:
      'Usual causes: check-then-insert without a lock; every request refused because each sees another one in flight.',
    check: everyRace(
      parties,
      races,
      (race) => {
        const winners = winnersOf(parties, race);
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
      },
      `Exactly one of ${RACERS} equal hints won each race.`,
    ),
  }),
  requirement({
    id: 'canton-parties/duplicate/race-losers-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-default'),
    text: 'The losers of a race of equal hints are refused as a conflict, as a bad request or with the redacted error of the product, not with a bare server error.',
    explain: 'Usual causes: the violation of a unique index that surfaces as 500.',
    check: everyRace(
      parties,
      races,
      (race) => {
        if (winnersOf(parties, race).length === 0) return undefined;
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
      },
      'Every loser was refused properly.',
    ),
  }),
];
