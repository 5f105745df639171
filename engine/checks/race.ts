/**
 * Races: requests of one name sent together. Nothing in a race is retried (design.md, rule 10); one that shows nothing is run again as a whole.
 */
import type { RunContext } from '../context.ts';
import type { Experiment } from '../experiment.ts';
import type { Check } from '../requirement.ts';
import type { CaseRecord } from '../sending.ts';
import { failed, passed, undetermined } from './outcome.ts';

/** A race that was run. */
interface Run {
  readonly racers: readonly CaseRecord[];
}

/** What a race shows that is wrong. */
export interface Flaw {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  readonly shown: readonly CaseRecord[];
}

/** How often a race is run afresh, under another name, when the answer to its winner seems to be lost. */
const STARTS = 4;

/** Runs a race until it has a winner, or the lack of one is no matter of lost answers. */
export async function decidedRace<Race extends Run>(
  { target }: Pick<RunContext, 'target'>,
  run: (attempt: number) => Promise<Race>,
  winnersOf: (race: Race) => readonly CaseRecord[],
): Promise<Race> {
  for (let attempt = 0; ; attempt += 1) {
    const race = await run(attempt);
    const lost = winnersOf(race).length === 0 && race.racers.some(({ answered }) => !answered);
    // Where nothing at all is answered another race would tell no more.
    const silent = race.racers.every(({ exchange }) => exchange.response === undefined);
    if (!lost || silent || attempt + 1 >= STARTS) return race;
    await target.backOff(attempt);
  }
}

/** What is looked at in each race. */
export interface RaceLook<Race> {
  winnersOf(race: Race): readonly CaseRecord[];
  /** `undefined`: the race shows nothing wrong. */
  look(race: Race): Flaw | undefined;
  readonly satisfied: string;
  /** The sentence where no race had a winner. */
  readonly nobodyWon: string;
}

/** A check that looks at each race. */
export function everyRace<Race extends Run>(
  races: Experiment<readonly Race[]>,
  { winnersOf, look, satisfied, nobodyWon }: RaceLook<Race>,
): Check {
  return {
    experiments: [races],
    judge: async (context) => {
      const all = await context.evidence(races);
      const flaws = all.flatMap((race) => look(race) ?? []);
      const tally = { sent: all.length, failed: flaws.length };
      if (flaws.length > 0) {
        return failed(
          tally,
          flaws.map(({ shown, ...flaw }) => ({
            ...flaw,
            pointer: '',
            // A race that shows nothing once proves nothing, so only races that differ are called intermittent.
            intermittent: flaws.length < all.length,
            seed: context.draw.seed,
            path: '',
            evidence: shown.slice(0, 2).map(({ exchange }) => exchange),
          })),
        );
      }
      if (!all.some((race) => winnersOf(race).length > 0)) return undetermined('control-refused', nobodyWon, tally);
      return passed(all.length, satisfied);
    },
  };
}
