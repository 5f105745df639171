/** The pinned document against the published one, and the data that hangs on it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ishareClauses } from '../../contracts/ishare/clauses.ts';
import { contradictions } from '../../contracts/ishare/contradictions.ts';
import { ishareContract, ishareErrata } from '../../contracts/ishare/errata.ts';
import { judgeIshareResponse, judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import { claimTypes, document, schemaProblems } from '../../contracts/ishare/schema.ts';
import { ishareFaults } from '../../reference/ishare/faults.ts';

const shared = process.env.CONCORDAT_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const published = `${shared}/contracts/ishare-openapi-v3.0.json`;
const examples = `${shared}/contracts/ishare-official-example-jwts-decoded.json`;

const PROSE = new Set(['description', 'summary', 'title', 'example', 'examples', 'tags', 'x-enum-elements']);

function structure(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((item) => structure(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => names || !PROSE.has(key))
      .map(([key, item]) => [key, structure(item, key === 'properties' && !names)]),
  );
}

describe('the schemas of the pinned document', () => {
  it.each(Object.keys(document.components.schemas))('are valid by their meta-schema: %s', (name) => {
    const ajv = new Ajv2020({ strict: false });
    const valid = ajv.validateSchema(document.components.schemas[name] as object);
    expect({ valid, errors: ajv.errors }).toEqual({ valid: true, errors: null });
  });
});

describe.skipIf(!existsSync(published))('the pinned document (needs the published one; set CONCORDAT_SHARED)', () => {
  const original = existsSync(published) ? JSON.parse(readFileSync(published, 'utf8')) : undefined;

  it.each(Object.keys(document.paths))('has the structure of the published %s', (path) => {
    expect(structure(document.paths[path])).toEqual(structure(original.paths[path]));
  });

  it.each(Object.keys(document.components.schemas))('has the structure of the published schema %s', (name) => {
    expect(structure(document.components.schemas[name])).toEqual(structure(original.components.schemas[name]));
  });

  it('says nothing in the words of the published document', () => {
    const texts = (value: unknown, found: string[] = []): string[] => {
      if (Array.isArray(value)) for (const item of value) texts(item, found);
      else if (value !== null && typeof value === 'object') {
        for (const [key, item] of Object.entries(value)) {
          if (key === 'description' && typeof item === 'string' && item.length > 30) found.push(item);
          else texts(item, found);
        }
      }
      return found;
    };
    const theirs = new Set(texts(original));
    expect(texts(document).filter((text) => theirs.has(text))).toEqual([]);
  });

  it('accepts the published example payloads of party, claims and parties tokens', () => {
    const decoded = JSON.parse(readFileSync(examples, 'utf8')) as Record<string, { payload: unknown }>;
    const payload = (name: string): unknown => Object.entries(decoded).find(([key]) => key.includes(name))?.[1].payload;
    expect(judgeTokenPayload('get-single-party-token', payload('partyResponse/'))).toEqual([]);
    expect(judgeTokenPayload('get-parties-list-token', payload('partiesResponse/'))).toEqual([]);
    expect(judgeTokenPayload('get-party-claims', payload('claimsResponse/'))).toEqual([]);
    expect(judgeTokenPayload('get-trusted-list', payload('trustedListResponse/'))).toEqual([]);
    expect(judgeTokenPayload('get-capabilities-token', payload('capabilitiesResponse/'))).toEqual([]);
  });
});

describe('the contract as data', () => {
  it('knows the nine claim types', () => {
    expect(claimTypes).toHaveLength(9);
  });

  it('has unique ids of errata, contradictions and clauses, and a hash', () => {
    for (const ids of [ishareErrata, contradictions, ishareClauses].map((list) => list.map((entry) => entry.id))) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(ishareContract.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('holds every contradiction that is called an erratum by an erratum that exists', () => {
    const ids = ishareErrata.map((erratum) => erratum.id);
    for (const entry of contradictions.filter(({ treatment }) => treatment === 'erratum')) {
      expect(ids).toContain(entry.heldBy);
    }
  });
});

describe('what belongs to reference', () => {
  it('is held by a requirement that a fault breaks under reference only', () => {
    const rows = contradictions.filter(({ treatment }) => treatment === 'reference-only');
    expect(rows).not.toHaveLength(0);
    for (const { heldBy } of rows) {
      const faults = ishareFaults.filter(({ catches }) => catches.includes(`ishare-parties/${heldBy}`));
      expect([heldBy, new Set(faults.map(({ breaks }) => breaks))]).toEqual([heldBy, new Set(['reference'])]);
    }
  });
});

describe('a claim is judged by its type', () => {
  const role = {
    type: 'frameworkRole',
    status: 'active',
    frameworkId: 'iSHARE',
    roleId: 'ServiceConsumer',
    startDate: '2026-01-01T00:00:00Z',
    endDate: '2026-12-31T00:00:00Z',
    loa: 'low',
    compliancyVerified: 'yes',
    legalAdherence: 'yes',
  };

  it('gives one problem for one wrong enum', () => {
    expect(schemaProblems('request', 'claim', { ...role, loa: 'medium' })).toEqual([
      expect.objectContaining({ pointer: '/loa', rule: 'enum', actual: '"medium"' }),
    ]);
  });

  it('gives one problem for a member of the wrong type that has an enum', () => {
    expect(schemaProblems('request', 'claim', { ...role, legalAdherence: true })).toEqual([
      expect.objectContaining({ pointer: '/legalAdherence', rule: 'type' }),
    ]);
  });

  it('lets a request omit id and registrarId, an answer not', () => {
    expect(schemaProblems('request', 'claim', role)).toEqual([]);
    expect(schemaProblems('response', 'claim', role).map(({ pointer }) => pointer)).toEqual(['/id', '/registrarId']);
  });

  it('refuses the status suspended for a certificate only', () => {
    const certificate = {
      type: 'x509Certificate',
      status: 'suspended',
      subjectName: 'CN=x',
      certificateType: 'eSeal',
      x5c: 'AA==',
      'x5t#s256': 'ab',
    };
    expect(schemaProblems('request', 'claim', certificate).map(({ pointer }) => pointer)).toEqual(['/status']);
    expect(schemaProblems('request', 'claim', { ...role, status: 'suspended' })).toEqual([]);
  });

  it('judges an unknown type as a bare claim in an answer and names it in a request', () => {
    const unknown = { type: 'dataspaceFlag', status: 'active' };
    expect(schemaProblems('request', 'claim', unknown).map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/type', 'enum'],
    ]);
    expect(schemaProblems('response', 'claim', unknown).map(({ pointer }) => pointer)).toEqual(['/id', '/registrarId']);
  });
});

describe('the judge of responses', () => {
  const response = (status: number, body: string, type = 'application/json') => ({
    status,
    headers: { 'content-type': type },
    body: Buffer.from(body),
  });
  const rules = (judgement: ReturnType<typeof judgeIshareResponse>): string[] =>
    judgement.problems.map(({ rule }) => rule);

  it('accepts 200 with a token, and 201 by an erratum', () => {
    expect(judgeIshareResponse('register-new-party', response(200, '{"partyToken":"a.b.c"}')).problems).toEqual([]);
    const created = judgeIshareResponse('register-new-party', response(201, '{"partyToken":"a.b.c"}'));
    expect([created.problems, created.errata]).toEqual([[], ['ishare/created-201']]);
  });

  it.each([
    ['a 200 without a token', response(200, '{"status":false,"message":"no"}'), ['required']],
    ['the name of version 2', response(200, '{"party_token":"a.b.c"}'), ['v2-response-shape']],
    ['a token that is no text', response(200, '{"partyToken":{}}'), ['type']],
    ['HTML', response(200, '<p>', 'text/html'), ['media-type', 'json']],
    ['202', response(202, '{"partyToken":"a.b.c"}'), ['status']],
    ['500', response(500, '{}'), ['status']],
    ['a redirect', response(302, ''), ['status']],
  ])('names what is wrong with %s', (_, answer, expected) => {
    expect(rules(judgeIshareResponse('register-new-party', answer))).toEqual(expected);
  });

  it('lets the body of a refusal be anything', () => {
    expect(judgeIshareResponse('register-new-party', response(409, '<p>', 'text/html'))).toMatchObject({
      form: 'error',
      problems: [],
    });
  });

  it('demands an access token of type Bearer', () => {
    const judge = (body: string): string[] => rules(judgeIshareResponse('request-oauth-token', response(200, body)));
    expect(judge('{"access_token":"x","token_type":"bearer","expires_in":5}')).toEqual([]);
    expect(judge('{"token_type":"Bearer"}')).toEqual(['required']);
    expect(judge('{"access_token":"x","token_type":"mac"}')).toEqual(['token-type']);
    expect(judge('{"access_token":"x","expires_in":"5"}')).toEqual(['type']);
  });
});
