import { describe, expect, it } from 'vitest';
import { cantonClauses } from '../../contracts/canton/clauses.ts';
import { judgeRequestBody } from '../../contracts/canton/request-oracle.ts';
import { loadContract } from '../../contracts/contract.ts';
import type { Json, RequestStatus } from '../../contracts/model.ts';
import { drawMany } from '../../generators/arbitraries.ts';
import { allocatePartyRequest } from '../../generators/canton/party.ts';
import { invalidUtf8InParty, partyViolations } from '../../generators/canton/party-violations.ts';
import { createUserRequest } from '../../generators/canton/user.ts';
import { invalidUtf8InUser, userViolations } from '../../generators/canton/user-violations.ts';
import type { BodyDraft, Violation } from '../../generators/violation.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { cantonPartiesInputs } from '../../suites/coverage/inputs/canton-parties.ts';
import { cantonUsersInputs } from '../../suites/coverage/inputs/canton-users.ts';
import type { Claim, InputRow } from '../../suites/coverage/inputs/row.ts';
import { bytesOf } from '../generators/canton/simple-validator.ts';

/** What the text leaves open between two readings, by suite. */
const ZONES: Readonly<Record<string, readonly (readonly [string, Claim, Claim])[]>> = {
  'canton-parties': [
    ['186 to 255 characters', 'not-scored', 'refused'],
    ['`::` at the start or inside', 'not-scored', 'refused'],
    ['`localMetadata: null`', 'not-scored', 'accepted'],
    ['a key that ends with a slash, such as `a/`', 'not-scored', 'not-scored'],
    ['annotations of 256,001 to 262,144 bytes', 'not-scored', 'accepted'],
  ],
  'canton-users': [
    ['two kinds in one right', 'not-scored', 'not-scored'],
    ['the kind `Empty`', 'not-scored', 'refused'],
    ['`metadata: null`', 'not-scored', 'accepted'],
    ['a key that ends with a slash, such as `a/`', 'not-scored', 'not-scored'],
    ['annotations of 256,001 to 262,144 bytes', 'not-scored', 'accepted'],
  ],
};

const party = `Alice::1220${'ab'.repeat(32)}`;

/** A suite with its table, the violations of its generators and valid bodies. */
const TABLES = [
  {
    suite: cantonParties,
    inputs: cantonPartiesInputs,
    violations: [...partyViolations, invalidUtf8InParty] as readonly Violation[],
    valid: allocatePartyRequest(),
  },
  {
    suite: cantonUsers,
    inputs: cantonUsersInputs,
    violations: [...userViolations({ party, maxRights: 1_000 }), invalidUtf8InUser] as readonly Violation[],
    valid: createUserRequest(),
  },
] as const;

const CLAIM_OF: Readonly<Record<RequestStatus, Claim>> = {
  valid: 'accepted',
  invalid: 'refused',
  'not-scored': 'not-scored',
};

function claimsOfOracle(operation: string, draft: BodyDraft) {
  const { status } = judgeRequestBody(operation, bytesOf(draft));
  return { contract: CLAIM_OF[status.contract], reference: CLAIM_OF[status.reference] };
}

describe.each(TABLES.map((table) => [table.suite.name, table] as const))('the table of inputs of %s', (name, table) => {
  const { suite, inputs, violations } = table;
  const rows = inputs.flatMap(({ operation, rows }) => rows.map((row) => ({ ...row, operation })));
  const decidedByBytes = rows.filter(({ decidedBy }) => decidedBy === undefined);
  const requirements = new Map(suite.requirements.map((each) => [each.id, each]));
  const requirementsOf = (row: InputRow) => (row.requirements ?? []).map((id) => requirements.get(`${name}/${id}`)!);

  it('has a row for every violation of the generators, and only one', () => {
    const named = rows.flatMap((row) => row.violations ?? []);
    expect([...named].sort()).toEqual(violations.map(({ id }) => id).sort());
  });

  it.each(decidedByBytes.map((row) => [row.input, row] as const))('is judged alike by the oracle: %s', (_, row) => {
    expect(row.examples.length).toBeGreaterThan(0);
    for (const example of row.examples) {
      expect(claimsOfOracle(row.operation, example), JSON.stringify(example).slice(0, 80)).toEqual({
        contract: row.contract,
        reference: row.reference,
      });
    }
  });

  it.each(decidedByBytes.filter((row) => row.violations).map((row) => [row.violations!.join(), row] as const))(
    'claims of every variant of %s what the oracle says',
    (_, row) => {
      const [valid] = drawMany<Json>(table.valid, 7, 1);
      for (const violation of violations.filter(({ id }) => row.violations?.includes(id))) {
        for (const variant of violation.variants(7, 'standard')) {
          const claims = claimsOfOracle(row.operation, variant.apply(violation.carrier(valid!)));
          expect(claims, variant.label).toEqual({ contract: row.contract, reference: row.reference });
        }
      }
    },
  );

  it('gives examples that the oracle finds well formed where something else than the bytes decides', () => {
    for (const row of rows.filter(({ decidedBy }) => decidedBy !== undefined)) {
      for (const example of row.examples) {
        expect(claimsOfOracle(row.operation, example), row.input).toEqual({
          contract: 'accepted',
          reference: 'accepted',
        });
      }
    }
  });

  it('names violations that only a state breaks in rows that a state decides', () => {
    for (const { id, aboutState } of violations) {
      const row = rows.find((each) => each.violations?.includes(id));
      expect(row?.decidedBy, id).toBe(aboutState ? 'state' : undefined);
    }
  });

  it('rests on clauses and errata that exist', () => {
    const known = new Set([
      ...cantonClauses().map(({ id }) => id),
      ...loadContract('canton').identity.errata.map(({ id }) => id),
    ]);
    for (const { behind, input } of rows) {
      expect(behind.length, input).toBeGreaterThan(0);
      expect(behind.filter((id) => !known.has(id))).toEqual([]);
    }
  });

  it('names requirements that exist', () => {
    const named = rows.flatMap((row) => row.requirements ?? []);
    expect(named.filter((id) => !requirements.has(`${name}/${id}`))).toEqual([]);
  });

  it('lets no requirement of the contract score what the contract leaves open', () => {
    for (const row of rows.filter(({ contract }) => contract === 'not-scored')) {
      expect(
        requirementsOf(row)
          .filter(({ profile }) => profile === 'contract')
          .map(({ id }) => id),
        row.input,
      ).toEqual([]);
    }
  });

  it('lets no MUST score what the reference leaves open', () => {
    for (const row of rows.filter(({ reference }) => reference === 'not-scored')) {
      expect(
        requirementsOf(row)
          .filter(({ level }) => level === 'MUST')
          .map(({ id }) => id),
        row.input,
      ).toEqual([]);
    }
  });

  it('has a requirement of the contract for what the contract decides, or says that there is none', () => {
    for (const row of rows.filter(({ contract }) => contract !== 'not-scored')) {
      const decided = requirementsOf(row).some(({ profile }) => profile === 'contract');
      expect(decided || /under `reference` only/.test(row.remark ?? ''), row.input).toBe(true);
    }
  });

  it.each(ZONES[name] ?? [])('leaves the zone between two readings open: %s', (input, contract, reference) => {
    expect(rows.find((row) => row.input === input)).toMatchObject({ contract, reference });
  });
});
