/**
 * Spellings of the same JSON.
 */
import type { AcceptanceCase, AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import { holds } from '../../../engine/checks/accepts.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { clause } from '../../clause.ts';
import { metadataPointer, type Resource, requirementFor } from '../resource.ts';
import { answeredAnnotations, sentAnnotations } from './annotations-of-cases.ts';

/** Spellings make no difference. `which`: the cases of the experiment that are spelled unusually. */
export function equalSpellings(
  resource: Resource,
  specimens: Experiment<AcceptanceEvidence>,
  which: (it: AcceptanceCase) => boolean,
): Requirement {
  return requirementFor(resource, {
    id: 'operation/equal-json-spellings',
    level: 'MUST',
    profile: 'contract',
    source: clause('rfc', 'json-equality'),
    text: 'JSON texts that mean the same are treated the same: key order, white space and escapes make no difference.',
    explain: 'Usual causes: a hand-written parser; text compared before it is parsed; escapes left undecoded.',
    check: holds(
      [specimens],
      (it) => {
        const got = answeredAnnotations(resource, it);
        const lost = got && Object.entries(sentAnnotations(resource, it)).find(([key, value]) => got[key] !== value);
        if (!lost) return undefined;
        return {
          summary: `The spelling "${it.label}" was understood differently`,
          expected: `annotation ${lost[0]} = ${JSON.stringify(lost[1])}`,
          actual: JSON.stringify(got[lost[0]]) ?? 'missing',
          pointer: `${metadataPointer(resource)}/annotations`,
        };
      },
      'Every spelling of the same JSON gave the same result.',
      { everyCaseAccepted: true, which },
    ),
  });
}
