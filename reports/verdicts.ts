/**
 * How requirements become a verdict: which ones decide, how they stand, and what follows for a suite and for the run.
 */
import type { ProfileName } from '../contracts/model.ts';
import type { RequirementResult } from '../engine/result.ts';

/** The verdict on a target for one profile. */
export type ReportVerdict = 'conformant' | 'not-conformant' | 'not-determined';

/** The verdict on one suite. `not-applicable`: its optional operation is not offered. */
export type SuiteVerdict = ReportVerdict | 'not-applicable';

/** What the rules look at. */
export type Judged = Pick<RequirementResult, 'level' | 'profile' | 'verdict' | 'reasonCode'>;

/** How deciding requirements stand under one profile. */
export interface DecidingCounts {
  /** Deciding requirements that ran. */
  readonly requirements: number;
  readonly passed: number;
  readonly failed: number;
  readonly undetermined: number;
  readonly notApplicable: number;
  /** Deciding requirements that were not selected. */
  readonly leftOut: number;
}

/** Reasons that make it right not to count a deciding requirement; any other one leaves a gap in the evidence. */
const NEUTRAL_REASONS: ReadonlySet<string> = new Set([
  'operator-input-missing',
  'not-offered',
  'not-required',
  'statement-excludes',
]);

/** Whether a requirement decides under a profile: a MUST of `contract`, or of either profile under `reference`. */
export function decides(requirement: Pick<Judged, 'level' | 'profile'>, profile: ProfileName): boolean {
  return requirement.level === 'MUST' && (profile === 'reference' || requirement.profile === 'contract');
}

/** Counts the deciding requirements of a profile. What is neither passed, failed nor rightly not applicable counts as undetermined. */
export function countDeciding(requirements: readonly Judged[], profile: ProfileName, leftOut: number): DecidingCounts {
  const deciding = requirements.filter((requirement) => decides(requirement, profile));
  const passed = deciding.filter(({ verdict }) => verdict === 'passed').length;
  const failed = deciding.filter(({ verdict }) => verdict === 'failed').length;
  const notApplicable = deciding.filter(
    ({ verdict, reasonCode }) => verdict === 'not-applicable' && NEUTRAL_REASONS.has(reasonCode),
  ).length;
  return {
    requirements: deciding.length,
    passed,
    failed,
    undetermined: deciding.length - passed - failed - notApplicable,
    notApplicable,
    leftOut,
  };
}

/**
 * The verdict that counts allow. `incomplete`: the run cannot speak for the whole (it stopped early, is one shard of
 * several, or left out requirements that nobody counted). Without a single pass nothing is conformant.
 */
export function verdictOf(counts: DecidingCounts, incomplete: boolean): ReportVerdict {
  if (counts.failed > 0) return 'not-conformant';
  if (incomplete || counts.undetermined > 0 || counts.leftOut > 0 || counts.passed === 0) return 'not-determined';
  return 'conformant';
}

/** One suite, or what is left of a run without a suite, as the rules see it. */
export interface JudgedGroup<R extends Judged = Judged> {
  /** `false`: the optional operation is not offered. */
  readonly applicable: boolean;
  readonly requirements: readonly R[];
  readonly leftOut: number;
}

/** The verdict on one suite. A failure counts even where the suite is called not applicable. */
export function suiteVerdict(group: JudgedGroup, profile: ProfileName, incomplete: boolean): SuiteVerdict {
  const verdict = verdictOf(countDeciding(group.requirements, profile, group.leftOut), incomplete);
  return group.applicable || verdict === 'not-conformant' ? verdict : 'not-applicable';
}

/** The verdict over several suites; a suite that is not applicable leaves the whole not determined. */
export function combineVerdicts(verdicts: readonly SuiteVerdict[]): ReportVerdict {
  if (verdicts.includes('not-conformant')) return 'not-conformant';
  if (verdicts.length === 0 || verdicts.some((verdict) => verdict !== 'conformant')) return 'not-determined';
  return 'conformant';
}
