/**
 * What has to change before the target is conformant, grouped by likely cause.
 */
import { type CauseGroup, groupByCause } from '../causes.ts';
import type { Report } from '../model.ts';
import type { ReportRequirement } from '../requirement.ts';
import { sectionsOf } from '../sections.ts';
import { plural } from '../sentences.ts';
import { shorten } from '../visible.ts';
import { type Html, html, shown } from './escape.ts';
import { command, expectedActual, linkTo } from './words.ts';

/** Members of a group that are shown with all they have; the others follow folded. */
const SHOWN_IN_GROUP = 3;

/** Characters of a value that is to be taken in at a glance; the check has the rest. */
const ONE_LINE = 240;

/** The section; nothing when there is no blocker. */
export function blockers(report: Report): Html | null {
  const requirements = sectionsOf(report).blockers;
  if (requirements.length === 0) return null;
  const groups = groupByCause(requirements);
  return html`<section id="blockers"><h2>${plural(requirements.length, 'blocker')}</h2>
<p>${groups.length < requirements.length ? `Grouped by likely cause (${groups.length}). ` : ''}Commands are to be run in the directory of this report${usesToken(requirements) ? html`; <code>CONCORDAT_TOKEN</code> holds the token` : null}.</p>
${groups.map(causeGroup)}
</section>`;
}

function usesToken(requirements: readonly ReportRequirement[]): boolean {
  return requirements.some(({ findings }) => findings[0]?.curl.includes('$CONCORDAT_TOKEN'));
}

function causeGroup(group: CauseGroup): Html {
  const [first, rest] = [group.requirements.slice(0, SHOWN_IN_GROUP), group.requirements.slice(SHOWN_IN_GROUP)];
  const causes = group.explain.slice(0, 3);
  return html`<article class="card bad"><h3>${shown(shorten(group.title, ONE_LINE))}</h3>
${first.map((requirement) => blocker(requirement, group.title))}
${rest.length === 0 ? null : html`<details><summary>${rest.length} more with the same likely cause</summary>${rest.map((requirement) => blocker(requirement, group.title))}</details>`}
${causes.map((text) => html`<p class="hint">${shown(text)}</p>`)}
</article>`;
}

function blocker(requirement: ReportRequirement, title: string): Html {
  const { text, reason, findings, cases } = requirement;
  const finding = findings[0];
  const more = cases.failed > 1 ? html` <span class="fine">${cases.failed} of ${cases.sent} cases</span>` : null;
  const once = finding?.intermittent ? html` <span class="badge warn">intermittent</span>` : null;
  return html`<div class="blocker"><p>${linkTo(requirement)}${more}${once}</p>
${text === title ? null : html`<p>${shown(text)}</p>`}
${finding ? [expectedActual(finding.expected, finding.actual, ONE_LINE), command(finding.curl)] : html`<p>${shown(reason)}</p>`}</div>`;
}
