/**
 * How many requirements of a report have which verdict.
 */
import type { ReportRequirement } from './requirement.ts';
import type { DecidingCounts } from './verdicts.ts';

/** Counts over all requirements, whatever their level and profile. */
export interface Totals {
  readonly requirements: number;
  readonly passed: number;
  readonly failed: number;
  readonly warned: number;
  readonly undetermined: number;
  readonly notApplicable: number;
  /** Failed (or warned) ones with a waiver that holds; they are among `failed` (or `warned`) too. */
  readonly waived: number;
  /** The deciding ones of the report's profile. */
  readonly deciding: DecidingCounts;
}

/** Counts. */
export function countTotals(requirements: readonly ReportRequirement[], deciding: DecidingCounts): Totals {
  const count = (verdict: ReportRequirement['verdict']): number =>
    requirements.filter((requirement) => requirement.verdict === verdict).length;
  return {
    requirements: requirements.length,
    passed: count('passed'),
    failed: count('failed'),
    warned: count('warned'),
    undetermined: count('undetermined'),
    notApplicable: count('not-applicable'),
    waived: requirements.filter(isWaived).length,
    deciding,
  };
}

/** Failed, and accepted by a waiver that holds. */
export function isWaived({ verdict, waiver }: Pick<ReportRequirement, 'verdict' | 'waiver'>): boolean {
  return (verdict === 'failed' || verdict === 'warned') && waiver !== null && !waiver.expired;
}
