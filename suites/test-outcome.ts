/**
 * What a result means as a test: green, red or skipped. Pure; knows no test framework.
 */
import type { ProfileName } from '../contracts/model.ts';
import type { Finding, ReasonCode, RequirementResult } from '../engine/result.ts';
import { describeAnswer, shorten } from '../engine/text.ts';
import type { Exchange } from '../target/exchange.ts';

/** How a test ends. `note` of a skipped one is its reason. */
export type TestOutcome =
  | { readonly state: 'passed' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'skipped'; readonly note: string };

/** A finding as a test carries it: data that can cross processes, without the bodies. */
export interface ConformanceFinding extends Omit<Finding, 'evidence'> {
  /** The requests that show it, in one line each, with what came back. */
  readonly evidence: readonly { readonly request: string; readonly answer: string }[];
}

/** A result as a test carries it, in `task.meta.concordat`. */
export interface ConformanceMeta extends Omit<RequirementResult, 'findings'> {
  /** Whether it decides under the profile of the run. */
  readonly deciding: boolean;
  readonly findings: readonly ConformanceFinding[];
}

/** Reasons for which a deciding requirement may stay out; any other one leaves a gap in the evidence. */
const NEUTRAL_REASONS: ReadonlySet<ReasonCode> = new Set([
  'operator-input-missing',
  'not-offered',
  'not-required',
  'statement-excludes',
]);

/** Whether a requirement decides under a profile: a MUST of `contract`, or of either profile under `reference`. */
export function isDeciding(requirement: Pick<RequirementResult, 'level' | 'profile'>, profile: ProfileName): boolean {
  return requirement.level === 'MUST' && (profile === 'reference' || requirement.profile === 'contract');
}

/** What a result means: only what passed is green, and a deciding requirement without a verdict is red. */
export function testOutcome(result: RequirementResult, profile: ProfileName): TestOutcome {
  if (result.verdict === 'passed') return { state: 'passed' };
  const { verdict, reasonCode } = result;
  const neutral = verdict === 'not-applicable' && NEUTRAL_REASONS.has(reasonCode);
  if (neutral) return { state: 'skipped', note: `not applicable (${reasonCode}): ${result.reason}` };
  if (isDeciding(result, profile)) return { state: 'failed', message: failureMessage(result) };
  const [first] = result.findings;
  const what = first ? `${first.summary}; expected ${first.expected}; actual ${first.actual}` : result.reason;
  const verb = verdict === 'warned' || verdict === 'failed' ? 'is not met' : `is ${verdict} (${reasonCode})`;
  return { state: 'skipped', note: `a ${result.level} of the profile ${result.profile} ${verb}: ${what}` };
}

/** The result as plain data. */
export function conformanceMeta(result: RequirementResult, profile: ProfileName): ConformanceMeta {
  return {
    ...result,
    deciding: isDeciding(result, profile),
    findings: result.findings.map((finding) => ({
      ...finding,
      evidence: finding.evidence.map((exchange) => ({
        request: requestLine(exchange),
        answer: describeAnswer(exchange, 500),
      })),
    })),
  };
}

function failureMessage(result: RequirementResult): string {
  const { id, text, findings, verdict, reasonCode, cases } = result;
  if (verdict !== 'failed') return `undetermined (${reasonCode}): ${result.reason}\n  ${id}: ${text}`;
  const shown = findings.slice(0, 3).map(findingText);
  const count = `${cases.failed} of ${cases.sent} cases failed`;
  const lines = [id, `  ${text}`, ...(shown.length > 0 ? shown : [`  ${result.reason}`]), `  (${count})`];
  return [...lines, `  ${result.explain}`].join('\n');
}

function findingText(finding: Finding): string {
  const lines = [
    `- ${finding.summary}${finding.intermittent ? ' (intermittent)' : ''}`,
    `  expected: ${finding.expected}`,
    `  actual:   ${finding.actual}`,
  ];
  if (finding.pointer !== '') lines.push(`  at:       ${finding.pointer}`);
  for (const exchange of finding.evidence.slice(0, 3)) {
    lines.push(`  > ${requestLine(exchange)}`, `  < ${describeAnswer(exchange, 300)}`);
  }
  return lines.map((line) => `  ${line}`).join('\n');
}

/** Method, address, media type and the beginning of the body. Secrets were cut at capture. */
function requestLine({ request, url }: Exchange): string {
  const type = Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const body = request.body && Buffer.from(request.body.subarray(0, 1024)).toString('utf8');
  const words = [request.method, url, ...(type ? [`(${type})`] : []), ...(body ? [body] : [])];
  return shorten(words.join(' '), 500);
}
