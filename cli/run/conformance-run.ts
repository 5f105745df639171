/**
 * configuration -> plan -> run -> report -> files, summary, exit code.
 */
import { relative } from 'node:path';
import type { RunResult } from '../../engine/run-result.ts';
import { clearReports } from '../../reports/clear.ts';
import { buildReport } from '../../reports/model.ts';
import { exchangesOf, writeReports } from '../../reports/write.ts';
import { type SuiteEntry, suiteRegistry } from '../../suites/registry.ts';
import { TargetGoneError } from '../../target/errors.ts';
import type { CommandContext } from '../command.ts';
import type { Settings, TargetChoice } from '../configuration/settings.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { sayFailure } from '../failure.ts';
import { listenForInterruption } from '../interruption.ts';
import { createProgress, type Progress } from '../progress.ts';
import { type Deployment, openDeployment } from './deployment.ts';
import { drawnSeed, randomNamespace } from './drawn.ts';
import { executePlan } from './execution.ts';
import { firstLook, unreachable } from './first-look.ts';
import { partyCap, requireAffordable } from './limits.ts';
import { planText } from './plan-text.ts';
import { announce, planFor, type RunFrame } from './planning.ts';
import { suiteFaultSentence, suiteFaults } from './suite-fault.ts';
import { discoverSuites, namedSuites, needsDiscovery } from './suites.ts';
import { waitUntilReady } from './wait.ts';

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
  const deployment = await openDeployment(choice, settings);
  try {
    const result = await runOn(deployment, named, frame, progress, interruption.signal);
    progress.stop();
    return await report(result, settings, context);
  } finally {
    progress.stop();
    interruption.dispose();
    await deployment.close();
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
    maxParties: frame.cap === Number.MAX_SAFE_INTEGER ? 'no limit' : String(frame.cap),
  };
  terminal.out(planText(plan, shown, terminal));
  requireAffordable(plan, frame.cap);
  return exitCodes.done;
}

async function runOn(
  deployment: Deployment,
  named: readonly SuiteEntry[],
  frame: RunFrame,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunResult> {
  const { settings } = frame;
  const say = (text: string): void => progress({ type: 'message', text });
  const candidates = named.length > 0 ? named : suiteRegistry;
  const discover = named.length === 0 && !deployment.embedded && needsDiscovery(candidates);
  let entries = candidates;
  if (discover) {
    say(`Asking ${deployment.url} which suites concern it. Parties that a run creates stay there for ever.`);
    await waitFor(candidates, deployment, settings, say, signal);
    entries = await discovered(candidates, deployment, settings, signal);
  }
  const plan = await planFor(entries, frame);
  requireAffordable(plan, frame.cap);
  announce(plan, deployment.embedded, progress);
  say(`Target ${deployment.url}, seed ${frame.seed}, namespace ${frame.namespace}.`);
  if (deployment.embedded && Object.keys(settings.statement).length > 0) {
    say('The statement of the configuration is about another target and is not used.');
  }
  await clearReports(settings.options.out);
  const ready = discover ? deployment : await whenReady(entries, deployment, settings, say, signal);
  const reached = ready === deployment ? await firstLook(deployment, '/v2/version', signal) : ready;
  return executePlan(plan, reached, frame, { directory: settings.options.out }, progress, signal);
}

/** The deployment once it is ready, or one that is reported as unreachable. */
async function whenReady(
  entries: readonly SuiteEntry[],
  deployment: Deployment,
  settings: Settings,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<Deployment> {
  try {
    await waitFor(entries, deployment, settings, say, signal);
    return deployment;
  } catch (error) {
    if (error instanceof TargetGoneError) return unreachable(deployment, error);
    throw error;
  }
}

async function waitFor(
  entries: readonly SuiteEntry[],
  { embedded, url, openTarget }: Deployment,
  { options, ishare }: Settings,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (embedded || options.wait === 0) return;
  const families = new Set(entries.map(({ family }) => family));
  const { capabilities } = ishare.paths;
  await waitUntilReady({ url, openTarget, families, capabilities, seconds: options.wait, signal, say });
}

async function discovered(
  candidates: readonly SuiteEntry[],
  deployment: Deployment,
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly SuiteEntry[]> {
  const target = deployment.openTarget(signal);
  try {
    return await discoverSuites(candidates, target, settings.ishare);
  } finally {
    await target.close();
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
