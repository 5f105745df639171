/**
 * Every check with all that is known about it. Only blockers are unfolded; each has its id as a deep link.
 */

import type { Report } from '../model.ts';
import type { ReportFinding, ReportRequirement } from '../requirement.ts';
import { duration } from '../sentences.ts';
import { type Content, type Html, html, shown } from './escape.ts';
import type { EvidenceIndex } from './evidence.ts';
import { anchor, byTopic } from './topics.ts';
import { command, expectedActual, mark, toneOf } from './words.ts';

const FILTERS = [
  { id: 'show-all', label: 'all' },
  { id: 'show-open', label: 'not passed' },
  { id: 'show-deciding', label: 'deciding' },
] as const;

/** The section. The filter is a matter of the style sheet; the text field appears where scripts run. */
export function checks(report: Report, evidence: EvidenceIndex): Html {
  return html`<section id="checks"><h2>All checks <span class="count">${report.requirements.length}</span></h2>
<fieldset class="filter"><legend>Show</legend>${FILTERS.map(
    ({ id, label }, index) =>
      html`<span><input type="radio" name="show" id="${id}"${index === 0 ? html` checked` : null}><label for="${id}">${label}</label></span>`,
  )}<span id="search" hidden><label for="words">with the words</label> <input type="search" id="words" autocomplete="off"></span></fieldset>
${[...byTopic(report.requirements)].map(
  ([key, requirements]) => html`<div class="topic" id="${anchor(key)}"><h3>${shown(key)}</h3>
${requirements.map((requirement) => check(requirement, evidence))}</div>
`,
)}</section>`;
}

function check(requirement: ReportRequirement, evidence: EvidenceIndex): Html {
  const { id, text, level, profile, deciding, verdict, cases } = requirement;
  const tone = toneOf(requirement);
  const classes = [tone, verdict === 'passed' ? 'passed' : 'unpassed', deciding ? 'decides' : 'minor'];
  const open = tone === 'bad' ? html` open` : null;
  return html`<details class="check ${classes.join(' ')}" id="${id}"${open}><summary>${mark(requirement)} <span class="id">${shown(id)}</span></summary>
<div class="body"><p>${shown(text)}</p>
<p class="fine">${level} of the profile ${profile}${deciding ? ', decides' : ''} · ${shown(requirement.source)} · ${cases.sent} cases${cases.failed > 0 ? `, ${cases.failed} failed` : ''} · ${duration(requirement.durationMs)}</p>
<p>${shown(requirement.reason)} <span class="fine">${requirement.reasonCode}</span></p>
${notes(requirement.notes)}${waiver(requirement)}
${requirement.findings.map((finding) => findingCard(finding, evidence))}
${requirement.findingsLeftOut > 0 ? html`<p class="fine">… and ${requirement.findingsLeftOut} more failed cases.</p>` : null}
${requirement.explain === '' ? null : html`<p class="hint">${shown(requirement.explain)}</p>`}
</div></details>
`;
}

function notes(texts: readonly string[]): Content {
  return texts.length === 0 ? null : html`<ul>${texts.map((text) => html`<li>${shown(text)}</li>`)}</ul>`;
}

function waiver({ waiver: accepted }: ReportRequirement): Content {
  if (!accepted) return null;
  return html`<p>${accepted.expired ? 'A waiver that has expired' : 'Waiver'}: ${shown(accepted.reason)} <span class="fine">${shown(accepted.owner)}, until ${shown(accepted.expires)}, ${shown(accepted.link)}</span></p>`;
}

function findingCard(finding: ReportFinding, evidence: EvidenceIndex): Html {
  const place = finding.pointer === '' ? null : html` at <code>${shown(finding.pointer)}</code>`;
  const path = finding.path === '' ? '' : `, path ${finding.path}`;
  return html`<div class="finding"><p><strong>${shown(finding.summary)}</strong>${place}${finding.intermittent ? html` <span class="badge warn">intermittent</span>` : null}</p>
${expectedActual(finding.expected, finding.actual)}${command(finding.curl)}
<p class="fine">seed ${finding.seed}${path}${finding.evidence.map((entry) => [' · ', evidence.link(entry)])}</p></div>`;
}
