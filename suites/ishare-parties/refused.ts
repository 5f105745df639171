/** The requirement that a violation is refused and creates nothing. */

import { rejects } from '../../engine/checks/rejects.ts';
import { requirement, type Source } from '../../engine/requirement.ts';
import { clientError } from './expectations.ts';
import { refusalsWith, violationOf } from './refusals.ts';

/** Declares it for the violation with this id; it has the profile of the violation. */
export function refused(id: string, source: Source, text: string, explain: string, smoke = false) {
  const violation = violationOf(id);
  if (violation.profile === 'not-scored') throw new RangeError(`nothing wants ${id} refused`);
  return requirement({
    id: `ishare-parties/refusal/${id}`,
    level: 'MUST',
    profile: violation.profile,
    source,
    text,
    explain,
    ...(smoke && { smoke }),
    check: rejects([refusalsWith(id)], [violation], clientError),
  });
}
