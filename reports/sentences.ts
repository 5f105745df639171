/**
 * Verdicts as sentences. A run against the embedded reference is a self-test and says so in each of them.
 */
import type { ProfileName } from '../contracts/model.ts';
import type { DecidingCounts, ReportVerdict, SuiteVerdict } from './verdicts.ts';

/** What the sentences speak about. */
export interface SentenceContext {
  readonly kind: 'embedded' | 'external';
  /** URL of the target. */
  readonly url: string;
  readonly profile: ProfileName;
  /** Why the run ended early; `null` when it did not. */
  readonly stopped: { readonly code: string; readonly message: string } | null;
  readonly shard: string | null;
  /** A smoke budget leaves requirements out, whether somebody counted them or not. */
  readonly smoke: boolean;
  /** Suites that leave the whole open although none of their requirements speaks against it, in words. */
  readonly gaps: readonly string[];
}

/** What {@link gapsOf} looks at. */
interface SuiteStanding {
  readonly name: string;
  readonly verdict: SuiteVerdict;
  readonly deciding: DecidingCounts;
}

/** What a profile measures against, as part of a sentence. */
export const PROFILE_WORDS: Readonly<Record<ProfileName, string>> = {
  contract: 'the published contract',
  reference: 'the published contract and the reference behaviour',
};

/** Headline of a report: the verdict and the numbers behind it. */
export function verdictSentence(verdict: ReportVerdict, counts: DecidingCounts, context: SentenceContext): string {
  const subject = context.kind === 'embedded' ? 'the embedded reference' : context.url;
  const norm = PROFILE_WORDS[context.profile];
  const because = `${[numbers(counts), ...context.gaps].join(', ')}${stopWords(context)}.`;
  return asSelfTest(context, headline());

  function headline(): string {
    if (verdict === 'conformant') return `${subject} is conformant with ${norm}: ${because}`;
    if (verdict === 'not-conformant') return `${subject} is NOT conformant with ${norm}: ${because}`;
    return onlySelectionMissing(counts, context)
      ? `${subject} passed (${selectionWord(context)}), conformance with ${norm} is not determined: ${because}`
      : `it is not determined whether ${subject} is conformant with ${norm}: ${because}`;
  }
}

/** Why a suite has its verdict. */
export function suiteSentence(verdict: SuiteVerdict, counts: DecidingCounts, context: SentenceContext): string {
  const selected = verdict === 'not-determined' && onlySelectionMissing(counts, context);
  const words = selected ? `passed (${selectionWord(context)}): ` : '';
  return asSelfTest(context, `${words}${numbers(counts)}${stopWords(context)}.`);
}

/** Puts the word in front that tells a self-test from a test of somebody's deployment; begins a sentence in any case. */
export function asSelfTest({ kind, url }: Pick<SentenceContext, 'kind' | 'url'>, sentence: string): string {
  if (kind === 'embedded') return `Self-test: ${sentence}`;
  return sentence.startsWith(url) ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Suites whose counts alone would not tell why the whole is not determined. */
export function gapsOf(suites: readonly SuiteStanding[]): readonly string[] {
  return suites.flatMap(({ name, verdict, deciding }) => {
    if (verdict === 'not-applicable') return [`${name} is not applicable`];
    const silent = deciding.passed + deciding.failed + deciding.undetermined + deciding.leftOut === 0;
    return verdict === 'not-determined' && silent ? [`no deciding requirement of ${name} passed`] : [];
  });
}

/** Everything that ran passed, and only what was not selected keeps the verdict open. */
export function onlySelectionMissing(
  counts: DecidingCounts,
  context: Pick<SentenceContext, 'stopped' | 'shard' | 'smoke' | 'gaps'>,
): boolean {
  const clean = counts.failed === 0 && counts.undetermined === 0 && counts.passed > 0;
  if (!clean || context.stopped !== null || context.gaps.length > 0) return false;
  return counts.leftOut > 0 || context.shard !== null || context.smoke;
}

/** The counts in words: what speaks against conformance first. */
export function numbers(counts: DecidingCounts): string {
  const { requirements, passed, failed, undetermined, notApplicable, leftOut } = counts;
  if (requirements === 0 && leftOut === 0) return 'no deciding requirement was tested';
  const parts: string[] = [];
  const of = `of ${plural(requirements, 'deciding requirement')}`;
  if (failed > 0) parts.push(`${failed} ${of} failed`);
  if (undetermined > 0) parts.push(`${undetermined} ${failed > 0 ? '' : `${of} `}could not be decided`);
  if (parts.length === 0) {
    const all = passed === requirements && passed > 1 ? 'all ' : '';
    parts.push(`${all}${plural(passed, 'deciding requirement')} passed`);
  }
  if (notApplicable > 0) parts.push(`${notApplicable} ${notApplicable === 1 ? 'does' : 'do'} not apply`);
  if (leftOut > 0) parts.push(`${leftOut} ${leftOut === 1 ? 'was' : 'were'} left out`);
  return parts.join(', ');
}

/** `1 requirement`, `2 requirements`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Whether a report is one of a selection (a smoke budget, a shard) that passed. */
export function isPassedSelection(report: {
  readonly verdict: ReportVerdict;
  readonly totals: { readonly deciding: DecidingCounts };
  readonly suites: readonly SuiteStanding[];
  readonly run: Pick<SentenceContext, 'stopped' | 'shard'> & { readonly budget: string };
}): boolean {
  const { stopped, shard, budget } = report.run;
  const context = { stopped, shard, smoke: budget === 'smoke', gaps: gapsOf(report.suites) };
  return report.verdict === 'not-determined' && onlySelectionMissing(report.totals.deciding, context);
}

function selectionWord({ shard }: SentenceContext): string {
  return shard === null ? 'selection' : `shard ${shard}`;
}

function stopWords({ stopped }: SentenceContext): string {
  return stopped ? `; the run stopped early (${stopped.code}): ${stopped.message.replace(/[.\s]+$/, '')}` : '';
}

/** Whole milliseconds, or seconds from ten of them on. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds >= 10 || Number.isInteger(milliseconds) ? Math.round(milliseconds) : milliseconds.toFixed(1)} ms`;
}
