/**
 * The requirement table: how many requirements of each topic and level passed, under the suite that they belong to.
 */

import type { Report } from '../model.ts';
import type { ReportRequirement } from '../requirement.ts';
import { duration } from '../sentences.ts';
import { type Html, html, shown } from './escape.ts';
import { bar, latencyPlot } from './plots.ts';
import { fragment, type Tone, toneOf } from './words.ts';

const COLUMNS: readonly { readonly title: string; readonly holds: (requirement: ReportRequirement) => boolean }[] = [
  { title: 'MUST', holds: ({ level, profile }) => level === 'MUST' && profile === 'contract' },
  { title: 'MUST (reference)', holds: ({ level, profile }) => level === 'MUST' && profile === 'reference' },
  { title: 'SHOULD', holds: ({ level }) => level === 'SHOULD' },
  { title: 'MAY', holds: ({ level }) => level === 'MAY' },
];

const TONES: readonly Tone[] = ['bad', 'warn', 'open', 'ok', 'mute'];

const TONE_WORDS: Readonly<Record<Tone, string>> = {
  bad: 'blocks',
  warn: 'failed, does not block',
  open: 'undetermined',
  ok: 'passed',
  mute: 'not applicable',
};

/** Requirements of each topic, in plan order; the key is `<suite>/<topic>`. */
export function byTopic(requirements: readonly ReportRequirement[]): ReadonlyMap<string, readonly ReportRequirement[]> {
  const topics = new Map<string, ReportRequirement[]>();
  for (const requirement of requirements) {
    const key = `${requirement.suite}/${requirement.topic}`;
    const topic = topics.get(key);
    if (topic) topic.push(requirement);
    else topics.set(key, [requirement]);
  }
  return topics;
}

type Column = (typeof COLUMNS)[number];

/** The section. */
export function topicTable(report: Report): Html {
  const topics = byTopic(report.requirements);
  const columns = COLUMNS.filter(({ holds }) => report.requirements.some(holds));
  const largest = Math.max(1, ...[...topics.values()].map((topic) => topic.length));
  const suites = [...new Set(report.requirements.map(({ suite }) => suite))];
  return html`<section id="requirements"><h2>Requirements</h2>
<p>Passed of all, by topic and level.</p>
<p class="legend">${TONES.map((tone) => html`<span class="key"><span class="dot ${tone}" aria-hidden="true"></span>${TONE_WORDS[tone]}</span>`)}</p>
<div class="scroll" role="region" aria-label="Requirements by topic and level" tabindex="0"><table>
<thead><tr><th scope="col">Topic</th>${columns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}<th scope="col" class="plot">Outcome</th></tr></thead>
${suites.map((suite) => {
  const members = [...topics].filter(([, [first]]) => first?.suite === suite);
  return html`<tbody>${suites.length > 1 ? suiteRow(suite, members, columns) : null}${members.map(([key, requirements]) => topicRow(key, requirements, columns, largest))}</tbody>
`;
})}<tfoot><tr><th scope="row">All</th>${columns.map(({ holds }) => cell(report.requirements.filter(holds)))}<td class="plot"></td></tr></tfoot>
</table></div>
${traffic(report)}
</section>`;
}

type Topic = readonly [key: string, requirements: readonly ReportRequirement[]];

function suiteRow(suite: string, topics: readonly Topic[], columns: readonly Column[]): Html {
  const all = topics.flatMap(([, requirements]) => requirements);
  return html`<tr class="suite"><th scope="rowgroup">${shown(suite)}</th>${columns.map(({ holds }) => cell(all.filter(holds)))}<td class="plot"></td></tr>
`;
}

function topicRow(
  key: string,
  requirements: readonly ReportRequirement[],
  columns: readonly Column[],
  largest: number,
): Html {
  return html`<tr><th scope="row"><a href="#${anchor(key)}">${shown(requirements[0]?.topic ?? key)}</a></th>${columns.map(
    ({ holds }) => cell(requirements.filter(holds)),
  )}<td class="plot">${topicBar(requirements, largest)}</td></tr>
`;
}

/** The fragment of a topic. */
export function anchor(key: string): string {
  return `topic:${fragment(key)}`;
}

function cell(requirements: readonly ReportRequirement[]): Html {
  if (requirements.length === 0) return html`<td class="number fine">–</td>`;
  const passed = requirements.filter(({ verdict }) => verdict === 'passed').length;
  const worst = TONES.find((tone) => requirements.some((requirement) => toneOf(requirement) === tone)) ?? 'ok';
  return html`<td class="number ${worst}">${passed} of ${requirements.length}</td>`;
}

function topicBar(requirements: readonly ReportRequirement[], whole: number): Html {
  const parts = TONES.map((tone) => ({
    tone,
    label: tone,
    count: requirements.filter((requirement) => toneOf(requirement) === tone).length,
  }));
  return bar(parts, whole);
}

function traffic(report: Report): Html {
  const { exchanges } = report.traffic;
  return html`<h3>Latency</h3>
<p>${exchanges} requests in ${duration(report.run.durationMs)}.</p>
${latencyPlot(report)}`;
}
