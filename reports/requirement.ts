/**
 * One requirement of the report: its sentence, its verdict and what was found.
 */
import type { ProfileName } from '../contracts/model.ts';
import type { RequirementResult } from '../engine/result.ts';
import { curlCommand } from './curl.ts';
import { type EvidenceEntry, evidenceEntry, evidenceFiles } from './evidence.ts';
import type { Exchange } from './exchange.ts';
import { decides } from './verdicts.ts';
import { escapeCharacter } from './visible.ts';
import { type AppliedWaiver, type Waiver, waiverFor } from './waivers.ts';

/** Findings that a requirement shows. The engine caps too; a report never relies on it. */
export const MAX_FINDINGS = 5;

/** Exchanges that the command of a finding sends again. */
const MAX_STEPS = 3;

/** One deviation. */
export interface ReportFinding {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  /** JSON pointer into the body that is wrong; empty when the whole answer is meant. */
  readonly pointer: string;
  readonly intermittent: boolean;
  readonly seed: number;
  readonly path: string;
  /** The exchange that shows it first, then what belongs to it (its control, reads of the state). */
  readonly evidence: readonly EvidenceEntry[];
  /** Sends the first exchanges again, a command a line, from the directory of the report; empty without evidence. */
  readonly curl: string;
}

/** One requirement with its result. */
export interface ReportRequirement {
  readonly id: string;
  readonly suite: string;
  readonly topic: string;
  readonly level: RequirementResult['level'];
  readonly profile: ProfileName;
  /** A MUST of the report's profile. */
  readonly deciding: boolean;
  readonly text: string;
  /** Id of the clause. */
  readonly source: string;
  /** Usual causes of a failure. */
  readonly explain: string;
  readonly verdict: RequirementResult['verdict'];
  readonly reasonCode: RequirementResult['reasonCode'];
  readonly reason: string;
  readonly notes: readonly string[];
  readonly cases: { readonly sent: number; readonly failed: number };
  readonly durationMs: number;
  readonly waiver: AppliedWaiver | null;
  readonly findings: readonly ReportFinding[];
  /** Failed cases that are not among the findings. */
  readonly findingsLeftOut: number;
}

/** What all requirements of a report share. */
export interface RequirementContext {
  readonly profile: ProfileName;
  readonly waivers: readonly Waiver[];
  /** When the run ended, ISO 8601: decides which waivers still hold. */
  readonly finishedAt: string;
}

/** Makes the entry of one requirement. A SHOULD or MAY that failed is `warned`, whatever the engine called it. */
export function reportRequirement(result: RequirementResult, context: RequirementContext): ReportRequirement {
  const findings = result.findings.slice(0, MAX_FINDINGS);
  const found = Math.max(result.findings.length, findings.length > 0 ? result.cases.failed : 0);
  return {
    id: result.id,
    suite: result.suite,
    topic: result.id.split('/')[1] ?? '',
    level: result.level,
    profile: result.profile,
    deciding: decides(result, context.profile),
    text: result.text,
    source: result.source,
    explain: result.explain,
    verdict: result.verdict === 'failed' && result.level !== 'MUST' ? 'warned' : result.verdict,
    reasonCode: result.reasonCode,
    reason: result.reason,
    notes: [...result.notes],
    cases: { sent: result.cases.sent, failed: result.cases.failed },
    durationMs: result.durationMs,
    waiver: waiverFor(result.id, context.waivers, context.finishedAt),
    findings: findings.map((finding) => reportFinding(finding)),
    findingsLeftOut: found - findings.length,
  };
}

function reportFinding(finding: RequirementResult['findings'][number]): ReportFinding {
  return {
    summary: finding.summary,
    expected: finding.expected,
    actual: finding.actual,
    pointer: finding.pointer,
    intermittent: finding.intermittent,
    seed: finding.seed,
    path: finding.path,
    evidence: finding.evidence.map((exchange) => evidenceEntry(exchange)),
    curl: finding.evidence.slice(0, MAX_STEPS).map(oneLineCommand).join('\n'),
  };
}

/** Neither URLs nor fields hold line breaks on the wire; in a made-up one they must not look like the next command. */
function oneLineCommand(exchange: Exchange): string {
  const command = curlCommand(exchange, { bodyFile: evidenceFiles(exchange.id).body });
  return command.replaceAll(/[\r\n]/g, escapeCharacter);
}
