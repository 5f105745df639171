/**
 * What a check can reach while it runs.
 */
import type { Target } from '../target/exchange.ts';
import type { Draw, Experiment } from './experiment.ts';

/** The run as one suite sees it. */
export interface RunContext {
  readonly target: Target;
  readonly draw: Draw;
  /** Evidence of an experiment; gathered once, shared by every requirement that reads it. */
  evidence<E>(experiment: Experiment<E>): Promise<E>;
}
