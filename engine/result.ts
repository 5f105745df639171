/**
 * What a run says: outcomes, findings, results. Plain data that the reports are made of.
 */

import type { ProfileName } from '../contracts/model.ts';
import type { Exchange } from '../target/exchange.ts';
import type { Level } from './requirement.ts';

/** The verdict on one requirement. */
export type Verdict = 'passed' | 'failed' | 'warned' | 'undetermined' | 'not-applicable';

/** Stable words for why a verdict is what it is; the sentence beside it says it for this run. */
export type ReasonCode =
  | 'satisfied'
  | 'violated'
  | 'control-refused' // the valid twin of a violation was not accepted, so a refusal proves nothing
  | 'transient-trouble' // 429, 503, 504 or no answer, although tried again
  | 'read-back-unavailable' // the state could not be read back
  | 'others-active' // somebody else created things at the same time
  | 'exists-already'
  | 'party-cap-reached'
  | 'operator-input-missing'
  | 'not-offered' // an optional operation is not offered
  | 'not-required' // e.g. no authentication on this target
  | 'statement-excludes' // declared otherwise, and the contract allows both
  | 'prerequisite-failed' // something this requirement builds on did not work
  | 'interrupted'
  | 'target-gone'
  | 'suite-fault';

/** One deviation, concrete enough to be repeated. */
export interface Finding {
  /** One line: what is wrong. */
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  /** JSON pointer into the body that is wrong; empty when the whole answer is meant. */
  readonly pointer: string;
  /** A repeat of the same case gave a different answer. */
  readonly intermittent: boolean;
  /** Seed and path that fast-check needs to draw the case again; path is empty for tabulated cases. */
  readonly seed: number;
  readonly path: string;
  readonly evidence: readonly Exchange[];
}

/** What a check returns. */
export interface Outcome {
  readonly verdict: 'passed' | 'failed' | 'undetermined' | 'not-applicable';
  readonly reasonCode: ReasonCode;
  /** A sentence for a person. */
  readonly reason: string;
  readonly cases: { readonly sent: number; readonly failed: number };
  /** Lowest case first; capped by the engine. */
  readonly findings: readonly Finding[];
  /** Acceptable but not preferred answers, in one line each. */
  readonly notes?: readonly string[];
  /**
   * Sends the first failed case again, to tell an intermittent failure from a lasting one and to look for a smaller case; gives the
   * findings to show instead, or another outcome where the repeat shows that the failure proves nothing. It may create things, so a run calls it when everything that was planned is done. Never rejects for
   * anything that the target does.
   */
  readonly confirm?: () => Promise<readonly Finding[] | Outcome>;
}

/** The result of one requirement. */
export interface RequirementResult {
  readonly id: string;
  readonly suite: string;
  readonly level: Level;
  readonly profile: ProfileName;
  /** The sentence. */
  readonly text: string;
  /** Id of the clause. */
  readonly source: string;
  /** Usual causes, from the requirement. */
  readonly explain: string;
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  readonly reason: string;
  readonly notes: readonly string[];
  readonly cases: { readonly sent: number; readonly failed: number };
  readonly findings: readonly Finding[];
  readonly durationMs: number;
}

/** An entry of the statement, with where it comes from. */
export interface StatementValue {
  readonly value: string | number | boolean;
  readonly origin: 'declared' | 'detected';
}

/** Things created on the target during a run. */
export interface Creations {
  readonly parties: readonly string[];
  /** Every user that was created, also those that are gone again. */
  readonly users: readonly string[];
  /** Those of `users` that were deleted. */
  readonly deleted: readonly string[];
  /** Names whose creation has an unknown outcome. */
  readonly maybe: readonly { readonly noun: 'party' | 'user'; readonly name: string }[];
}
