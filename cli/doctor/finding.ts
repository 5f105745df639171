/**
 * What `doctor` finds, one line each.
 */
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** One line of the doctor. `warn` lets a run go on; `fail` makes it pointless. */
export interface DoctorFinding {
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was looked at, e.g. `clock`. */
  readonly subject: string;
  /** What was seen and, unless it is well, what to do. */
  readonly text: string;
  /** Nothing answered at all. */
  readonly unreachable?: true;
}

/** The findings as lines of a table. */
export function findingTable(findings: readonly DoctorFinding[], { colors, width }: Terminal): string {
  const paint = { ok: colors.green, warn: colors.yellow, fail: colors.red };
  return table(
    findings.map(({ level, subject, text }) => [{ text: level, paint: paint[level] }, subject, text]),
    width,
  );
}

/** 3 when nothing answered, 5 when a run could not determine anything, else 0. */
export function doctorExitCode(findings: readonly DoctorFinding[]): ExitCode {
  if (findings.some((finding) => finding.unreachable)) return exitCodes.unreachable;
  return findings.some(({ level }) => level === 'fail') ? exitCodes.notDetermined : exitCodes.done;
}
