/**
 * An experiment gathers evidence by sending vectors; several requirements may read the same evidence.
 */
import type { RunContext } from './context.ts';
import type { RequestTemplate } from './template.ts';

/**
 * When an experiment may run: beside others, or alone, and then before all the rest (because what it causes may show a while later), after
 * what runs beside others, or after everything.
 */
export type Lane = 'first' | 'concurrent' | 'exclusive' | 'last';

/** How much is sent. `smoke` leaves deciding requirements out and can never certify. */
export type Budget = 'smoke' | 'standard' | 'thorough';

/** What vectors are drawn from. Equal draws give equal vectors. */
export interface Draw {
  readonly seed: number;
  readonly budget: Budget;
}

/** One concrete request that a check sends, with places for names that are filled in at each attempt. */
export interface Vector {
  /** Unique within the experiment; part of the name of what it creates. */
  readonly label: string;
  readonly template: RequestTemplate;
}

/** Upper bounds without shrinking and without repeats. */
export interface Cost {
  readonly parties: number;
  readonly users: number;
  readonly exchanges: number;
}

/** Evidence and how to gather it. `key` is unique in a suite; equal keys mean the same experiment. */
export interface Experiment<Evidence> {
  readonly key: string;
  readonly lane: Lane;
  /** Gathered first. Every requirement that reads this experiment has them in its plan and in its cost. */
  readonly needs?: readonly Experiment<unknown>[];
  /** All vectors, in order, before any name is filled in. Pure: no clock, no target. */
  vectors(draw: Draw): readonly Vector[];
  cost(draw: Draw): Cost;
  run(context: RunContext): Promise<Evidence>;
}
