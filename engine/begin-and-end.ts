/**
 * The first look of each suite at the target, and the tidying at the end of a run.
 */
import { TargetGoneError } from '../target/errors.ts';
import type { Target } from '../target/exchange.ts';
import { createContext, type RunContext } from './context.ts';
import type { Plan } from './plan.ts';
import type { RunOptions } from './run-options.ts';
import { Interrupted } from './signals.ts';
import type { StatementBook } from './statement.ts';
import type { Probe, Suite } from './suite.ts';

/** A suite within a run. */
export interface Running {
  readonly suite: Suite;
  readonly context: RunContext;
  readonly probe: Probe;
}

/** What the end of the target leaves behind. */
export interface State {
  gone?: TargetGoneError;
}

/** The same target; notes when it says that it is gone. */
export function watched(target: Target, state: State): Target {
  return {
    ...target,
    send: async (request, sendOptions) => {
      try {
        return await target.send(request, sendOptions);
      } catch (error) {
        if (error instanceof TargetGoneError) state.gone = error;
        throw error;
      }
    },
  };
}

/** What a suite begins with. */
export interface Beginning {
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
    concurrency: options.concurrency,
    maxParties: options.maxParties,
    inputs: options.inputs[suite.name] ?? {},
    isTransient: suite.isTransient,
  });
}

/** Makes the context of a suite and looks at the target. */
export async function begin(suite: Suite, beginning: Beginning): Promise<Running> {
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

/**
 * Settles and deletes, on a target of its own that an interrupt does not touch. Trouble while tidying up is no verdict, and a target
 * that is gone by now did not end the run early: what may remain is in the journal.
 */
export async function tidyUp(beginning: Omit<Beginning, 'target'>): Promise<void> {
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
  } finally {
    await target.close();
  }
}
