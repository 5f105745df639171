/**
 * What did not pass and does not block: recommendations, waived, undetermined and not applicable requirements; and what was created.
 */
import { creationSentences, maybeNames, remainingUsers } from '../creations.ts';
import type { Report } from '../model.ts';
import type { ReportRequirement } from '../requirement.ts';
import { sectionsOf } from '../sections.ts';
import { type Content, type Html, html, shown } from './escape.ts';
import { expectedActual, linkTo } from './words.ts';

const CREATED_SHOWN = 400;

/** The sections, without the empty ones. */
export function lists(report: Report): readonly (Html | null)[] {
  const sections = sectionsOf(report);
  return [
    list(
      'recommendations',
      'Recommendations not followed',
      'A SHOULD or MAY never decides.',
      sections.recommendations,
      found,
    ),
    list(
      'reference-differences',
      'Differences from the reference',
      'Each would block under the profile “reference”.',
      sections.referenceFailures,
      found,
    ),
    list('waived', 'Failed and accepted', 'A waiver changes the exit code, never a verdict.', sections.waived, waived),
    list('undetermined', 'Could not be decided', 'Undetermined is not passed.', sections.undetermined, reason),
    list(
      'not-applicable',
      'Not applicable',
      'These do not count for or against the target.',
      sections.notApplicable,
      reason,
    ),
    waiverNotes(report),
  ];
}

function list(
  id: string,
  title: string,
  note: string,
  requirements: readonly ReportRequirement[],
  describe: (requirement: ReportRequirement) => Content,
): Html | null {
  if (requirements.length === 0) return null;
  return html`<section id="${id}"><h2>${title} <span class="count">${requirements.length}</span></h2><p>${note}</p>
<ul class="plain">${requirements.map(
    (requirement) =>
      html`<li><p>${linkTo(requirement)}${requirement.deciding && id === 'undetermined' ? html` <strong>decides</strong>` : null}</p>${describe(requirement)}</li>`,
  )}</ul></section>`;
}

function found({ findings, reason: why }: ReportRequirement): Content {
  const finding = findings[0];
  return finding
    ? [html`<p>${shown(finding.summary)}</p>`, expectedActual(finding.expected, finding.actual)]
    : html`<p>${shown(why)}</p>`;
}

function reason({ reason: why, reasonCode }: ReportRequirement): Content {
  return html`<p>${shown(why)} <span class="fine">${reasonCode}</span></p>`;
}

function waived(requirement: ReportRequirement): Content {
  const { waiver } = requirement;
  if (!waiver) return null;
  return [
    html`<p>${shown(waiver.reason)} <span class="fine">${shown(waiver.owner)}, until ${shown(waiver.expires)}, ${shown(waiver.link)}</span></p>`,
    found(requirement),
  ];
}

function waiverNotes({ gate }: Report): Html | null {
  if (gate.expired.length + gate.unused.length === 0) return null;
  const ids = (values: readonly string[]): Content =>
    values.map((id, index) => [index > 0 ? ', ' : '', html`<span class="id">${shown(id)}</span>`]);
  return html`<section id="waivers"><h2>Waivers without effect</h2><ul>
${gate.expired.length > 0 ? html`<li>Expired: ${ids(gate.expired)}</li>` : null}
${gate.unused.length > 0 ? html`<li>Not needed by this run: ${ids(gate.unused)}</li>` : null}
</ul></section>`;
}

/** What the run created, and what of it remains. */
export function creations(report: Report): Html {
  const { parties } = report.created;
  return html`<section id="created"><h2>Created on the target</h2>
<p>${creationSentences(report)}</p>
${names('Parties', parties)}${names('Users that remain', remainingUsers(report))}${names('Parties that may exist', maybeNames(report, 'party'))}${names('Users that may exist', maybeNames(report, 'user'))}</section>`;
}

function names(title: string, values: readonly string[]): Html | null {
  if (values.length === 0) return null;
  const rest = values.length - CREATED_SHOWN;
  return html`<details><summary>${title} (${values.length})</summary><ul class="names">${values.slice(0, CREATED_SHOWN).map((name) => html`<li>${shown(name)}</li>`)}</ul>${rest > 0 ? html`<p>${rest} more in conformance-report.json.</p>` : null}</details>`;
}
