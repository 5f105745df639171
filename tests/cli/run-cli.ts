/**
 * Runs the built executable the way a person does.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../cli/program.ts';
import { fakeTerminal } from './fakes.ts';

const executable = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a run of the executable ended. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment without anything that would change a run of concordat or its colours. */
export function cleanEnvironment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => {
    return !name.startsWith('CONCORDAT_') && !['NO_COLOR', 'FORCE_COLOR', 'CI', 'DEBUG'].includes(name);
  });
  return { ...Object.fromEntries(kept), ...added };
}

/** A run of the executable that is under way. */
export interface RunningCli {
  readonly ended: Promise<CliResult>;
  /** What standard output and standard error hold so far. */
  output(): string;
  interrupt(): void;
}

/** Where and how to run the executable. */
export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `concordat ...args` and waits for its end. */
export function concordat(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startConcordat(args, options).ended;
}

/** Starts `concordat ...args`. */
export function startConcordat(args: readonly string[], { cwd = tmpdir(), env = {} }: CliOptions = {}): RunningCli {
  const child = spawn(process.execPath, [executable, ...args], {
    cwd,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { ended, output: () => stdout + stderr, interrupt: () => child.kill('SIGINT') };
}

/** Runs a command line in this process: for what does not depend on the process, at a tenth of the time. */
export async function inProcess(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: CliOptions = {},
): Promise<CliResult> {
  const { terminal, output, errors } = fakeTerminal();
  const code = await runCommandLine(args, { terminal, env, cwd, debug: false });
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return { code, stdout: text(output()), stderr: text(errors()) };
}

/** A folder with files, and how to remove it. */
export function folderWith(files: Readonly<Record<string, string>>): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'concordat-test-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text, { mode: 0o600 });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
