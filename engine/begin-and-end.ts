/**
 * The first look of each suite at the target, and the tidying at the end of a run.
 */
import { ConcordatError, SuiteError, TargetGoneError } from '../target/errors.ts';
import { createContext, type RunContext } from './context.ts';
import type { UnderTest } from './deployments.ts';
import type { Plan } from './plan.ts';
import type { RunOptions } from './run-options.ts';
import { Interrupted } from './signals.ts';
import type { Probe, Suite } from './suite.ts';

/** A suite within a run. */
export interface Running {
  readonly suite: Suite;
  readonly deployment: UnderTest;
  readonly context: RunContext;
  readonly probe: Probe;
}

/** What a suite begins with. */
export interface Beginning {
  readonly deployment: UnderTest;
  readonly plan: Plan;
  readonly options: RunOptions;
}

function contextOf(suite: Suite, { deployment, plan, options }: Beginning): RunContext {
  return createContext({
    suite: suite.name,
    target: deployment.target,
    draw: plan.draw,
    namespace: options.namespace,
    embedded: options.embedded,
    strict: options.strict,
    signal: options.signal,
    statement: deployment.statement,
    journal: deployment.journal,
    concurrency: options.concurrency,
    maxParties: options.maxParties,
    partyPlaces: deployment.partyPlaces,
    inputs: options.inputs[suite.name] ?? {},
    isTransient: suite.isTransient,
  });
}

/** Makes the context of a suite and looks at the target. */
export async function begin(suite: Suite, beginning: Beginning): Promise<Running> {
  const { options, deployment } = beginning;
  const context = contextOf(suite, beginning);
  let probe: Probe = { applicable: true, reason: '', product: '', version: '' };
  try {
    if (!deployment.gone && !options.signal.aborted) probe = await suite.probe(context);
  } catch (error) {
    if (error instanceof TargetGoneError) deployment.gone = error;
    else if (!(error instanceof Interrupted) && !isOfTarget(error)) throw error;
  }
  return { suite, deployment, context, probe };
}

/**
 * Settles and deletes, on a target of its own that an interrupt does not touch. Trouble while tidying up is no verdict, and a target
 * that is gone by now did not end the run early: what may remain is in the journal.
 */
export async function tidyUp({ deployment, plan, options }: Beginning): Promise<void> {
  if (deployment.gone) return;
  const target = options.openTarget(undefined, deployment.key);
  try {
    for (const suite of deployment.suites) {
      const context = contextOf(suite, {
        deployment: { ...deployment, target },
        plan,
        options: { ...options, signal: new AbortController().signal },
      });
      await suite.finish(context);
    }
  } catch (error) {
    if (!isOfTarget(error)) throw error;
  } finally {
    await target.close();
  }
}

/** A target that gives our client no credential, for example: each requirement meets it again and says so. */
function isOfTarget(error: unknown): boolean {
  return error instanceof ConcordatError && !(error instanceof SuiteError);
}
