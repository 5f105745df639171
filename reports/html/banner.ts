/**
 * The first screen: verdict, the sentence behind it, both profiles, how the deciding requirements stand, where to read on.
 */
import type { Report } from '../model.ts';
import { sectionsOf } from '../sections.ts';
import { isPassedSelection, PROFILE_WORDS, plural } from '../sentences.ts';
import type { SuiteVerdict } from '../verdicts.ts';
import { type Html, html, shown } from './escape.ts';
import { stackedBar } from './plots.ts';
import { badge, type Tone } from './words.ts';

/** Tone of a verdict. */
export const VERDICT_TONES: Readonly<Record<SuiteVerdict, Tone>> = {
  conformant: 'ok',
  'not-conformant': 'bad',
  'not-determined': 'open',
  'not-applicable': 'mute',
};

const VERDICT_WORDS = {
  conformant: 'Conformant',
  'not-conformant': 'Not conformant',
  'not-determined': 'Not determined',
} as const;

/** The verdict in two or three words. */
export function headline(report: Report): string {
  const word = isPassedSelection(report) ? 'Passed (selection)' : VERDICT_WORDS[report.verdict];
  return report.target.kind === 'embedded' ? `Self-test: ${word.charAt(0).toLowerCase()}${word.slice(1)}` : word;
}

/** The banner. */
export function banner(report: Report): Html {
  const { deciding } = report.totals;
  return html`<header class="banner ${VERDICT_TONES[report.verdict]}">
<p class="kicker">concordat ${report.suite.version} · ${report.target.kind === 'embedded' ? 'self-test report' : 'conformance report'}</p>
<h1>${headline(report)}</h1>
<p class="sentence">${shown(report.sentence)}</p>
<div class="standing">
<ul class="profiles" aria-label="Verdicts by profile">${(['contract', 'reference'] as const).map((profile) => profileLine(report, profile))}</ul>
<div class="deciding">${stackedBar(
    [
      { tone: 'bad', count: deciding.failed, label: 'failed' },
      { tone: 'open', count: deciding.undetermined, label: 'undetermined' },
      { tone: 'ok', count: deciding.passed, label: 'passed' },
      { tone: 'mute', count: deciding.notApplicable, label: 'not applicable' },
      { tone: 'left', count: deciding.leftOut, label: 'left out' },
    ],
    'Deciding requirements',
  )}</div>
</div>
${nextStep(report)}
</header>`;
}

function profileLine(report: Report, profile: 'contract' | 'reference'): Html {
  const verdict = report.verdicts[profile];
  const decides = profile === report.profile ? html` <strong>(decides)</strong>` : null;
  return html`<li>${badge(VERDICT_TONES[verdict], verdict.replace('-', ' '))} with ${PROFILE_WORDS[profile]}${decides}</li>`;
}

function nextStep(report: Report): Html {
  const { blockers, undetermined, waived } = sectionsOf(report);
  const open = undetermined.filter(({ deciding }) => deciding).length;
  const links: Html[] = [];
  if (blockers.length > 0)
    links.push(html`<a href="#blockers">${plural(blockers.length, 'blocker')}, with commands to repeat them</a>`);
  if (open > 0) links.push(html`<a href="#undetermined">${open} that could not be decided, with the reason</a>`);
  if (waived.length > 0) links.push(html`<a href="#waived">${plural(waived.length, 'waived failure')}</a>`);
  if (links.length === 0) links.push(html`<a href="#checks">every check, with how it was decided</a>`);
  return html`<p class="next">Read on: ${links.map((link, index) => [index > 0 ? ' · ' : '', link])}. The gate’s exit code is <strong>${report.gate.exitCode}</strong>.</p>`;
}
