/**
 * Puts together what a run found out.
 */
import type { Running } from './begin-and-end.ts';
import { allEntries, totalTraffic, type UnderTest } from './deployments.ts';
import type { Plan } from './plan.ts';
import type { RequirementResult } from './result.ts';
import type { RunOptions } from './run-options.ts';
import type { RunResult, SuiteResult } from './run-result.ts';

/** A run that is over. */
export interface Ended {
  readonly deployments: readonly UnderTest[];
  readonly startedAt: number;
  readonly results: ReadonlyMap<string, RequirementResult>;
  readonly running: ReadonlyMap<string, Running>;
}

/** The result of a run. */
export function toRunResult(plan: Plan, options: RunOptions, ended: Ended): RunResult {
  const finishedAt = Date.now();
  const gone = ended.deployments.find((deployment) => deployment.gone)?.gone;
  const stopped = gone
    ? { code: gone.answered ? ('target-gone' as const) : ('target-unreachable' as const), message: gone.message }
    : options.signal.aborted
      ? { code: 'interrupted' as const, message: 'Interrupted by the operator.' }
      : undefined;
  const probes = plan.suites.flatMap(({ name }) => ended.running.get(name)?.probe ?? []);
  return {
    suiteVersion: options.suiteVersion,
    target: {
      kind: options.embedded ? 'embedded' : 'external',
      url: ended.deployments.map(({ target }) => target.baseUrl).join(', '),
      product: probes.find((probe) => probe.product)?.product ?? '',
      version: probes.find((probe) => probe.version)?.version ?? '',
    },
    profile: options.profile,
    suites: plan.suites
      .map(({ name }) => ended.running.get(name) as Running)
      .map(({ suite, probe }): SuiteResult => {
        return { name: suite.name, contract: suite.contract(), applicable: probe.applicable, reason: probe.reason };
      }),
    requirements: plan.planned.flatMap(({ requirement }) => ended.results.get(requirement.id) ?? []),
    leftOut: plan.leftOut,
    statement: allEntries(ended.deployments),
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
    traffic: totalTraffic(ended.deployments),
    created: options.journal.summary(),
  };
}
