/**
 * The gate: what the command line exits with, and which failures were accepted.
 */
import type { ReportVerdict } from './verdicts.ts';
import type { AppliedWaiver, Waiver } from './waivers.ts';

/**
 * 0 conformant or every deciding failure waived, 1 not conformant, 3 the target never answered, 4 a fault of the suite itself,
 * 5 not determined.
 */
export type GateExitCode = 0 | 1 | 3 | 4 | 5;

/** The decision of a release gate. */
export interface Gate {
  readonly exitCode: GateExitCode;
  /** Deciding requirements that failed and are accepted. */
  readonly waived: readonly string[];
  /** Requirements that failed and whose waiver has expired. */
  readonly expired: readonly string[];
  /** Waived requirements that did not fail in this run, or that it does not know. */
  readonly unused: readonly string[];
}

interface GateInput {
  readonly verdict: ReportVerdict;
  /** The verdict when the waived failures are set aside: neither a failure nor a pass. */
  readonly verdictWithoutWaived: ReportVerdict;
  readonly stoppedCode: string | null;
  readonly requirements: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly reasonCode: string;
    readonly deciding: boolean;
    readonly waiver: AppliedWaiver | null;
  }[];
  readonly waivers: readonly Waiver[];
}

/** Decides. A waiver never hides what is undetermined or left out. */
export function gateOf(input: GateInput): Gate {
  const failed = input.requirements.filter(({ verdict }) => verdict === 'failed' || verdict === 'warned');
  const live = failed.filter(({ waiver }) => waiver !== null && !waiver.expired);
  const failedIds = new Set(failed.map(({ id }) => id));
  return {
    exitCode: exitCodeOf(input),
    waived: live.filter(({ deciding }) => deciding).map(({ id }) => id),
    expired: failed.filter(({ waiver }) => waiver?.expired).map(({ id }) => id),
    unused: [...new Set(input.waivers.map(({ requirement }) => requirement))].filter((id) => !failedIds.has(id)),
  };
}

function exitCodeOf({ verdict, verdictWithoutWaived, stoppedCode, requirements }: GateInput): GateExitCode {
  if (requirements.some(({ reasonCode }) => reasonCode === 'suite-fault')) return 4;
  if (stoppedCode === 'target-unreachable') return 3;
  const decisive = verdict === 'not-conformant' ? verdictWithoutWaived : verdict;
  return decisive === 'conformant' ? 0 : decisive === 'not-conformant' ? 1 : 5;
}
