/**
 * What a command is made of and what it may use.
 */
import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** The process as a command sees it. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
  /** `--debug` was given. */
  readonly debug: boolean;
}

/** A file of `commands/`: adds arguments, options and help to a commander command, and does its work. */
export interface CommandModule {
  /** Declares arguments, options and examples. Must not load what only the work needs. */
  declare(command: Command): void;
  /** Does the work; arguments first, in order. Throws ConcordatError. */
  execute(call: CommandCall, context: CommandContext): Promise<ExitCode>;
}

/** What the command line said to a command. */
export interface CommandCall {
  /** Positional arguments. */
  readonly operands: readonly string[];
  /** Options by commander's attribute names. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Shows examples under the help of a command. */
export function addExamples(command: Command, examples: readonly (readonly [line: string, meaning: string])[]): void {
  const lines = examples.map(([line, meaning]) => `  # ${meaning}\n  $ ${line}`);
  command.addHelpText('after', `\nExamples:\n${lines.join('\n\n')}`);
}
