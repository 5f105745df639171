/**
 * The result of a whole run: everything that a report is made of, before any decision of layout.
 */
import type { ContractIdentity, ProfileName } from '../contracts/model.ts';
import type { TrafficStatistics } from '../target/exchange.ts';
import type { Budget } from './experiment.ts';
import type { Creations, RequirementResult, StatementValue } from './result.ts';

/** What one suite found out about the target as a whole. */
export interface SuiteResult {
  readonly name: string;
  readonly contract: ContractIdentity;
  /** `false`: the optional operation is not offered; then `reason` says how that was seen. */
  readonly applicable: boolean;
  readonly reason: string;
}

/** A whole run. `requirements` holds one entry for each selected requirement, in plan order. */
export interface RunResult {
  readonly suiteVersion: string;
  readonly target: {
    readonly kind: 'embedded' | 'external';
    readonly url: string;
    /** As the target tells it; empty when unknown. */
    readonly product: string;
    readonly version: string;
  };
  readonly profile: ProfileName;
  readonly suites: readonly SuiteResult[];
  readonly requirements: readonly RequirementResult[];
  /** MUST requirements left out by `--only`, `--exclude` or the smoke budget. */
  readonly leftOut: readonly { readonly id: string; readonly profile: ProfileName }[];
  readonly statement: Readonly<Record<string, StatementValue>>;
  readonly run: {
    readonly seed: number;
    readonly namespace: string;
    readonly budget: Budget;
    readonly concurrency: number;
    /** ISO 8601, UTC. */
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly durationMs: number;
    readonly shard: string | null;
    /** The globs of `--only` and `--exclude`; empty when everything was selected. */
    readonly selection: { readonly only: readonly string[]; readonly exclude: readonly string[] };
    readonly strict: boolean;
    readonly vectorsSha256: string;
    /** Why the run ended early; absent when it did not. */
    readonly stopped?: {
      readonly code: 'interrupted' | 'target-unreachable' | 'target-gone';
      readonly message: string;
    };
  };
  readonly traffic: TrafficStatistics;
  readonly created: Creations;
}
