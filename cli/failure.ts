/**
 * The one place where an error becomes a sentence on standard error.
 */
import { ConcordatError } from '../target/errors.ts';
import { type ExitCode, exitCodeOf } from './exit-codes.ts';
import { printable, type Terminal } from './terminal.ts';

/** Writes one sentence in the form of every error. */
export function sayFailure(sentence: string, terminal: Terminal): void {
  terminal.err(`${terminal.errorColors.red('concordat:')} ${printable(sentence)}`);
}

/** Writes an error as a sentence, with its stack (and its causes) only under `--debug`; returns the exit code. */
export function reportFailure(error: unknown, terminal: Terminal, debug: boolean): ExitCode {
  const prefix = terminal.errorColors.red('concordat:');
  if (error instanceof ConcordatError) {
    terminal.err(`${prefix} ${error.message}`);
  } else {
    const message = error instanceof Error ? error.message : String(error);
    const next = debug
      ? 'Please report it with the lines below.'
      : 'Run it again with --debug and report what it says.';
    terminal.err(`${prefix} a fault of concordat itself: ${message.replace(/\.?$/, '.')} ${next}`);
  }
  if (debug) {
    for (let cause: unknown = error; cause !== undefined; cause = cause instanceof Error ? cause.cause : undefined) {
      terminal.err(terminal.errorColors.dim(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)));
    }
  }
  return exitCodeOf(error);
}
