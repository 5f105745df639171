/**
 * Puts together what a run found out.
 */
import type { TargetGoneError } from '../target/errors.ts';
import type { Target } from '../target/exchange.ts';
import type { Running } from './begin-and-end.ts';
import type { Plan } from './plan.ts';
import type { RequirementResult } from './result.ts';
import type { RunOptions } from './run-options.ts';
import type { RunResult, SuiteResult } from './run-result.ts';
import type { StatementBook } from './statement.ts';

/** A run that is over. */
export interface Ended {
  readonly target: Target;
  readonly startedAt: number;
  readonly statement: StatementBook;
  readonly results: ReadonlyMap<string, RequirementResult>;
  readonly running: ReadonlyMap<string, Running>;
  readonly gone?: TargetGoneError;
}

/** The result of a run. */
export function toRunResult(plan: Plan, options: RunOptions, ended: Ended): RunResult {
  const finishedAt = Date.now();
  const stopped = ended.gone
    ? {
        code: ended.gone.answered ? ('target-gone' as const) : ('target-unreachable' as const),
        message: ended.gone.message,
      }
    : options.signal.aborted
      ? { code: 'interrupted' as const, message: 'Interrupted by the operator.' }
      : undefined;
  const probes = [...ended.running.values()].map(({ probe }) => probe);
  return {
    suiteVersion: options.suiteVersion,
    target: {
      kind: options.embedded ? 'embedded' : 'external',
      url: ended.target.baseUrl,
      product: probes.find((probe) => probe.product)?.product ?? '',
      version: probes.find((probe) => probe.version)?.version ?? '',
    },
    profile: options.profile,
    suites: [...ended.running.values()].map(({ suite, probe }): SuiteResult => {
      return { name: suite.name, contract: suite.contract(), applicable: probe.applicable, reason: probe.reason };
    }),
    requirements: plan.planned.flatMap(({ requirement }) => ended.results.get(requirement.id) ?? []),
    leftOut: plan.leftOut,
    statement: ended.statement.entries(),
    run: {
      seed: plan.draw.seed,
      namespace: options.namespace,
      budget: plan.draw.budget,
      concurrency: options.concurrency,
      startedAt: new Date(ended.startedAt).toISOString(),
      finishedAt: new Date(finishedAt).toISOString(),
      durationMs: finishedAt - ended.startedAt,
      shard: null,
      selection: plan.selection,
      strict: options.strict,
      vectorsSha256: plan.vectorsSha256,
      ...(stopped && { stopped }),
    },
    traffic: ended.target.statistics(),
    created: options.journal.summary(),
  };
}
