/**
 * Links to the sections that the page has.
 */
import type { Report } from '../model.ts';
import { sectionsOf } from '../sections.ts';
import { type Html, html } from './escape.ts';

/** The list of links, with counts. */
export function navigation(report: Report, exchanges: number): Html {
  const sections = sectionsOf(report);
  const entries: readonly (readonly [id: string, label: string, count: number | null])[] = [
    ['provenance', 'Provenance', null],
    ['blockers', 'Blockers', sections.blockers.length],
    ['requirements', 'Requirements', null],
    ['recommendations', 'Recommendations', sections.recommendations.length],
    ['reference-differences', 'Reference', sections.referenceFailures.length],
    ['waived', 'Waived', sections.waived.length],
    ['undetermined', 'Undetermined', sections.undetermined.length],
    ['not-applicable', 'Not applicable', sections.notApplicable.length],
    ['checks', 'All checks', report.requirements.length],
    ['evidence', 'Evidence', exchanges],
    ['created', 'Created', null],
  ];
  return html`<nav aria-label="Sections"><ul>${entries
    .filter(([id, , count]) => count !== 0 || id === 'checks')
    .map(
      ([id, label, count]) =>
        html`<li><a href="#${id}">${label}${count === null ? null : html` <span class="count">${count}</span>`}</a></li>`,
    )}</ul></nav>`;
}
