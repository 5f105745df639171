/**
 * configuration -> plan -> run -> report -> files, summary, exit code.
 */
import { relative } from 'node:path';
import type { RunResult } from '../../engine/run-result.ts';
import { clearReports } from '../../reports/clear.ts';
import { buildReport } from '../../reports/model.ts';
import { exchangesOf, writeReports } from '../../reports/write.ts';
import { type SuiteEntry, suiteRegistry } from '../../suites/registry.ts';
import type { CommandContext } from '../command.ts';
import type { Settings, TargetChoice } from '../configuration/settings.ts';
import { openDeployments, planNotes, whereabouts } from '../deployment/deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { sayFailure } from '../failure.ts';
import { listenForInterruption } from '../interruption.ts';
import { createProgress, type Progress } from '../progress.ts';
import { drawnSeed, randomNamespace } from './drawn.ts';
import { executePlan } from './execution.ts';
import { firstLook } from './first-look.ts';
import { partyCap, requireAffordable } from './limits.ts';
import { planText } from './plan-text.ts';
import { announce, planFor, type RunFrame } from './planning.ts';
import { discovered, whenReady } from './readiness.ts';
import { suiteFaultSentence, suiteFaults } from './suite-fault.ts';
import { familiesOf, namedSuites, needsDiscovery } from './suites.ts';

/** Runs the suites and reports. @throws ConcordatError for what ends the command without a report */
export async function executeConformanceRun(
  choice: TargetChoice,
  settings: Settings,
  context: CommandContext,
): Promise<ExitCode> {
  const { options } = settings;
  const frame: RunFrame = {
    settings,
    seed: drawnSeed(options.seed),
    namespace: options.namespace ?? randomNamespace(),
    cap: partyCap(settings, choice.kind === 'embedded'),
  };
  const named = namedSuites(options.suites);
  if (options.dryRun) return showPlan(choice, named.length > 0 ? named : suiteRegistry, frame, context);

  const interruption = listenForInterruption(
    context.terminal,
    'Stopping: users are deleted, then the report is written. Press Ctrl-C again to quit at once.',
  );
  const quiet = { terminal: context.terminal, quiet: options.quiet, ci: (context.env.CI ?? '') !== '' };
  const progress = await createProgress(quiet);
  try {
    const result = await runOn(choice, named, frame, progress, interruption.signal);
    progress.stop();
    return await report(result, settings, context);
  } finally {
    progress.stop();
    interruption.dispose();
  }
}

async function showPlan(
  choice: TargetChoice,
  entries: readonly SuiteEntry[],
  frame: RunFrame,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const plan = await planFor(entries, frame);
  const { namespace, profile } = frame.settings.options;
  const shown = {
    target: choice.kind === 'embedded' ? 'embedded' : choice.url,
    profile,
    namespace: namespace ?? 'random',
    cap: frame.cap === Number.MAX_SAFE_INTEGER ? undefined : frame.cap,
    notes: await planNotes(choice, frame.settings, familiesOf(entries)),
  };
  terminal.out(planText(plan, shown, terminal));
  requireAffordable(plan, frame.cap);
  return exitCodes.done;
}

/** Finds out which suites are meant, opens what they are run on, runs, and closes it. */
async function runOn(
  choice: TargetChoice,
  named: readonly SuiteEntry[],
  frame: RunFrame,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunResult> {
  const { settings } = frame;
  const say = (text: string): void => progress({ type: 'message', text });
  const candidates = named.length > 0 ? named : suiteRegistry;
  const discover = named.length === 0 && choice.kind === 'external' && needsDiscovery(candidates);
  const { entries, gone } = discover
    ? await discovered(choice.url, settings, say, signal)
    : { entries: candidates, gone: undefined };
  // The keys of the embedded registry are made while the plan is.
  const opening = openDeployments(choice, settings, familiesOf(entries));
  opening.catch(() => {});
  try {
    const plan = await planFor(entries, frame);
    requireAffordable(plan, frame.cap);
    const deployments = await opening;
    announce(plan, deployments.embedded, progress);
    say(`${whereabouts(deployments)}, seed ${frame.seed}, namespace ${frame.namespace}.`);
    for (const note of await planNotes(choice, settings, familiesOf(entries))) say(note);
    if (deployments.embedded && Object.keys(settings.statement).length > 0) {
      say('The statement of the configuration is about another target and is not used.');
    }
    await clearReports(settings.options.out);
    const ready = await whenReady(deployments, gone, settings, say, signal);
    const reached = await firstLook(ready, signal);
    return await executePlan(plan, reached, frame, { directory: settings.options.out }, progress, signal);
  } finally {
    await opening.then(
      ({ close }) => close(),
      () => {},
    );
  }
}

async function report(result: RunResult, settings: Settings, context: CommandContext): Promise<ExitCode> {
  const { out, formats, quiet } = settings.options;
  const { terminal } = context;
  const made = buildReport(result);
  const files = await writeReports(made, out, formats, exchangesOf(result));
  if (!quiet) {
    const { renderSummary } = await import('../../reports/terminal.ts');
    const shown = files.map((file) => relative(context.cwd, file));
    const color = terminal.colors.isColorSupported;
    terminal.out(renderSummary(made, { color, width: terminal.width, files: shown }).trimEnd());
  }
  const { stopped } = made.run;
  if (stopped !== null && stopped.code !== 'interrupted') sayFailure(stopped.message, terminal);
  const faults = suiteFaults(made);
  if (faults.length > 0) sayFailure(suiteFaultSentence(faults), terminal);
  return made.gate.exitCode;
}
