/**
 * A scenario is started afresh after transient trouble, and once more when something was wrong.
 */
import type { Exchange } from '../../target/exchange.ts';
import type { RunContext } from '../context.ts';
import type { Lane } from '../experiment.ts';
import type { Finding, Outcome } from '../result.ts';
import { Inconclusive } from '../signals.ts';
import { describeAnswer } from '../text.ts';
import { failed, passed, undetermined } from './outcome.ts';

/** How often a scenario is started afresh after transient trouble: one step in trouble spoils all of its steps. */
const STARTS = 8;
/** The repeat that tells an intermittent failure from a lasting one uses these attempt numbers. */
const REPEAT = 100;

/** Transient trouble in a step that cannot be sent again: the scenario starts afresh under new names. */
export class TransientTrouble extends Error {
  readonly label: string;
  readonly exchange: Exchange;
  /** Steps of this start that were answered before. */
  readonly answered: number;
  constructor(label: string, exchange: Exchange, answered: number) {
    super(`${label}: ${describeAnswer(exchange)}`);
    this.label = label;
    this.exchange = exchange;
    this.answered = answered;
  }
}

/** What one start found. */
export interface Steps {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly checked: number;
}

/** What is started. */
export interface Started<S> {
  readonly lane?: Lane;
  readonly satisfied: string;
  run(steps: S): Promise<void>;
}

/** Runs a scenario; `create` makes the steps of each start. */
export async function runStarts<S extends Steps>(
  context: RunContext,
  options: Started<S>,
  create: (start: number) => S,
): Promise<Outcome> {
  const first = await startUntilSettled(context, options, create, 0);
  if (Array.isArray(first)) return troubledOutcome(context, first);
  if (first.findings.length === 0) return passed(first.checked, options.satisfied, first.notes);
  const confirm = () => markIntermittent(context, options, create, first.findings);
  return failed({ sent: first.checked, failed: first.findings.length }, first.findings, {
    notes: first.notes,
    confirm,
  });
}

/** A wrong answer seen once stays a failure; a repeat that differs marks it (design.md, rule 10). */
async function markIntermittent<S extends Steps>(
  context: RunContext,
  options: Started<S>,
  create: (start: number) => S,
  findings: readonly Finding[],
): Promise<Finding[]> {
  if (options.lane === 'last') return [...findings];
  try {
    const again = await startUntilSettled(context, options, create, REPEAT);
    const intermittent = !Array.isArray(again) && again.findings.length === 0;
    return findings.map((finding) => ({ ...finding, intermittent }));
  } catch (error) {
    if (error instanceof Inconclusive) return [...findings];
    throw error;
  }
}

/** Silence on one and the same step, while the steps before it were answered in every start, is a failure (rule 10). */
function troubledOutcome(context: RunContext, troubles: readonly TransientTrouble[]): Outcome {
  const last = troubles.at(-1) as TransientTrouble;
  const reason = `Transient trouble in every one of ${troubles.length} starts: ${last.message}`;
  const sameStep = troubles.every((trouble) => trouble.label === last.label && trouble.answered > 0);
  if (!sameStep) return undetermined('transient-trouble', reason);
  const finding: Finding = {
    summary: `No lasting answer to one step: ${last.label}`,
    expected: 'an answer, as the steps before it got',
    actual: `${troubles.length} times ${describeAnswer(last.exchange)}`,
    pointer: '',
    intermittent: false,
    seed: context.draw.seed,
    path: '',
    evidence: [last.exchange],
  };
  return failed({ sent: troubles.length, failed: troubles.length }, [finding]);
}

/** Starts the scenario until it runs through; gives the troubles of all starts when none does. */
async function startUntilSettled<S extends Steps>(
  context: RunContext,
  options: Started<S>,
  create: (start: number) => S,
  first: number,
): Promise<S | TransientTrouble[]> {
  const troubles: TransientTrouble[] = [];
  for (let start = first; start < first + STARTS; start += 1) {
    const steps = create(start);
    try {
      await options.run(steps);
      return steps;
    } catch (error) {
      if (!(error instanceof TransientTrouble)) throw error;
      // What was already seen to be wrong stays wrong, whatever ended the scenario.
      if (steps.findings.length > 0) return steps;
      troubles.push(error);
      await context.target.backOff(start - first);
    }
  }
  return troubles;
}
