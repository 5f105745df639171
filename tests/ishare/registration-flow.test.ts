/** The identity flow end to end against the embedded registry: token, registration, reading back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareParty } from '../../contracts/ishare/compare-party.ts';
import { judgeIshareResponse, judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import type { Json } from '../../contracts/model.ts';
import { mayBeAccepted, mustBeAccepted } from '../../generators/ishare/acceptable.ts';
import { onlyShouldBeRefused } from '../../generators/ishare/certificate-violations.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { registrationViolations } from '../../generators/ishare/violations.ts';
import { freshName, jsonOf, startClient, type TestClient } from './client.ts';
import { fill, fillJson, testWorld } from './pki.ts';

type Members = { readonly [key: string]: Json };

let client: TestClient;
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

const claimsOf = (party: unknown): readonly Members[] => (party as { claims: readonly Members[] }).claims;

async function read(path: string, member: string): Promise<Record<string, unknown>> {
  const response = await client.call('GET', path);
  expect(response.status).toBe(200);
  const token = await client.token(response, member);
  expect(token.problems).toEqual([]);
  return token.payload as Record<string, unknown>;
}

describe('a registration', () => {
  it('is answered with a signed token that holds what was sent, with ids for every claim', async () => {
    const body = await fillJson(registration(), freshName());
    const posted = JSON.parse(body.toString()) as Members;
    const response = await client.call('POST', '/parties', body);
    expect(judgeIshareResponse('register-new-party', response)).toMatchObject({
      form: 'success',
      problems: [],
      errata: [],
    });
    const { problems, payload } = await client.token(response, 'partyToken');
    expect(problems).toEqual([]);
    expect(judgeTokenPayload('register-new-party', payload)).toEqual([]);
    expect(compareParty(posted, payload.partyInfo as Members)).toEqual({ problems: [], additions: [] });
    const ids = claimsOf(payload.partyInfo).map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(new Set(claimsOf(payload.partyInfo).map(({ registrarId }) => registrarId))).toEqual(
      new Set([client.identity.clientId]),
    );

    const path = `/parties/${encodeURIComponent(String(posted.id))}`;
    expect((await read(path, 'partyToken')).partyInfo).toEqual(payload.partyInfo);
    const alias = (posted.alsoKnownAs as readonly string[])[2] as string;
    expect((await read(`/parties/${encodeURIComponent(alias)}`, 'partyToken')).partyInfo).toEqual(payload.partyInfo);
    const claims = await read(`${path}/claims`, 'claimsToken');
    expect(judgeTokenPayload('get-party-claims', claims)).toEqual([]);
    expect((claims.claimsInfo as Members).claims).toEqual(claimsOf(payload.partyInfo));
    const list = await read(`/parties?id=${encodeURIComponent(String(posted.id))}`, 'partiesToken');
    expect(judgeTokenPayload('get-parties-list-token', list)).toEqual([]);
    expect(list.partiesInfo).toMatchObject({ totalCount: 1, count: 1, data: [payload.partyInfo] });
  });

  it('of an identifier that exists is refused and changes nothing', async () => {
    const name = freshName();
    const first = await client.register(registration(), name);
    const { payload } = await client.token(first, 'partyToken');
    const again = await client.register(registration({ roles: ['EntitledParty'], aliases: 'none' }), name);
    expect(again.status).toBe(409);
    const { id } = payload.partyInfo as Members;
    const now = await read(`/parties/${encodeURIComponent(String(id))}`, 'partyToken');
    expect(now.partyInfo).toEqual(payload.partyInfo);
  });

  it('is won by one of many at the same time', async () => {
    const name = freshName();
    await client.authenticator.authorization(client.privately);
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.register(registration(), name)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('whose alias is the identifier of another party is refused', async () => {
    const { payload } = await client.token(await client.register(registration(), freshName()), 'partyToken');
    const other = (payload.partyInfo as Members).id as string;
    const response = await client.register({ ...registration(), alsoKnownAs: [other] }, freshName());
    expect(response.status).toBe(400);
  });
});

describe('the embedded registry', () => {
  it.each(mustBeAccepted)('accepts $title', async ({ template }) => {
    const body = await fillJson(template, freshName());
    const response = await client.call('POST', '/parties', body);
    expect(response.status).toBe(200);
    const { payload } = await client.token(response, 'partyToken');
    expect(judgeTokenPayload('register-new-party', payload)).toEqual([]);
    expect(compareParty(JSON.parse(body.toString()) as Members, payload.partyInfo as Members).problems).toEqual([]);
  });

  it.each(mayBeAccepted)('keeps all of what it need not accept: $title', async ({ template, id }) => {
    const body = await fillJson(template, freshName());
    const response = await client.call('POST', '/parties', body);
    if (id === 'without-party-id') {
      expect(response.status).toBe(400);
      return;
    }
    const { payload } = await client.token(response, 'partyToken');
    expect(compareParty(JSON.parse(body.toString()) as Members, payload.partyInfo as Members).problems).toEqual([]);
  });

  it.each(registrationViolations.map((violation) => ({ id: violation.id, violation })))(
    'refuses every variant of $id and keeps nothing of it',
    async ({ violation }) => {
      for (const variant of violation.variants(1, 'standard')) {
        const name = freshName();
        const response = await client.call('POST', '/parties', await fill(variant.apply(registration()), name));
        expect([variant.label, response.status]).toEqual([
          variant.label,
          expect.toSatisfy((status) => [400, 415].includes(status)),
        ]);
        const { identities } = await testWorld();
        const { partyId } = identities.forName(name) ?? { partyId: '' };
        expect(client.reference.state.parties.some(({ id, name: stored }) => id === partyId || stored === name)).toBe(
          false,
        );
      }
    },
  );

  it('would refuse under reference even what only should be refused', () => {
    expect(registrationViolations.filter(({ id }) => onlyShouldBeRefused.has(id))).toHaveLength(
      onlyShouldBeRefused.size,
    );
  });

  it('answers 404 for what it does not know, 405 for what it does not do', async () => {
    expect((await client.call('GET', '/parties/did:ishare:EU.NL.NTRNL-0')).status).toBe(404);
    const wrong = await client.call('PUT', '/parties', Buffer.from('{}'));
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, POST, OPTIONS']);
  });

  it('lists by name with an asterisk, by alias and by claim, in pages', async () => {
    const prefix = freshName();
    for (const letter of ['a', 'b', 'c'])
      await client.register({ ...registration(), name: `${prefix} ${letter}` }, freshName());
    const first = await read(`/parties?name=${prefix}*&page=1&pageSize=2`, 'partiesToken');
    expect(first.partiesInfo).toMatchObject({ currentPage: 1, pageSize: 2, totalPages: 2, totalCount: 3, count: 2 });
    const second = await read(`/parties?name=${prefix}*&page=2&pageSize=2`, 'partiesToken');
    const data = (second.partiesInfo as { data: readonly Members[] }).data;
    expect(data.map(({ name }) => name)).toEqual([`${prefix} c`]);
    const alias = (data[0] as { alsoKnownAs: readonly string[] } & Members).alsoKnownAs[2] as string;
    const byAlias = await read(`/parties?alsoKnownAs=${encodeURIComponent(alias)}`, 'partiesToken');
    expect(byAlias.partiesInfo).toMatchObject({ totalCount: 1 });
    const byClaim = await read(`/parties?claimFilter[frameworkRole.roleId]=NoSuchRole`, 'partiesToken');
    expect(byClaim.partiesInfo).toMatchObject({ totalCount: 0, data: [] });
    expect((await client.call('GET', '/parties?pageSize=101')).status).toBe(400);
  });

  it('names its root in the trusted list', async () => {
    const payload = await read('/trustedList', 'trustedListToken');
    expect(judgeTokenPayload('get-trusted-list', payload)).toEqual([]);
    const fingerprint = client.identity.root.fingerprint256.replaceAll(':', '');
    expect(payload.trustedList).toEqual([
      expect.objectContaining({ certificateFingerprint: fingerprint, status: 'granted' }),
    ]);
  });

  it('shows public services to everybody and restricted ones with a token', async () => {
    const open = await client.send({ method: 'GET', path: '/capabilities' });
    const { payload } = await client.token(open, 'capabilitiesToken');
    expect(payload.capabilitiesInfo).not.toHaveProperty('restrictedServices');
    const all = await read('/capabilities', 'capabilitiesToken');
    expect(judgeTokenPayload('get-capabilities-token', all)).toEqual([]);
    expect(JSON.stringify(all.capabilitiesInfo)).toContain('register-new-party');
  });

  it('names its methods', async () => {
    const response = await client.call('OPTIONS', '/parties');
    expect([response.status, response.headers.allow]).toEqual([204, 'GET, POST, OPTIONS']);
  });

  it.each([
    ['no token', undefined],
    ['garbage', 'Bearer garbage'],
    ['another scheme', 'Basic Zm9vOmJhcg=='],
    ['an expired token', 'Bearer expired-before-the-registry-was-started'],
  ])('refuses %s on every operation but capabilities', async (_, authorization) => {
    const headers = { ...(authorization && { authorization }), 'content-type': 'application/json' };
    for (const [method, path] of [
      ['POST', '/parties'],
      ['GET', '/parties'],
      ['GET', '/parties/x'],
      ['GET', '/parties/x/claims'],
      ['GET', '/trustedList'],
    ] as const) {
      const body = method === 'POST' ? { body: await fillJson(registration(), freshName()) } : {};
      const response = await client.send({ method, path, headers, ...body });
      expect([path, response.status]).toEqual([path, 401]);
      expect(jsonOf(response)).toHaveProperty('error');
    }
  });
});
