/** Verification of signed tokens: what is right passes, and each thing that is wrong has its own rule. */
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IsharePki, KeyAndChain } from '../../reference/ishare/pki.ts';
import { orderChain, toX5c } from '../../target/ishare/certificate-chain.ts';
import { type TokenExpectation, verifySignedToken } from '../../target/ishare/signed-token.ts';
import { type TestWorld, testWorld } from './pki.ts';

let world: TestWorld;
let pki: IsharePki;
let expected: TokenExpectation;
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  world = await testWorld();
  pki = world.pki;
  expected = { root: pki.root, issuer: pki.registryId, audience: pki.clientId, now: now * 1000 };
});

type Changes = { header?: Record<string, unknown>; payload?: Record<string, unknown>; signer?: KeyAndChain };

async function tokenWith({ header, payload, signer }: Changes = {}): Promise<string> {
  const { key, chain } = signer ?? pki.registry;
  const claims = {
    iss: pki.registryId,
    sub: pki.registryId,
    aud: pki.clientId,
    jti: 'j',
    iat: now,
    exp: now + 30,
    partyInfo: {},
  };
  return new SignJWT({ ...claims, ...payload })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', x5c: toX5c(chain), ...header })
    .sign(key);
}

async function rulesOf(compact: string, more: Partial<TokenExpectation> = {}): Promise<string[]> {
  const { problems } = await verifySignedToken(compact, { ...expected, ...more });
  return problems.map(({ rule }) => rule);
}

describe('a signed token', () => {
  it.each(['RS256', 'RS384', 'RS512'])('signed with %s is right, and its payload is returned', async (alg) => {
    const token = await verifySignedToken(await tokenWith({ header: { alg } }), expected);
    expect(token.problems).toEqual([]);
    expect(token.payload).toMatchObject({ iss: pki.registryId, jti: 'j', partyInfo: {} });
    expect(token.header.alg).toBe(alg);
  });

  it.each<[string, Changes, string[]]>([
    ['PS256', { header: { alg: 'PS256' } }, ['alg']],
    ['another typ', { header: { typ: 'at+jwt' } }, ['typ']],
    ['no typ', { header: { typ: undefined } }, ['typ']],
    ['a further header parameter', { header: { kid: '1' } }, ['header-parameters']],
    ['no x5c', { header: { x5c: undefined } }, ['x5c']],
    ['an empty x5c', { header: { x5c: [] } }, ['x5c']],
    ['an x5c that is no certificate', { header: { x5c: ['AAAA'] } }, ['x5c']],
    ['another issuer', { payload: { iss: 'x', sub: 'x' } }, ['iss']],
    ['another subject', { payload: { sub: 'x' } }, ['sub']],
    ['another audience', { payload: { aud: 'x' } }, ['aud']],
    ['no audience', { payload: { aud: undefined } }, ['aud']],
    ['no jti', { payload: { jti: undefined } }, ['claims']],
    ['a jti that is a number', { payload: { jti: 5 } }, ['claims']],
    ['a fraction of a second', { payload: { iat: now + 0.5, exp: now + 30.5 } }, ['claims', 'claims']],
    ['a lifetime of an hour', { payload: { exp: now + 3600 } }, ['lifetime']],
    ['an end in the past', { payload: { iat: now - 60, exp: now - 30 } }, ['expired']],
    ['a start in the future', { payload: { iat: now + 60, exp: now + 90 } }, ['issued-in-future']],
    ['no exp', { payload: { exp: undefined } }, ['claims']],
  ])('with %s has exactly that problem', async (_, changes, rules) => {
    expect(await rulesOf(await tokenWith(changes))).toEqual(rules);
  });

  it('with a list of one as audience is told apart from a wrong audience', async () => {
    expect(await rulesOf(await tokenWith({ payload: { aud: [pki.clientId] } }))).toEqual(['aud-list']);
    expect(await rulesOf(await tokenWith({ payload: { aud: [pki.clientId, 'x'] } }))).toEqual(['aud']);
  });

  it('for everybody needs no audience', async () => {
    const { audience: _, ...open } = expected;
    const { problems } = await verifySignedToken(await tokenWith({ payload: { aud: 'anybody' } }), open);
    expect(problems).toEqual([]);
  });

  it('bears clocks that differ by ten seconds, not more', async () => {
    expect(await rulesOf(await tokenWith({ payload: { iat: now + 9, exp: now + 39 } }))).toEqual([]);
    expect(await rulesOf(await tokenWith({ payload: { iat: now + 12, exp: now + 42 } }))).toEqual(['issued-in-future']);
    expect(await rulesOf(await tokenWith({ payload: { iat: now - 39, exp: now - 9 } }))).toEqual([]);
    expect(await rulesOf(await tokenWith({ payload: { iat: now - 42, exp: now - 12 } }))).toEqual(['expired']);
  });

  it('whose chain lacks the root, the middle, or the order, says so', async () => {
    const x5c = toX5c(pki.registry.chain);
    expect(await rulesOf(await tokenWith({ header: { x5c: x5c.slice(0, 2) } }))).toEqual(['chain-root-missing']);
    expect(await rulesOf(await tokenWith({ header: { x5c: x5c.slice(0, 1) } }))).toEqual(['chain-leaf-only']);
    const gap = await rulesOf(await tokenWith({ header: { x5c: [x5c[0], x5c[2]] } }));
    expect(gap).toEqual(['chain-order']);
    const reversed = await rulesOf(await tokenWith({ header: { x5c: [...x5c].reverse() } }));
    expect(reversed).toContain('chain-order');
    expect(reversed).toContain('signature');
  });

  it('under another root is not trusted, however consistent', async () => {
    const stranger = await world.mint.client('NTRNL-10000000', 'untrusted');
    expect(await rulesOf(await tokenWith({ signer: stranger }))).toEqual(['chain-untrusted']);
  });

  it('with a chain that was not valid then says so', async () => {
    const late = now + 3600 * 24 * 3650;
    const token = await tokenWith({ payload: { iat: late, exp: late + 30 } });
    expect(new Set(await rulesOf(token, { now: late * 1000 }))).toEqual(new Set(['chain-validity']));
  });

  it('signed by another key, altered, or with another payload has a signature problem', async () => {
    const compact = await tokenWith();
    const [head, , signature] = compact.split('.');
    const [, otherPayload] = (await tokenWith({ payload: { partyInfo: { id: 'forged' } } })).split('.');
    expect(await rulesOf(`${head}.${otherPayload}.${signature}`)).toEqual(['signature']);
    expect(await rulesOf(await tokenWith({ header: { x5c: toX5c(pki.client.chain) } }))).toEqual(['signature']);
    expect(await rulesOf(`${compact.split('.').slice(0, 2).join('.')}.`)).toEqual(['signature']);
  });

  it('that is not signed at all is refused for its algorithm and its signature', async () => {
    const compact = await tokenWith();
    const header = { alg: 'none', typ: 'JWT', x5c: toX5c(pki.registry.chain) };
    const unsigned = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${compact.split('.')[1]}.`;
    expect(await rulesOf(unsigned)).toEqual(['alg', 'signature']);
  });

  it.each(['', 'a.b', 'a.b.c', 'a.b.c.d.e', '{"partyInfo":{}}', 'e30.WzFd.c2ln'])(
    'that has no such form says so and nothing else: %s',
    async (text) => {
      expect(await rulesOf(text)).toEqual(['form']);
    },
  );
});

describe('a chain', () => {
  it('is put in order, leaf first', () => {
    const [leaf, ca, root] = pki.registry.chain as [(typeof pki)['root'], (typeof pki)['root'], (typeof pki)['root']];
    expect(orderChain(leaf, [root, pki.client.chain[0] ?? root, ca])).toEqual([leaf, ca, root]);
    expect(orderChain(leaf, [root])).toEqual([leaf]);
    expect(orderChain(root, [ca, leaf])).toEqual([root]);
  });
});
