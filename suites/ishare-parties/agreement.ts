/**
 * Whether two descriptions of one party say the same, order aside.
 */
import { compareParty } from '../../contracts/ishare/compare-party.ts';
import type { Breach } from '../../engine/checks/accepts.ts';
import { type Members, membersIn } from '../ishare/members.ts';

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

/** The id of a claim as it is compared: UUIDs may be written in either case. */
export const claimIdOf = ({ id }: Members): string | undefined =>
  typeof id === 'string' ? id.toLowerCase() : undefined;

/** The first claim that is not read with the id that its registration answered; claims are found by what they say, not by their place. */
export function movedClaimId(created: Members, read: Members, summary: string): Breach | undefined {
  const before = membersIn(created.claims);
  const after = membersIn(read.claims);
  for (const [index, claim] of before.entries()) {
    const id = claimIdOf(claim);
    if (id === undefined) continue;
    const there = after.filter((other) => claimIdOf(other) === id);
    if (there.some((other) => saysTheSame(created, claim, other))) continue;
    const [other] = there;
    return {
      summary,
      expected: `${id} for a claim of type ${String(claim.type)}`,
      actual: other ? `${id} for another claim of type ${String(other.type)}` : `no claim with the id ${id}`,
      pointer: `/partyInfo/claims/${index}/id`,
    };
  }
  return undefined;
}

function saysTheSame(party: Members, claim: Members, other: Members): boolean {
  return compareParty({ ...party, claims: [claim] }, { ...party, claims: [other] }).problems.length === 0;
}

/** What `registrarId` changed from and to; only claims that have kept their id. */
export function changedRegistrar(before: Members, after: Members, summary: string): Breach | undefined {
  for (const [index, claim] of membersIn(before.claims).entries()) {
    const there = membersIn(after.claims).filter((other) => claimIdOf(other) === claimIdOf(claim));
    if (there.length !== 1 || there[0]?.registrarId === claim.registrarId) continue;
    return {
      summary,
      expected: JSON.stringify(claim.registrarId) ?? 'missing',
      actual: JSON.stringify(there[0]?.registrarId) ?? 'missing',
      pointer: `/partyInfo/claims/${index}/registrarId`,
    };
  }
  return undefined;
}
