/**
 * A registry that refuses every valid JSON body may want the other encoding of the page, a JWT. That is no failure, but nothing can be
 * said either (facts: the prose and the schema contradict each other).
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { findingOf } from '../../engine/checks/accepts.ts';
import { undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Outcome } from '../../engine/result.ts';
import { describeAnswer } from '../../engine/text.ts';

/** Statuses of an operation that is not there. */
export const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501]);
const NOT_ENTITLED: ReadonlySet<number> = new Set([401, 403]);

/** The outcome where every valid request was refused and no encoding was declared; `undefined` otherwise. */
export function encodingOutcome(cases: readonly AcceptanceCase[], context: RunContext): Outcome | undefined {
  const [first] = cases;
  const statuses = cases.map((it) => it.record.exchange.response?.status ?? 0);
  if (!first || !statuses.every((status) => status >= 400 && status < 500)) return undefined;
  if (statuses.some((status) => NOT_OFFERED.has(status))) return undefined;
  const answer = describeAnswer(first.record.exchange);
  const tally = { sent: cases.length, failed: 0 };
  if (statuses.every((status) => NOT_ENTITLED.has(status))) {
    return undetermined(
      'prerequisite-failed',
      `The client of the configuration may not register parties: ${answer}`,
      tally,
    );
  }
  if (context.statement.isDeclared('requestEncoding')) return undefined;
  const reason =
    'Every valid JSON body was refused. If the registry wants JWTs, declare statement.requestEncoding: jwt; if it wants JSON, declare json.';
  const finding = findingOf({ seed: context.draw.seed }, first, {
    summary: 'Every valid JSON body was refused, and statement.requestEncoding declares nothing',
    expected: 'an acceptance, or a declared statement.requestEncoding',
    actual: answer,
  });
  return { ...undetermined('prerequisite-failed', reason, tally), findings: [finding] };
}

/** The same, without the finding: one requirement shows it. */
export function encodingReason(cases: readonly AcceptanceCase[], context: RunContext): Outcome | undefined {
  const outcome = encodingOutcome(cases, context);
  return outcome && { ...outcome, findings: [] };
}
