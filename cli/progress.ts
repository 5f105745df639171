/**
 * What a person sees while a run is under way: a bar on a terminal, now and then a line elsewhere.
 */
import type { Verdict } from '../engine/result.ts';
import { count } from './count.ts';
import { wrap } from './table.ts';
import { printable, type Terminal } from './terminal.ts';

/** What a run tells while it is under way. */
export type ProgressEvent =
  /** Before the first request: what the run will do, as upper bounds. */
  | {
      readonly type: 'planned';
      readonly requirements: number;
      readonly parties: number;
      readonly users: number;
      readonly exchanges: number;
      /** Everything goes with the embedded reference. */
      readonly embedded?: boolean;
    }
  /** A requirement was decided; `done` of `total` are. */
  | {
      readonly type: 'requirement';
      readonly id: string;
      readonly verdict: Verdict;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'message'; readonly text: string };

/** A display of progress. */
export interface Progress {
  (event: ProgressEvent): void;
  /** Takes the display away; nothing is written afterwards. */
  stop(): void;
}

/** How progress is shown. */
export interface ProgressOptions {
  readonly terminal: Terminal;
  /** Show nothing at all. */
  readonly quiet: boolean;
  /** A build agent: lines even when it offers a terminal. */
  readonly ci: boolean;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Lines come at most this often, in milliseconds. */
export const LINE_INTERVAL = 10_000;

/** Chooses a display: none when quiet, a bar on a terminal, else lines on standard error. */
export async function createProgress(options: ProgressOptions): Promise<Progress> {
  if (options.quiet) return Object.assign(() => {}, { stop: () => {} });
  if (options.terminal.stderr.isTTY === true && !options.ci) return createBar(options.terminal);
  return createLines(options.terminal, options.now ?? Date.now);
}

/** The plan in a sentence: what will be sent, and what it leaves behind. */
export function planSentence(plan: Extract<ProgressEvent, { type: 'planned' }>): string {
  const stay = plan.embedded ? '' : ', which stay on the target for ever';
  const parties = plan.parties === 0 ? 'no parties' : `up to ${count(plan.parties, 'party', 'parties')}${stay}`;
  const users = plan.users === 0 ? '' : `, and up to ${count(plan.users, 'user', 'users')}, deleted at the end`;
  return `${count(plan.requirements, 'requirement', 'requirements')}, about ${count(plan.exchanges, 'request', 'requests')}; creates ${parties}${users}.`;
}

/** Text for standard error: safe to print, and no wider than the terminal. */
function inLines(text: string, { width }: Terminal): string {
  return wrap(printable(text), width).join('\n');
}

function createLines(terminal: Terminal, now: () => number): Progress {
  const startedAt = now();
  let writtenAt = startedAt;
  let failed = 0;
  let latest = 'waiting for the first result';
  let stopped = false;
  const write = (text: string): void => terminal.err(inLines(text, terminal));
  const tick = (): void => {
    if (now() - writtenAt < LINE_INTERVAL) return;
    writtenAt = now();
    write(`${Math.round((writtenAt - startedAt) / 1000)} s: ${latest}`);
  };
  // Silence makes build agents give a job up, so a line comes even when nothing happens.
  const timer = setInterval(tick, LINE_INTERVAL);
  timer.unref();
  const show = (event: ProgressEvent): void => {
    if (stopped) return;
    if (event.type === 'planned') write(planSentence(event));
    else if (event.type === 'message') write(event.text);
    else {
      if (event.verdict === 'failed') failed += 1;
      latest = `${event.done} of ${event.total} requirements decided, ${failed} failed`;
      tick();
    }
  };
  const stop = (): void => {
    stopped = true;
    clearInterval(timer);
  };
  return Object.assign(show, { stop });
}

async function createBar(terminal: Terminal): Promise<Progress> {
  const { default: cliProgress } = await import('cli-progress');
  const { errorColors: colors, stderr } = terminal;
  const bars = new cliProgress.MultiBar({
    stream: stderr as NodeJS.WriteStream,
    format: `{bar} {value}/{total}  {failed}{id}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    fps: 8,
    gracefulExit: false,
  });
  let bar: ReturnType<typeof bars.create> | undefined;
  let failed = 0;
  let stopped = false;
  const log = (text: string): void => {
    const lines = inLines(text, terminal);
    if (bar === undefined) terminal.err(lines);
    else bars.log(`${lines}\n`);
  };
  const show = (event: ProgressEvent): void => {
    if (stopped) return;
    if (event.type === 'planned') {
      log(planSentence(event));
      bar = bars.create(event.requirements, 0, { failed: '', id: '' });
    } else if (event.type === 'message') {
      log(event.text);
    } else {
      if (event.verdict === 'failed') failed += 1;
      bar?.setTotal(event.total);
      bar?.update(event.done, { failed: failed > 0 ? `${colors.red(`${failed} failed`)}  ` : '', id: event.id });
    }
  };
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    bars.stop();
  };
  return Object.assign(show, { stop });
}
