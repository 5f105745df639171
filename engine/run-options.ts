/**
 * What a run needs besides its plan, and what it tells while it goes on.
 */
import type { ProfileName } from '../contracts/model.ts';
import type { Target } from '../target/exchange.ts';
import type { Journal } from './journal.ts';
import type { RequirementResult, Verdict } from './result.ts';

/** What a run needs besides its plan. */
export interface RunOptions {
  /**
   * Opens the deployment under test. Called with the run's signal for the checks, and without one for tidying up, which goes on
   * after an interrupt. The run closes what it opened. `deployment`: see {@link RunOptions.deploymentOf}.
   */
  readonly openTarget: (signal?: AbortSignal, deployment?: string) => Target;
  /** Which deployment a suite is run on, where they are not all run on one; suites with equal answers share a target. */
  readonly deploymentOf?: (suite: string) => string;
  readonly embedded: boolean;
  readonly suiteVersion: string;
  readonly profile: ProfileName;
  readonly namespace: string;
  readonly concurrency: number;
  /** How many parties may be created at most on each deployment. */
  readonly maxParties: number;
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly journal: Journal;
  /** Declared statement entries. */
  readonly statement: Readonly<Record<string, string | number | boolean>>;
  /** Operator's inputs, by suite. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly onEvent?: (event: RunEvent) => void;
  /** Called once with each result as soon as it stands: a failure only after it was looked at again. */
  readonly onResult?: (result: RequirementResult) => void;
}

/** Progress of a run. */
export type RunEvent = {
  readonly type: 'requirement';
  readonly id: string;
  readonly verdict: Verdict;
  readonly done: number;
  readonly total: number;
};
