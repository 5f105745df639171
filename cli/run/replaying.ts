/**
 * One requirement of a report, run again with the seed, budget and profile of the report under a fresh namespace.
 */
import type { Report } from '../../reports/model.ts';
import { buildReport } from '../../reports/model.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { CommandContext } from '../command.ts';
import type { Settings, TargetChoice } from '../configuration/settings.ts';
import { target as readTarget } from '../configuration/values.ts';
import { openDeployments } from '../deployment/deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { sayFailure } from '../failure.ts';
import { listenForInterruption } from '../interruption.ts';
import { createProgress } from '../progress.ts';
import { packageVersion } from '../version.ts';
import { randomNamespace } from './drawn.ts';
import { executePlan } from './execution.ts';
import { firstLook } from './first-look.ts';
import { partyCap, requireAffordable } from './limits.ts';
import { announce, planFor, type RunFrame } from './planning.ts';
import { allRequirements, findRequirement } from './requirements.ts';
import { verdictLines } from './seen-in-report.ts';
import { suiteFaultSentence, suiteFaults } from './suite-fault.ts';
import { familiesOf, namedSuites } from './suites.ts';

/** Name of the journal of a replay, beside the report. */
const REPLAY_JOURNAL = 'replay-journal.jsonl';

/** What is replayed. */
export interface Replay {
  readonly report: Report;
  /** Of the requirement; an earlier id will do. */
  readonly id: string;
  /** Folder of the report. */
  readonly directory: string;
  /** The target was named on the command line. */
  readonly named: boolean;
}

/** Replays and reports. 1: still fails, 0: not any more, 5: cannot be said. */
export async function replayRequirement(replay: Replay, given: Settings, context: CommandContext): Promise<ExitCode> {
  const { report, directory } = replay;
  const { terminal } = context;
  const { suite, requirement } = findRequirement(replay.id, await allRequirements());
  const settings = settingsOf(report, requirement.id, given);
  const choice = targetOf(replay, given);
  const frame: RunFrame = {
    settings,
    seed: report.run.seed,
    namespace: randomNamespace(),
    cap: partyCap(settings, choice.kind === 'embedded'),
  };
  const entries = namedSuites([suite.name as Settings['options']['suites'][number]]);
  const plan = await planFor(entries, frame);
  requireAffordable(plan, frame.cap);
  sayDifferences(report, context);
  const interruption = listenForInterruption(terminal, 'Stopping. Press Ctrl-C again to quit at once.');
  const { quiet } = settings.options;
  const progress = await createProgress({ terminal, quiet, ci: (context.env.CI ?? '') !== '' });
  const deployments = await openDeployments(choice, settings, familiesOf(entries));
  try {
    announce(plan, deployments.embedded, progress);
    const reached = await firstLook(deployments, interruption.signal);
    const place = { directory, name: REPLAY_JOURNAL };
    const again = buildReport(await executePlan(plan, reached, frame, place, progress, interruption.signal));
    progress.stop();
    return tell(report, again, context);
  } finally {
    progress.stop();
    interruption.dispose();
    await deployments.close();
  }
}

/** The settings of the replayed run: what is sent and how it is judged comes from the report. */
function settingsOf({ run, profile, statement }: Report, id: string, given: Settings): Settings {
  const declared = Object.entries(statement)
    .filter(([, { origin }]) => origin === 'declared')
    .map(([name, { value }]) => [name, value] as const);
  return {
    ...given,
    statement: { ...Object.fromEntries(declared), ...given.statement },
    options: { ...given.options, profile, budget: run.budget, strict: run.strict, only: [id], exclude: [] },
  };
}

/** @throws ConfigurationError when the configuration is about another target, whose secrets must not go to that of the report */
function targetOf({ report, named }: Replay, { options }: Settings): TargetChoice {
  if (named && options.target !== undefined) return options.target;
  if (report.target.kind === 'embedded') return { kind: 'embedded' };
  const choice = readTarget(report.target.url);
  const { target } = options;
  if (target === undefined || (target.kind === 'external' && choice.kind === 'external' && target.url === choice.url)) {
    return choice;
  }
  const other = target.kind === 'embedded' ? 'the embedded reference' : target.url;
  throw new ConfigurationError(
    `The report is about ${report.target.url}, the configuration about ${other}. Say with --target which one is meant.`,
  );
}

function sayDifferences({ suite, target }: Report, { terminal }: CommandContext): void {
  const version = packageVersion();
  if (suite.version !== version) {
    terminal.err(`The report was written by concordat ${suite.version}, this is ${version}: requests may differ.`);
  }
  if (target.kind === 'embedded') terminal.err('The report is about the embedded reference, which is started again.');
}

function tell(before: Report, again: Report, { terminal }: CommandContext): ExitCode {
  const [requirement] = again.requirements;
  if (requirement === undefined) throw new Error('the replayed run has no result');
  const earlier = before.requirements.find(({ id }) => id === requirement.id)?.verdict ?? 'not part of the run';
  const failed = requirement.verdict === 'failed' || requirement.verdict === 'warned';
  const passed = requirement.verdict === 'passed';
  const { red, green, yellow, bold } = terminal.colors;
  const failedBefore = earlier === 'failed' || earlier === 'warned';
  const fails = red(failedBefore ? 'still fails' : 'fails');
  const passes = green(failedBefore ? 'does not fail any more' : 'passes');
  terminal.out(`${bold(requirement.id)} ${failed ? fails : passed ? passes : yellow('cannot be decided')}`);
  terminal.out(`  in the report: ${earlier}`);
  for (const line of verdictLines(requirement, terminal)) terminal.out(line);
  const { stopped } = again.run;
  if (stopped !== null && stopped.code !== 'interrupted') sayFailure(stopped.message, terminal);
  const faults = suiteFaults(again);
  if (faults.length > 0) {
    sayFailure(suiteFaultSentence(faults), terminal);
    return exitCodes.suiteFault;
  }
  if (stopped?.code === 'target-unreachable') return exitCodes.unreachable;
  return failed ? exitCodes.notConformant : passed ? exitCodes.done : exitCodes.notDetermined;
}
