import { describe, expect, it } from 'vitest';
import { ishareClauses } from '../../contracts/ishare/clauses.ts';
import { ishareErrata } from '../../contracts/ishare/errata.ts';
import { judgeRegistration } from '../../contracts/ishare/registration-oracle.ts';
import type { RequestStatus } from '../../contracts/model.ts';
import { mayBeAccepted, mustBeAccepted } from '../../generators/ishare/acceptable.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { registrationViolations } from '../../generators/ishare/violations.ts';
import type { BodyDraft } from '../../generators/violation.ts';
import { isharePartiesInputs } from '../../suites/coverage/inputs/ishare-parties.ts';
import type { Claim, InputRow } from '../../suites/coverage/inputs/row.ts';
import { ishareParties } from '../../suites/ishare-parties/suite.ts';
import { fill, testWorld } from '../ishare/pki.ts';

const rows = isharePartiesInputs.flatMap(({ rows: own }) => own);
const decidedByBytes = rows.filter(({ decidedBy }) => decidedBy === undefined);
const requirements = new Map(ishareParties.requirements.map((each) => [each.id, each]));
const requirementsOf = (row: InputRow) =>
  (row.requirements ?? []).map((id) => requirements.get(`ishare-parties/${id}`)!);

const CLAIM_OF: Readonly<Record<RequestStatus, Claim>> = {
  valid: 'accepted',
  invalid: 'refused',
  'not-scored': 'not-scored',
};

async function claimsOfOracle(draft: BodyDraft, name: string) {
  const { pki } = await testWorld();
  const { status } = judgeRegistration(await fill(draft, name), {
    now: Date.now(),
    trustedRoots: [pki.root],
    intermediates: pki.ca.chain,
  });
  return { contract: CLAIM_OF[status.contract], reference: CLAIM_OF[status.reference] };
}

describe('the table of inputs of ishare-parties', () => {
  it('has a row for every violation of the generators, and only one', () => {
    const named = rows.flatMap((row) => row.violations ?? []);
    expect([...named].sort()).toEqual(registrationViolations.map(({ id }) => id).sort());
  });

  it('has a row for every registration of the generators', () => {
    const shown = new Set(rows.flatMap(({ examples }) => examples).map((example) => JSON.stringify(example)));
    const missing = [...mustBeAccepted, ...mayBeAccepted].filter(
      ({ template }) => !shown.has(JSON.stringify({ kind: 'json', value: template })),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it.each(decidedByBytes.map((row) => [row.input, row] as const))(
    'is judged alike by the oracle: %s',
    async (_, row) => {
      const variants = registrationViolations
        .filter(({ id }) => row.violations?.includes(id))
        .flatMap((violation) =>
          violation.variants(7, 'standard').map(({ apply }) => apply(violation.carrier(registration()))),
        );
      const drafts = [...row.examples, ...variants];
      expect(drafts.length).toBeGreaterThan(0);
      for (const [index, draft] of drafts.entries()) {
        expect(
          await claimsOfOracle(draft, `row-${String(index).padStart(15, '0')}x`),
          JSON.stringify(draft).slice(0, 80),
        ).toEqual({
          contract: row.contract,
          reference: row.reference,
        });
      }
    },
  );

  it('rests on clauses and errata that exist', () => {
    const known = new Set([...ishareClauses, ...ishareErrata].map(({ id }) => id));
    for (const { behind, input } of rows) {
      expect(behind.length, input).toBeGreaterThan(0);
      expect(behind.filter((id) => !known.has(id))).toEqual([]);
    }
  });

  it('names requirements that exist', () => {
    const named = rows.flatMap((row) => row.requirements ?? []);
    expect(named.filter((id) => !requirements.has(`ishare-parties/${id}`))).toEqual([]);
  });

  it('lets no requirement of the contract score what the contract leaves open', () => {
    for (const row of rows.filter(({ contract }) => contract === 'not-scored')) {
      const scored = requirementsOf(row).filter(({ profile }) => profile === 'contract');
      expect(
        scored.map(({ id }) => id),
        row.input,
      ).toEqual([]);
    }
  });

  it('has a requirement of the contract for what the contract decides', () => {
    for (const row of rows.filter(({ contract }) => contract !== 'not-scored')) {
      expect(
        requirementsOf(row).some(({ profile }) => profile === 'contract'),
        row.input,
      ).toBe(true);
    }
  });
});
