/**
 * A remark of the request oracle: a problem, and what it means under each profile.
 */
import type { Problem, RequestStatus } from '../model.ts';

/** A claim as parsed; no member is certain to be there. */
export type Claim = Readonly<Record<string, unknown>>;

/** A registration as parsed. */
export interface Registration {
  readonly party: Readonly<Record<string, unknown>>;
  readonly claims: readonly Claim[];
}

/** A problem and how it counts. */
export interface Remark {
  readonly problem: Problem;
  readonly contract: RequestStatus;
  readonly reference: RequestStatus;
}

/** Builds a remark; without a status for `reference` it counts the same there. */
export function remark(
  pointer: string,
  rule: string,
  expected: string,
  actual: string,
  contract: RequestStatus,
  reference: RequestStatus = contract,
): Remark {
  return { problem: { pointer, expected, actual, rule }, contract, reference };
}
