/**
 * The exit codes of every command, and which one an error leads to.
 */
import { ReportFileError } from '../reports/errors.ts';
import { ConfigurationError, TargetGoneError } from '../target/errors.ts';

/** Exit codes by name (design: "Command line"). */
export const exitCodes = {
  done: 0,
  notConformant: 1,
  usage: 2,
  unreachable: 3,
  suiteFault: 4,
  notDetermined: 5,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each code means, for the help text and the documentation. */
export const exitCodeMeanings: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [exitCodes.done, 'conformant, or done'],
  [exitCodes.notConformant, 'not conformant (replay: still fails)'],
  [exitCodes.usage, 'bad usage or configuration'],
  [exitCodes.unreachable, 'target unreachable'],
  [exitCodes.suiteFault, 'fault of the suite itself'],
  [exitCodes.notDetermined, 'not determined (interrupted runs too)'],
];

/** The exit code that an error leads to. What nobody threw on purpose is a fault of the suite. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof ConfigurationError || error instanceof ReportFileError) return exitCodes.usage;
  if (error instanceof TargetGoneError) return error.answered ? exitCodes.notDetermined : exitCodes.unreachable;
  return exitCodes.suiteFault;
}
