/**
 * Small pieces that several parts of the page share: marks, labels, links to requirements.
 */
import type { ReportRequirement } from '../requirement.ts';
import { type SectionName, sectionOf } from '../sections.ts';
import { shorten, visible } from '../visible.ts';
import { type Html, html, shown, shownLines } from './escape.ts';

/** How a requirement stands, as a class of the style sheet. */
export type Tone = 'ok' | 'bad' | 'warn' | 'open' | 'mute';

const TONES: Readonly<Record<SectionName, Tone>> = {
  blockers: 'bad',
  referenceFailures: 'warn',
  recommendations: 'warn',
  waived: 'warn',
  undetermined: 'open',
  notApplicable: 'mute',
  passed: 'ok',
};

const LABELS: Readonly<Record<SectionName, string>> = {
  blockers: 'failed',
  referenceFailures: 'differs from the reference',
  recommendations: 'warned',
  waived: 'failed, waived',
  undetermined: 'undetermined',
  notApplicable: 'not applicable',
  passed: 'passed',
};

const SIGNS: Readonly<Record<Tone, string>> = { ok: '✓', bad: '✗', warn: '!', open: '?', mute: '–' };

/** The tone of a requirement. */
export function toneOf(requirement: ReportRequirement): Tone {
  return TONES[sectionOf(requirement)];
}

/** Sign and word for how a requirement stands: never the colour alone. */
export function mark(requirement: ReportRequirement): Html {
  const section = sectionOf(requirement);
  return badge(TONES[section], LABELS[section]);
}

/** A word with a sign and a colour. */
export function badge(tone: Tone, label: string): Html {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${SIGNS[tone]}</span> ${label}</span>`;
}

/** The fragment that leads to the element whose `id` attribute is the same text. */
export function fragment(text: string): string {
  return encodeURI(visible(text));
}

/** A link to the check. */
export function linkTo({ id }: Pick<ReportRequirement, 'id'>): Html {
  return html`<a class="id" href="#${fragment(id)}">${shown(id)}</a>`;
}

/** What was wanted and what came, side by side. `limit`: characters of each. */
export function expectedActual(expected: string, actual: string, limit = 2000): Html {
  return html`<dl class="versus"><div><dt>Expected</dt><dd>${shown(shorten(expected, limit))}</dd></div><div><dt>Actual</dt><dd>${shown(shorten(actual, limit))}</dd></div></dl>`;
}

/** Commands to copy, one a line: one click selects all of them. */
export function command(curl: string): Html | null {
  return curl === '' ? null : html`<pre class="command"><code>${shownLines(curl)}</code></pre>`;
}
