/**
 * plan -> run result: lanes one after the other, requirements of the concurrent lane beside each other.
 */
import type { Json, ProfileName } from '../contracts/model.ts';
import { TargetGoneError } from '../target/errors.ts';
import type { Target } from '../target/exchange.ts';
import { notApplicable, undetermined } from './checks/outcome.ts';
import { createContext, type RunContext } from './context.ts';
import { evaluate, toResult } from './evaluate.ts';
import type { Lane } from './experiment.ts';
import type { Journal } from './journal.ts';
import { experimentsOf, type Plan, type PlannedRequirement } from './plan.ts';
import type { RequirementResult, Verdict } from './result.ts';
import type { RunResult, SuiteResult } from './run-result.ts';
import { Interrupted } from './signals.ts';
import { StatementBook } from './statement.ts';
import type { Probe, Suite } from './suite.ts';

/** What a run needs besides its plan. */
export interface RunOptions {
  /**
   * Opens the deployment under test. Called with the run's signal for the checks, and without one for tidying up, which goes on
   * after an interrupt. The run closes what it opened.
   */
  readonly openTarget: (signal?: AbortSignal) => Target;
  readonly embedded: boolean;
  readonly suiteVersion: string;
  readonly profile: ProfileName;
  readonly namespace: string;
  readonly concurrency: number;
  readonly maxParties: number;
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly journal: Journal;
  /** Declared statement entries. */
  readonly statement: Readonly<Record<string, string | number | boolean>>;
  /** Operator's inputs, by suite. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, Json | undefined>>>>;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Progress of a run. */
export type RunEvent = {
  readonly type: 'requirement';
  readonly id: string;
  readonly verdict: Verdict;
  readonly done: number;
  readonly total: number;
};

/** How many requirements of the concurrent lane are evaluated at once; the target's own limit caps the requests. */
const REQUIREMENTS_AT_ONCE = 24;

interface Running {
  readonly suite: Suite;
  readonly context: RunContext;
  readonly probe: Probe;
}

/** Runs a plan. Never rejects for anything that the target does; a target that is gone is in `run.stopped`. */
export async function executeRun(plan: Plan, options: RunOptions): Promise<RunResult> {
  const target = options.openTarget(options.signal);
  try {
    return await runOn(target, plan, options);
  } finally {
    await target.close();
  }
}

async function runOn(target: Target, plan: Plan, options: RunOptions): Promise<RunResult> {
  const startedAt = Date.now();
  const statement = new StatementBook(options.statement);
  const results = new Map<string, RequirementResult>();
  const state: State = {};
  const running = new Map<string, Running>();
  for (const suite of plan.suites)
    running.set(suite.name, await begin(suite, { target, plan, options, statement, state }));

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
    const { context, probe } = running.get(planned.suite.name) as Running;
    settle(await decide(planned, context, probe, options, state));
    for (const experiment of planned.requirement.check.experiments) {
      const key = `${planned.suite.name}/${experiment.key}`;
      const left = (usage.get(key) ?? 1) - 1;
      usage.set(key, left);
      if (left === 0) context.forget(experiment);
    }
  };
  for (const lane of ['concurrent', 'exclusive', 'last'] satisfies Lane[]) {
    const inLane = plan.planned.filter((planned) => planned.lane === lane);
    await inParallel(inLane, lane === 'concurrent' ? REQUIREMENTS_AT_ONCE : 1, evaluateOne);
  }
  await tidyUp({ plan, options, statement, state });
  return toRunResult(plan, options, { target, startedAt, statement, results, running, ...state });
}

/** What the end of the target leaves behind. */
interface State {
  gone?: TargetGoneError;
}

interface Beginning {
  readonly target: Target;
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly statement: StatementBook;
  readonly state: State;
}

function contextOf(suite: Suite, { target, plan, options, statement }: Beginning): RunContext {
  return createContext({
    suite: suite.name,
    target,
    draw: plan.draw,
    namespace: options.namespace,
    embedded: options.embedded,
    strict: options.strict,
    signal: options.signal,
    statement,
    journal: options.journal,
    maxParties: options.maxParties,
    inputs: options.inputs[suite.name] ?? {},
    isTransient: suite.isTransient,
  });
}

async function begin(suite: Suite, beginning: Beginning): Promise<Running> {
  const { options, state } = beginning;
  const context = contextOf(suite, beginning);
  let probe: Probe = { applicable: true, reason: '', product: '', version: '' };
  try {
    if (!state.gone && !options.signal.aborted) probe = await suite.probe(context);
  } catch (error) {
    if (error instanceof TargetGoneError) state.gone = error;
    else if (!(error instanceof Interrupted)) throw error;
  }
  return { suite, context, probe };
}

async function decide(
  { requirement }: PlannedRequirement,
  context: RunContext,
  probe: Probe,
  options: RunOptions,
  state: State,
): Promise<RequirementResult> {
  if (!probe.applicable) return toResult(requirement, context, notApplicable('not-offered', probe.reason), 0);
  if (state.gone) return toResult(requirement, context, undetermined('target-gone', state.gone.message), 0);
  if (options.signal.aborted) {
    return toResult(
      requirement,
      context,
      undetermined('interrupted', 'The run was interrupted before this was decided.'),
      0,
    );
  }
  const result = await evaluate(requirement, context);
  if (result.reasonCode === 'target-gone' && !state.gone)
    state.gone = new TargetGoneError(result.reason, context.target.statistics().exchanges > 0);
  return result;
}

/**
 * Settles and deletes, on a target of its own that an interrupt does not touch. Trouble while tidying up is no verdict: what may
 * remain is in the journal.
 */
async function tidyUp(beginning: Omit<Beginning, 'target'>): Promise<void> {
  const { plan, options, state } = beginning;
  if (state.gone) return;
  const target = options.openTarget();
  try {
    for (const suite of plan.suites) {
      const context = contextOf(suite, {
        ...beginning,
        target,
        options: { ...options, signal: new AbortController().signal },
      });
      await suite.finish(context);
    }
  } catch (error) {
    if (!(error instanceof TargetGoneError)) throw error;
    state.gone = error;
  } finally {
    await target.close();
  }
}

/** How many requirements read each experiment, so that evidence is dropped with its last reader. */
function countUses(plan: Plan): Map<string, number> {
  const uses = new Map<string, number>([...experimentsOf(plan.planned).keys()].map((key) => [key, 0]));
  for (const { suite, requirement } of plan.planned) {
    for (const experiment of requirement.check.experiments) {
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

interface Ended {
  readonly target: Target;
  readonly startedAt: number;
  readonly statement: StatementBook;
  readonly results: ReadonlyMap<string, RequirementResult>;
  readonly running: ReadonlyMap<string, Running>;
  readonly gone?: TargetGoneError;
}

function toRunResult(plan: Plan, options: RunOptions, ended: Ended): RunResult {
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
    leftOut: plan.leftOut
      .filter(({ profile }) => profile === 'contract' || options.profile === 'reference')
      .map(({ id }) => id),
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
