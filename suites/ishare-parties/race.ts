/**
 * Registrations of one identifier at the same time, each with a name of its own: one race, alone on the target.
 */

import { decidedRace, everyRace as everyRaceOf, type Flaw } from '../../engine/checks/race.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { type CaseRecord, isAccepted, sendCreation } from '../../engine/sending.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { clause } from '../clause.ts';
import { postedParty } from '../ishare/encoding.ts';
import { type PartyListing, readParties } from '../ishare/party-list.ts';
import { registerParty } from '../ishare/register-party.ts';
import { getParty, readyRequest } from '../ishare/requests.ts';
import { shownParty } from '../ishare/signed-answer.ts';

const PAGE = 'ishare-post-parties';
const RACERS = 8;
const ROUNDS = { smoke: 1, standard: 1, thorough: 4 } as const;

interface Race {
  readonly racers: readonly CaseRecord[];
  /** Parties with the identifier afterwards. */
  readonly list: PartyListing;
}

const templateOf = (racer: number): RequestTemplate =>
  registerParty.template({ kind: 'json', value: { ...registration(), name: `${namePlaceholder()} ${racer}` } });
const racers = Array.from({ length: RACERS }, (_, racer) => racer);

const races: Experiment<readonly Race[]> = {
  key: 'identifiers/race',
  lane: 'exclusive',
  vectors: ({ budget }) =>
    Array.from({ length: ROUNDS[budget] }, (_, round) => round).flatMap((round) =>
      racers.map((racer) => ({ label: `race ${round} racer ${racer}`, template: templateOf(racer) })),
    ),
  cost: ({ budget }) => ({ parties: RACERS * ROUNDS[budget], users: 0, exchanges: (2 * RACERS + 1) * ROUNDS[budget] }),
  run: async (context) => {
    const all: Race[] = [];
    for (let round = 0; round < ROUNDS[context.draw.budget]; round += 1) {
      all.push(await decidedRace(context, (attempt) => runRace(context, round, attempt), winnersOf));
    }
    return all;
  },
};

async function runRace(context: RunContext, round: number, attempt: number): Promise<Race> {
  await openConnections(context, round);
  // One label gives one name, and so one identifier.
  const label = `race ${round}`;
  const answers = await Promise.all(
    racers.map((racer) =>
      sendCreation(
        context,
        registerParty,
        { label, template: templateOf(racer) },
        {
          scope: races.key,
          once: true,
          firstAttempt: attempt,
          twin: racer,
        },
      ),
    ),
  );
  const posted = postedParty(answers[0]?.exchange.request.body)?.id;
  return { racers: answers, list: await readParties(context, [['id', String(posted)]]) };
}

/** Reads at once, so that no racer has to wait for a connection or for an access token. */
async function openConnections(context: RunContext, round: number): Promise<void> {
  const nobody = readyRequest(context, getParty(`did:ishare:EU.NL.NTRNL-race-${round}`));
  const ready = racers.map((racer) =>
    context.target.send(nobody, { tag: `${context.suite}/${races.key}#ready ${round} ${racer}` }),
  );
  await Promise.all(ready);
}

/** Racers whose own data was confirmed: a registry may answer a loser with the party of the winner. */
function winnersOf({ racers: all }: Race): readonly CaseRecord[] {
  return all.filter(
    (racer) =>
      isAccepted(registerParty, racer) &&
      shownParty(racer.judgement?.json)?.name === postedParty(racer.exchange.request.body)?.name,
  );
}

/** A check that looks at each race; `undefined` means that the race shows nothing wrong. */
const everyRace = (look: (race: Race) => Flaw | undefined, satisfied: string): Check =>
  everyRaceOf(races, {
    winnersOf,
    look,
    satisfied,
    nobodyWon: 'No registration of any race was accepted, so there was no race.',
  });

/** Requirements of this topic. */
export const raceRequirements = [
  requirement({
    id: 'ishare-parties/identifiers/race-one-winner',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'id'),
    text: 'Of registrations of one identifier at the same time one wins: one is confirmed with its own data, and one party exists.',
    explain: 'Usual causes: check-then-insert without a lock or a unique index.',
    check: everyRace((race) => {
      const winners = winnersOf(race);
      const existing = race.list.available ? race.list.parties.filter(({ id }) => id === postedId(race)).length : 1;
      return winners.length <= 1 && existing <= 1
        ? undefined
        : {
            summary: `${winners.length} of ${RACERS} registrations of one identifier at once were confirmed; ${existing} parties exist`,
            expected: 'one confirmation, one party',
            actual: winners.map((winner) => String(shownParty(winner.judgement?.json)?.name)).join(', '),
            shown: winners.length > 0 ? winners : race.racers,
          };
    }, `One of ${RACERS} registrations of one identifier won each race.`),
  }),
  requirement({
    id: 'ishare-parties/identifiers/race-losers-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'id'),
    text: 'The losers of such a race are no server errors.',
    explain: 'Usual causes: the violation of a unique index, or a conflict of transactions, that surfaces as 500.',
    check: everyRace((race) => {
      if (winnersOf(race).length === 0) return undefined;
      const wrong = race.racers.find((racer) => racer.answered && (racer.exchange.response?.status ?? 0) >= 500);
      return (
        wrong && {
          summary: 'A loser of a race for one identifier got a server error',
          expected: 'a 4xx status, or 503 and 504 as transient',
          actual: describeAnswer(wrong.exchange),
          shown: [wrong],
        }
      );
    }, 'No loser of a race got a server error.'),
  }),
];

function postedId({ racers: all }: Race): unknown {
  return postedParty(all[0]?.exchange.request.body)?.id;
}
