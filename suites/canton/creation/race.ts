/**
 * Equal names at the same time: races, alone on the target, that several requirements read.
 */
import { REDACTED } from '../../../contracts/canton/error-codes.ts';
import type { Json } from '../../../contracts/model.ts';
import { decidedRace, everyRace as everyRaceOf, type Flaw } from '../../../engine/checks/race.ts';
import type { RunContext } from '../../../engine/context.ts';
import type { Experiment, Vector } from '../../../engine/experiment.ts';
import type { ReadBack } from '../../../engine/operation.ts';
import type { Check } from '../../../engine/requirement.ts';
import { type CaseRecord, isAccepted, sendCreation } from '../../../engine/sending.ts';
import { text } from '../../json.ts';
import { costOf, type Resource } from '../resource.ts';

const KEY = 'duplicate/race';
/** How many requests run against each other. */
export const RACERS = 10;
const ROUNDS = { smoke: 1, standard: 1, thorough: 5 } as const;

/** One race and what exists after it. */
export interface Race {
  readonly racers: readonly CaseRecord[];
  readonly seen: ReadBack;
  /** Entries of the list that carry the name. */
  readonly entries: readonly Json[];
}

/** The body of a racer, the same for all where nothing else is said. */
export type RacingBody = (twin: number) => Json;

const vectorOf = ({ operation }: Resource, round: number, value: Json): Vector => ({
  label: `race ${round}`,
  template: operation.template({ kind: 'json', value }),
});

/** Requests with one name, sent together and never again (design.md, rule 10). */
export function racesOf(resource: Resource, bodyOf: RacingBody = () => resource.body()): Experiment<readonly Race[]> {
  return {
    key: KEY,
    lane: 'exclusive',
    vectors: ({ budget }) => Array.from({ length: ROUNDS[budget] }, (_, round) => vectorOf(resource, round, bodyOf(0))),
    cost: ({ budget }) => costOf(resource, RACERS * ROUNDS[budget], (RACERS + 1) * ROUNDS[budget]),
    run: async (context) => {
      const all: Race[] = [];
      for (let round = 0; round < ROUNDS[context.draw.budget]; round += 1)
        all.push(
          await decidedRace(
            context,
            (attempt) => runRace(context, resource, { round, attempt, bodyOf }),
            (race) => winnersOf(resource, race),
          ),
        );
      return all;
    },
  };
}

interface Start {
  readonly round: number;
  readonly attempt: number;
  readonly bodyOf: RacingBody;
}

async function runRace(context: RunContext, resource: Resource, { round, attempt, bodyOf }: Start): Promise<Race> {
  const { operation, list: terms } = resource;
  const options = { scope: KEY, once: true, firstAttempt: attempt };
  const racers = await Promise.all(
    Array.from({ length: RACERS }, (_, twin) =>
      sendCreation(context, operation, vectorOf(resource, round, bodyOf(twin)), { ...options, twin }),
    ),
  );
  const unreadable = resource.unreadable?.(context);
  if (unreadable !== undefined) return { racers, seen: { available: false, reason: unreadable }, entries: [] };
  const list = await terms.read(context);
  if (!list.available) return { racers, seen: list, entries: [] };
  const names = racers.map((racer) => racer.name);
  const found = terms.find(list, names);
  const ids = new Set([...found.values()].flat());
  return {
    racers,
    seen: { available: true, found },
    entries: [...ids].flatMap((id) => list.entries.get(id) ?? []),
  };
}

/** The product may lose such a race inside and answer with its redacted internal error (facts: INTERNAL_PARTY_RECORD_ALREADY_EXISTS). */
export function isRedacted({ judgement }: CaseRecord): boolean {
  return (
    judgement?.form === 'error' && judgement.problems.length === 0 && text(judgement.json, 'code') === REDACTED.code
  );
}

/** The requests of a race that were accepted. */
export function winnersOf({ operation }: Resource, { racers }: Race): readonly CaseRecord[] {
  return racers.filter((racer) => isAccepted(operation, racer));
}

/** A check that looks at each race; `undefined` means that the race shows nothing wrong. */
export function everyRace(
  resource: Resource,
  races: Experiment<readonly Race[]>,
  look: (race: Race) => Flaw | undefined,
  satisfied: string,
): Check {
  return everyRaceOf(races, {
    winnersOf: (race) => winnersOf(resource, race),
    look,
    satisfied,
    nobodyWon: 'No request of any race was accepted, so there was no race.',
  });
}
