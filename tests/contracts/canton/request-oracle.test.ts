import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REQUEST_RULES, type RequestRule } from '../../../contracts/canton/request/rules.ts';
import { judgeRequestBody } from '../../../contracts/canton/request-oracle.ts';
import { metadata, metadataTables } from './request-cases/metadata-cases.ts';
import { partyTables } from './request-cases/party-cases.ts';
import { rightsTables } from './request-cases/rights-cases.ts';
import type { Verdict } from './request-cases/table.ts';
import { textTables } from './request-cases/text-cases.ts';
import { updateTables } from './request-cases/update-cases.ts';
import { userTables } from './request-cases/user-cases.ts';

const tables = [...partyTables, ...metadataTables, ...textTables, ...userTables, ...rightsTables, ...updateTables];

function judged(operationId: string, body: unknown): Verdict {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const { status, problems } = judgeRequestBody(operationId, bytes);
  return [status.contract, status.reference, ...new Set(problems.map(({ rule }) => rule as RequestRule))];
}

for (const { title, operationId, cases } of tables) {
  describe(title, () => {
    it.each(cases)('%s', (_, body, verdict) => {
      const [contract, reference, ...rules] = judged(operationId, body);
      expect([contract, reference, ...rules.sort()]).toEqual([...verdict.slice(0, 2), ...verdict.slice(2).sort()]);
    });
  });
}

describe('the oracle', () => {
  it('says where and what: pointer, expected, actual, rule', () => {
    const { problems } = judgeRequestBody(
      'postV2Parties',
      Buffer.from('{"localMetadata":{"annotations":{"p.q/-a":""}}}'),
    );
    expect(problems).toEqual([
      {
        pointer: '/localMetadata/annotations/p.q~1-a',
        expected: 'a name of letters, digits, ".", "-", "_" with a letter or digit at both ends',
        actual: '"p.q/-a"',
        rule: 'annotation-key-name',
      },
      {
        pointer: '/localMetadata/annotations/p.q~1-a',
        expected: 'a non-empty value',
        actual: '""',
        rule: 'annotation-value-empty',
      },
    ]);
  });

  it('refuses operations without a body and unknown ones', () => {
    for (const operationId of ['getV2Parties', 'nothing', 'toString']) {
      expect(() => judgeRequestBody(operationId, Buffer.from('{}'))).toThrow(RangeError);
    }
  });

  const operations = [
    'postV2Parties',
    'postV2Users',
    'patchV2PartiesParty',
    'patchV2UsersUser-id',
    'postV2UsersUser-idRights',
  ];

  it('never throws on any bytes, JSON or not', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record(
          {
            user: fc.jsonValue(),
            rights: fc.array(fc.record({ kind: fc.jsonValue() })),
            updateMask: fc.jsonValue(),
            localMetadata: fc.record({ annotations: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()) }),
          },
          { requiredKeys: [] },
        )
        .map((value) => Buffer.from(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...operations), bytes, (operationId, body) => {
        const { status, problems } = judgeRequestBody(operationId, body);
        const valid = status.contract === 'valid' && status.reference === 'valid';
        expect(problems.length === 0).toBe(valid);
        // Valid by the text means valid for the reference product, too: no rule is stricter there without an open zone.
        if (status.contract === 'valid') expect(status.reference).toBe('valid');
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('survives bodies of any depth and width', () => {
    const deep = `${'{"a":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    const slashes = JSON.stringify(
      metadata({ annotations: { [`${'/'.repeat(200_000)}a`]: 'v', [`${'a'.repeat(200_000)}-`]: 'v' } }),
    );
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index])));
    for (const body of [deep, `{"partyIdHint":${deep}}`, slashes, many, '['.repeat(200_000)]) {
      for (const operationId of operations) judgeRequestBody(operationId, Buffer.from(body));
    }
  });

  it('has an example for every rule', () => {
    const met = new Set<string>(tables.flatMap(({ cases }) => cases.flatMap(([, , verdict]) => verdict.slice(2))));
    expect(REQUEST_RULES.filter((rule) => !met.has(rule))).toEqual([]);
  });
});
