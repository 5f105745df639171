/**
 * The types that a topic file of a suite is written with.
 */
import type { ProfileName } from '../contracts/model.ts';
import type { RunContext } from './context.ts';
import type { Experiment } from './experiment.ts';
import type { Outcome } from './result.ts';

/** RFC 2119 levels. Only a MUST can decide a verdict. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** Where a requirement comes from. */
export interface Source {
  /** Id of the clause in the contract data, `<document>#<slug>`. */
  readonly clause: string;
}

/** One normative sentence and how it is decided. One requirement, one outcome. */
export interface Requirement {
  /** Frozen: `<suite>/<topic>/<sentence-in-short>`. */
  readonly id: string;
  /** Earlier ids, after a rename. */
  readonly aliases?: readonly string[];
  readonly level: Level;
  /** `contract`: decides under both profiles. `reference`: decides under `reference` only. */
  readonly profile: ProfileName;
  readonly source: Source;
  /** The sentence, in our words. */
  readonly text: string;
  /** Usual causes of a failure and how to mend them. */
  readonly explain: string;
  /** Cases of the official tool that this requirement covers, by short name. */
  readonly officialCases?: readonly string[];
  /** Part of a smoke run: it says much about the target at small cost. */
  readonly smoke?: boolean;
  readonly check: Check;
}

/** The code that decides one requirement: experiments gather evidence (shared where equal), `judge` reads it. */
export interface Check {
  readonly experiments: readonly Experiment<unknown>[];
  /** Which vectors of the experiments this check looks at; all when left out. For explanations only. */
  readonly concerns?: (label: string) => boolean;
  /** Decides. Called with the run's context after every experiment of this check has ended. */
  judge(context: RunContext): Promise<Outcome>;
}

/** Declares a requirement. Exists so that a topic file reads as a list of sentences. */
export function requirement(definition: Requirement): Requirement {
  return definition;
}
