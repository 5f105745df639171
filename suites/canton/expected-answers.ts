/**
 * Refusals that a scenario expects.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { gradeCantonError } from './expectations.ts';

/** Expects one of the errors of the product. */
export function expectError(steps: Scenario, exchange: Exchange, what: string, ...codes: readonly string[]): boolean {
  const grade = gradeCantonError(exchange, codes);
  return steps.check(grade.grade !== 'wrong', {
    summary: `${what} was not refused as the product does`,
    expected: codes.join(' or '),
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
}

/** Whether an answer is a refusal with a 4xx status that blames the request. */
export function blamesRequest({ response }: Exchange): boolean {
  const status = response?.status ?? 0;
  return status >= 400 && status < 500 && ![401, 403, 404, 405, 408, 415, 429].includes(status);
}

/** Expects a refusal with a 4xx status that blames the request. */
export function expectRefused(steps: Scenario, exchange: Exchange, what: string): boolean {
  return steps.check(blamesRequest(exchange), {
    summary: `${what} was not refused`,
    expected: 'a refusal with a 4xx status',
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
}
