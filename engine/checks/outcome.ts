/**
 * Builders for outcomes, so that every check says the same things in the same words.
 */
import type { Finding, Outcome, ReasonCode } from '../result.ts';

/** Findings that a result keeps; the rest are counted. */
const KEPT_FINDINGS = 3;

/** What was looked at, for the sentence of a pass. */
export interface Tally {
  readonly sent: number;
  readonly failed: number;
}

/** Satisfied by evidence: at least one case was judged. */
export function passed(sent: number, reason: string, notes: readonly string[] = []): Outcome {
  if (sent < 1) return undetermined('prerequisite-failed', 'No case could be judged.', { sent: 0, failed: 0 });
  return { verdict: 'passed', reasonCode: 'satisfied', reason, cases: { sent, failed: 0 }, findings: [], notes };
}

/** What may come with a failure. */
export interface FailureParts {
  readonly notes?: readonly string[];
  /** See {@link Outcome.confirm}. */
  readonly confirm?: () => Promise<readonly Finding[] | Outcome>;
}

/** Violated; the first finding gives the sentence. */
export function failed(
  tally: Tally,
  findings: readonly Finding[],
  { notes = [], confirm }: FailureParts = {},
): Outcome {
  const [first] = findings;
  if (!first) throw new RangeError('A failure needs a finding.');
  const more = tally.failed > 1 ? ` (and ${tally.failed - 1} more of ${tally.sent} cases)` : '';
  const reason = `${first.summary}${more}`;
  return {
    verdict: 'failed',
    reasonCode: 'violated',
    reason,
    cases: tally,
    findings: findings.slice(0, KEPT_FINDINGS),
    notes,
    ...(confirm && { confirm }),
  };
}

/** Not decided. */
export function undetermined(reasonCode: ReasonCode, reason: string, cases: Tally = { sent: 0, failed: 0 }): Outcome {
  return { verdict: 'undetermined', reasonCode, reason, cases, findings: [] };
}

/** Does not concern this target. */
export function notApplicable(reasonCode: ReasonCode, reason: string): Outcome {
  return { verdict: 'not-applicable', reasonCode, reason, cases: { sent: 0, failed: 0 }, findings: [] };
}
