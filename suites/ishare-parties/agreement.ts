/**
 * Whether two descriptions of one party say the same, order aside.
 */
import { compareParty } from '../../contracts/ishare/compare-party.ts';
import type { Breach } from '../../engine/checks/accepts.ts';
import { type Members, membersIn, textsIn } from '../ishare/members.ts';
import { canonical } from '../json.ts';

/** The first difference in meaning between what a registration answered and what is read; order and notation do not count. */
export function disagreement(created: Members, read: Members, summary: string): Breach | undefined {
  const there = compareParty(created, read);
  const [problem] = [...there.problems, ...compareParty(read, created).problems];
  if (problem) {
    return {
      summary: `${summary}: ${problem.pointer}`,
      expected: problem.expected,
      actual: problem.actual,
      pointer: `/partyInfo${problem.pointer}`,
    };
  }
  const [addition] = there.additions;
  return addition === undefined
    ? undefined
    : {
        summary: `${summary}: ${addition}`,
        expected: 'the same claims',
        actual: addition,
        pointer: '/partyInfo/claims',
      };
}

/** A text that is equal for two readings of an unchanged party. Claims may come in any order. */
export function fixedForm(party: Members): string {
  const claims = membersIn(party.claims).map(canonical).sort();
  return canonical({ ...party, alsoKnownAs: [...textsIn(party.alsoKnownAs)].sort(), claims });
}
