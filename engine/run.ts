/**
 * plan -> run result: the lanes of each server one after the other, requirements of the concurrent lane beside each other.
 */
import { begin, type Running, tidyUp } from './begin-and-end.ts';
import { notApplicable, undetermined } from './checks/outcome.ts';
import { openDeployments, type UnderTest } from './deployments.ts';
import { evaluate, toResult, type Unconfirmed } from './evaluate.ts';
import type { Lane } from './experiment.ts';
import { experimentsOf, gatheredFor, type Plan, type PlannedRequirement } from './plan.ts';
import type { Outcome, RequirementResult } from './result.ts';
import type { RunOptions } from './run-options.ts';
import type { RunResult } from './run-result.ts';
import { toRunResult } from './to-run-result.ts';

/** How many requirements of the concurrent lane are evaluated at once; the target's own limit caps the requests. */
const REQUIREMENTS_AT_ONCE = 24;

/** Runs a plan. Never rejects for anything that the target does; a target that is gone is in `run.stopped`. */
export async function executeRun(plan: Plan, options: RunOptions): Promise<RunResult> {
  const deployments = openDeployments(plan, options);
  try {
    return await runOn(deployments, plan, options);
  } finally {
    await Promise.all(deployments.map(({ target }) => target.close()));
  }
}

async function runOn(deployments: readonly UnderTest[], plan: Plan, options: RunOptions): Promise<RunResult> {
  const startedAt = Date.now();
  const results = new Map<string, RequirementResult>();
  const unconfirmed = new Map<string, () => Promise<RequirementResult>>();
  const running = new Map<string, Running>();
  for (const deployment of deployments) {
    for (const suite of deployment.suites) running.set(suite.name, await begin(suite, { deployment, plan, options }));
  }

  const settle = (result: RequirementResult): void => {
    results.set(result.id, result);
    options.onEvent?.({
      type: 'requirement',
      id: result.id,
      verdict: result.verdict,
      done: results.size,
      total: plan.planned.length,
    });
  };
  const usage = countUses(plan);
  const evaluateOne = async (planned: PlannedRequirement): Promise<void> => {
    const begun = running.get(planned.suite.name) as Running;
    const { result, confirm } = await decideUnlessOver(planned, begun, options);
    settle(result);
    if (confirm) unconfirmed.set(result.id, confirm);
    else options.onResult?.(result);
    for (const experiment of gatheredFor(planned.requirement)) {
      const key = `${planned.suite.name}/${experiment.key}`;
      const left = (usage.get(key) ?? 1) - 1;
      usage.set(key, left);
      if (left === 0) begun.context.forget(experiment);
    }
  };
  await Promise.all(
    byAddress(deployments).map(async (atOneAddress) => {
      for (const deployment of atOneAddress) await runLanes(deployment, plan, evaluateOne);
    }),
  );
  // One after the other in the order of the plan: what they may still create is then spent the same way in every run.
  for (const [id, confirm] of inOrder(plan, unconfirmed)) {
    const suite = (results.get(id) as RequirementResult).suite;
    if (!running.get(suite)?.deployment.gone && !options.signal.aborted) results.set(id, await confirm());
    options.onResult?.(results.get(id) as RequirementResult);
  }
  for (const deployment of deployments) {
    // A target may have no more connections than those that lie idle here.
    await deployment.target.close();
    await tidyUp({ deployment, plan, options });
  }
  return toRunResult(plan, options, { deployments, startedAt, results, running });
}

const ORDER: readonly Lane[] = ['first', 'concurrent', 'exclusive', 'last'];

/** Deployments at one address are one server, for which `concurrency` and `rps` are meant. */
function byAddress(deployments: readonly UnderTest[]): readonly (readonly UnderTest[])[] {
  const addresses = new Set(deployments.map(({ target }) => target.baseUrl));
  return [...addresses].map((address) => deployments.filter(({ target }) => target.baseUrl === address));
}

/** The lanes of one deployment; one at another address is no company that a requirement would notice. */
async function runLanes(
  { suites }: UnderTest,
  { planned }: Plan,
  evaluateOne: (planned: PlannedRequirement) => Promise<void>,
): Promise<void> {
  for (const lane of ORDER) {
    const inLane = planned.filter((each) => each.lane === lane && suites.includes(each.suite));
    await inParallel(inLane, lane === 'concurrent' ? REQUIREMENTS_AT_ONCE : 1, evaluateOne);
  }
}

function inOrder<T>(plan: Plan, byId: ReadonlyMap<string, T>): (readonly [id: string, value: T])[] {
  return plan.planned.flatMap(({ requirement: { id } }) => {
    const value = byId.get(id);
    return value === undefined ? [] : [[id, value] as const];
  });
}

async function decideUnlessOver(
  { requirement }: PlannedRequirement,
  { context, probe, deployment }: Running,
  options: RunOptions,
): Promise<Unconfirmed> {
  const without = (outcome: Outcome): Unconfirmed => ({ result: toResult(requirement, context, outcome, 0) });
  if (!probe.applicable) return without(notApplicable('not-offered', probe.reason));
  if (deployment.gone) return without(undetermined('target-gone', deployment.gone.message));
  if (options.signal.aborted)
    return without(undetermined('interrupted', 'The run was interrupted before this was decided.'));
  return evaluate(requirement, context);
}

/** How many requirements read each experiment, so that evidence is dropped with its last reader. */
function countUses(plan: Plan): Map<string, number> {
  const uses = new Map<string, number>([...experimentsOf(plan.planned).keys()].map((key) => [key, 0]));
  for (const { suite, requirement } of plan.planned) {
    for (const experiment of gatheredFor(requirement)) {
      const key = `${suite.name}/${experiment.key}`;
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  }
  return uses;
}

async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
