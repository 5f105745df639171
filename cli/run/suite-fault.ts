/**
 * What is said when the suite itself is at fault.
 */
import type { Report } from '../../reports/model.ts';
import { packageVersion } from '../version.ts';

/** Requirements that could not be decided because of a fault of ours. */
export function suiteFaults({ requirements }: Pick<Report, 'requirements'>): Report['requirements'] {
  return requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault');
}

/** One sentence for the operator: whose fault it is, where, and what to do with it. */
export function suiteFaultSentence(faults: Report['requirements']): string {
  const [first] = faults;
  const others = faults.length > 1 ? ` and ${faults.length - 1} more` : '';
  const reason = first?.reason.split('\n')[0]?.replace(/\.?$/, '.') ?? '';
  return (
    `a fault of concordat itself, not of the target, in ${first?.id}${others}: ${reason} ` +
    `Please report it to the maintainers of concordat ${packageVersion()} with the conformance-report.json.`
  );
}
