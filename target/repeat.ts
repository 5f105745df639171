/**
 * When a request that may be repeated is sent again by the client itself (design.md, rule 10).
 */
import type { Exchange } from './exchange.ts';

/** How often a request is sent again at most, after the first time. */
export const MOST_REPEATS = 5;

/** A timeout costs half a minute each: one more try, not five. */
const MOST_TIMEOUTS = 2;
const TRANSIENT_FAILURES = new Set(['refused', 'connect-timeout', 'reset', 'timeout']);
const TRANSIENT_STATUSES = new Set([429, 503, 504]);

/** Whether a safe request is worth sending again after this exchange; `timeouts` counts those so far, this one included. */
export function isTransient({ response, failure }: Exchange, timeouts: number): boolean {
  if (failure?.kind === 'timeout') return timeouts < MOST_TIMEOUTS;
  if (failure !== undefined) return TRANSIENT_FAILURES.has(failure.kind);
  return response !== undefined && TRANSIENT_STATUSES.has(response.status);
}
