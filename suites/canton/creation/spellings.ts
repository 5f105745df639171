/**
 * Spellings of the same JSON.
 */
import type { AcceptanceCase, AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import { holds } from '../../../engine/checks/accepts.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { clause } from '../../clause.ts';
import { type Resource, requirementFor } from '../resource.ts';
import { nothingLost } from './nothing-lost.ts';

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
      nothingLost(resource, ({ label }) => `the spelling "${label}"`),
      'Every spelling of the same JSON gave the same result.',
      { everyCaseAccepted: true, which },
    ),
  });
}
