/**
 * Equal ids at the same time.
 */
import { isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { everyRace, RACERS, racesOf, winnersOf } from '../canton/creation/race.ts';
import { pageClause, productClause, requirementFor } from '../canton/resource.ts';
import { strings } from '../json.ts';
import { users } from './user-resource.ts';

const RACER = 'example.com/racer';

/** Each racer says which one it is, so that it can be seen whose user is stored. */
const races = racesOf(users, (twin) => users.body({ annotations: { [RACER]: String(twin) } }));

/** Requirements of this topic. */
export const raceRequirements = [
  requirementFor(users, {
    id: 'duplicate/race-at-most-one-winner',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'new-user'),
    text: 'Of creations of one id at the same time no two are accepted, and what is stored is the user of the accepted one.',
    explain: 'Usual causes: check-then-insert without a lock or a unique index; an upsert of which the last one stays.',
    smoke: true,
    check: everyRace(
      users,
      races,
      (race) => {
        const winners = winnersOf(users, race);
        if (winners.length > 1) {
          return {
            summary: `${winners.length} of ${RACERS} creations of one id at once were accepted`,
            expected: 'one acceptance',
            actual: winners.map(({ exchange }) => describeAnswer(exchange, 60)).join('; '),
            shown: winners,
          };
        }
        const [winner] = winners;
        const [entry, another] = race.entries;
        if (another !== undefined) {
          return {
            summary: 'After a race for one id the list shows it twice',
            expected: 'one user',
            actual: JSON.stringify(race.entries),
            shown: race.racers,
          };
        }
        const stored = strings(entry, 'metadata', 'annotations')[RACER];
        if (!winner || stored === undefined) return undefined;
        const own = String(race.racers.indexOf(winner));
        if (stored === own) return undefined;
        return {
          summary: 'After a race for one id the user of a refused creation is stored',
          expected: `${RACER}: "${own}", as the accepted creation sent it`,
          actual: `${RACER}: "${stored}"`,
          shown: [winner, ...race.racers.slice(Number(stored), Number(stored) + 1)],
        };
      },
      'No race for one id had two winners.',
    ),
  }),
  requirementFor(users, {
    id: 'duplicate/race-one-winner',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'race-one-winner'),
    text: 'Of creations of one id at the same time exactly one is accepted.',
    explain: 'Usual causes: every request refused because each sees another one in flight.',
    check: everyRace(
      users,
      races,
      (race) => {
        const winners = winnersOf(users, race);
        // A winner whose answer got lost is no fault of the race.
        if (winners.length === 1 || (winners.length === 0 && race.racers.some((racer) => !racer.answered)))
          return undefined;
        return {
          summary: `${winners.length} of ${RACERS} creations of one id at once were accepted`,
          expected: 'one acceptance',
          actual: describeAnswer(race.racers[0]!.exchange),
          shown: winners.length > 0 ? winners : race.racers,
        };
      },
      `Exactly one of ${RACERS} creations of one id won each race.`,
    ),
  }),
  requirementFor(users, {
    id: 'duplicate/race-losers-refused',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'response-default'),
    text: 'The losers of a race for one id are refused in a documented form.',
    explain: 'Usual causes: the violation of a unique index that surfaces as the error page of a framework.',
    check: everyRace(
      users,
      races,
      (race) => {
        if (winnersOf(users, race).length === 0) return undefined;
        const wrong = race.racers.find((racer) => {
          if (!racer.answered || isAccepted(users.operation, racer)) return false;
          return racer.judgement?.form === 'success' || (racer.judgement?.problems.length ?? 0) > 0;
        });
        if (!wrong) return undefined;
        const [problem] = wrong.judgement?.problems ?? [];
        return {
          summary: `A loser of a race for one id was not refused in a documented form: ${problem?.rule ?? 'a success'}`,
          expected: problem?.expected ?? 'a refusal',
          actual: describeAnswer(wrong.exchange),
          shown: [wrong],
        };
      },
      'Every loser was refused in a documented form.',
    ),
  }),
];
