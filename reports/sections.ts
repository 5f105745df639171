/**
 * The requirements of a report by what a reader does about them. Each requirement is in exactly one section.
 */
import type { Report } from './model.ts';
import type { ReportRequirement } from './requirement.ts';
import { isWaived } from './totals.ts';

/** The sections. */
export interface Sections {
  /** Deciding, failed, not accepted by a waiver. */
  readonly blockers: readonly ReportRequirement[];
  /** A MUST of the reference that failed while the contract decides. */
  readonly referenceFailures: readonly ReportRequirement[];
  /** A SHOULD or MAY that failed. */
  readonly recommendations: readonly ReportRequirement[];
  readonly waived: readonly ReportRequirement[];
  readonly undetermined: readonly ReportRequirement[];
  readonly notApplicable: readonly ReportRequirement[];
  readonly passed: readonly ReportRequirement[];
}

/** Name of a section. */
export type SectionName = keyof Sections;

/** The section that a requirement belongs to. */
export function sectionOf(requirement: ReportRequirement): SectionName {
  if (isWaived(requirement)) return 'waived';
  switch (requirement.verdict) {
    case 'failed':
      return requirement.deciding ? 'blockers' : 'referenceFailures';
    case 'warned':
      return 'recommendations';
    case 'undetermined':
      return 'undetermined';
    case 'not-applicable':
      return 'notApplicable';
    case 'passed':
      return 'passed';
  }
}

/** Puts every requirement into its section, in plan order. Deciding ones come first among the undetermined. */
export function sectionsOf(report: Pick<Report, 'requirements'>): Sections {
  const sections: Record<SectionName, ReportRequirement[]> = {
    blockers: [],
    referenceFailures: [],
    recommendations: [],
    waived: [],
    undetermined: [],
    notApplicable: [],
    passed: [],
  };
  for (const requirement of report.requirements) sections[sectionOf(requirement)].push(requirement);
  sections.undetermined.sort((a, b) => Number(b.deciding) - Number(a.deciding));
  return sections;
}
