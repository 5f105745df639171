/**
 * Answers of a Canton node that say "try again later" (facts: HTTP time-out, back-pressure, a request in flight).
 */
import { TRANSIENT_CODES } from '../../contracts/canton/error-codes.ts';
import type { Exchange } from '../../target/exchange.ts';
import { jsonOf, text } from '../json.ts';

const TRANSIENT_STATUS = new Set([429, 503, 504]);

/** Whether the answer is about the state of the node rather than about the request. */
export function isTransient(exchange: Exchange): boolean {
  const { response } = exchange;
  if (!response) return true;
  if (TRANSIENT_STATUS.has(response.status)) return true;
  return response.status === 409 && TRANSIENT_CODES.includes(text(jsonOf(exchange), 'code') ?? '');
}
