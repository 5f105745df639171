/** Access tokens: kept, renewed, and never asked for more often than needed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTarget } from '../../target/client.ts';
import type { WireRequest, WireResponse } from '../../target/exchange.ts';
import {
  type AuthenticatorOptions,
  ishareAuthenticator,
  TokenRefusedError,
  usableMilliseconds,
} from '../../target/ishare/access-token.ts';
import { type IshareIdentity, identityProblems, loadIdentity } from '../../target/ishare/identity.ts';
import type { PrivateSend } from '../../target/options.ts';
import { identityOf, startClient, type TestClient } from './client.ts';
import { testWorld } from './pki.ts';

let client: TestClient;
let identity: IshareIdentity;
beforeAll(async () => {
  client = await startClient();
  identity = identityOf(client.reference);
});
afterAll(() => client.close());

function answer(status: number, body: unknown, headers: Record<string, string> = {}): WireResponse {
  return { status, headers, body: Buffer.from(JSON.stringify(body)), truncated: false };
}

/** An authenticator on a token endpoint that is played. */
function played(
  respond: (request: WireRequest, count: number) => WireResponse,
  more: Partial<AuthenticatorOptions> = {},
) {
  const requests: WireRequest[] = [];
  const clock = { now: 1_800_000_000_000 };
  const secrets: string[] = [];
  const pauses: number[] = [];
  const authenticator = ishareAuthenticator({
    identity,
    path: '/connect/token',
    onSecret: (secret) => secrets.push(secret),
    now: () => clock.now,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    ...more,
  });
  const send: PrivateSend = async (request) => {
    requests.push(request);
    return { response: respond(request, requests.length) };
  };
  return { authenticator, send, requests, clock, secrets, pauses };
}

const assertionOf = (request: WireRequest | undefined): string =>
  new URLSearchParams(Buffer.from(request?.body ?? '').toString()).get('client_assertion') ?? '';
const payloadOf = (request: WireRequest | undefined): Record<string, number> =>
  JSON.parse(Buffer.from(assertionOf(request).split('.')[1] ?? '', 'base64url').toString());

describe('an access token', () => {
  it('is requested once for many requests at the same time, and kept', async () => {
    const { authenticator, send, requests } = played((_, count) =>
      answer(200, { access_token: `t${count}`, expires_in: 3600 }),
    );
    const all = await Promise.all(Array.from({ length: 10 }, () => authenticator.authorization(send)));
    expect(new Set(all)).toEqual(new Set(['Bearer t1']));
    expect(await authenticator.authorization(send)).toBe('Bearer t1');
    expect(requests).toHaveLength(1);
  });

  it('that lives for five seconds is renewed before it expires', async () => {
    const { authenticator, send, clock } = played((_, count) =>
      answer(200, { access_token: `t${count}`, expires_in: 5 }),
    );
    expect(await authenticator.authorization(send)).toBe('Bearer t1');
    clock.now += 4_400;
    expect(await authenticator.authorization(send)).toBe('Bearer t1');
    clock.now += 200;
    expect(await authenticator.authorization(send)).toBe('Bearer t2');
  });

  it('is renewed after a 401, once for many, with another assertion', async () => {
    const { authenticator, send, requests } = played((_, count) =>
      answer(200, { access_token: `t${count}`, expires_in: 3600 }),
    );
    const refused = await authenticator.authorization(send);
    await Promise.all([
      authenticator.renew(send, refused),
      authenticator.renew(send, refused),
      authenticator.renew(send, refused),
    ]);
    // A late 401 for the old token asks for nothing.
    await authenticator.renew(send, refused);
    expect(await authenticator.authorization(send)).toBe('Bearer t2');
    expect(requests).toHaveLength(2);
    expect(assertionOf(requests[0])).not.toBe(assertionOf(requests[1]));
  });

  it('is used for nine tenths of its life, or all but 30 s of it', () => {
    expect([5, 600, 3600, 0, undefined, '5'].map(usableMilliseconds)).toEqual([
      4500,
      570_000,
      3_570_000,
      0,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('is asked for again after 503, each time with another assertion', async () => {
    const { authenticator, send, requests, pauses } = played((_, count) =>
      count < 3 ? answer(503, {}) : answer(200, { access_token: 't', expires_in: 60 }),
    );
    expect(await authenticator.authorization(send)).toBe('Bearer t');
    expect(new Set(requests.map(assertionOf)).size).toBe(3);
    expect(pauses).toEqual([500, 1000]);
  });

  it('is asked for with the time of the registry when the clocks differ', async () => {
    const ahead = 120;
    const { authenticator, send, requests, clock } = played((request) => {
      const serverNow = clock.now / 1000 + ahead;
      const date = { date: new Date(clock.now + ahead * 1000).toUTCString() };
      return Math.abs((payloadOf(request).iat ?? 0) - serverNow) < 10
        ? answer(200, { access_token: 't', expires_in: 60 }, date)
        : answer(400, { error: 'invalid_client' }, date);
    });
    expect(await authenticator.authorization(send)).toBe('Bearer t');
    expect(authenticator.clockOffset()).toBe(ahead);
    expect(requests).toHaveLength(2);
  });

  it('tells what clock the registry has where that refused nothing', async () => {
    const { authenticator, send, clock } = played(() => {
      const date = { date: new Date(clock.now - 60_000).toUTCString() };
      return answer(200, { access_token: 't', expires_in: 60 }, date);
    });
    await authenticator.authorization(send);
    expect([authenticator.clockOffset(), authenticator.toldOffset()]).toEqual([0, -60]);
  });

  it('puts every assertion and token on the list of secrets, and neither into an error', async () => {
    const { authenticator, send, secrets, requests } = played((_, count) => answer(200, { access_token: `t${count}` }));
    await authenticator.authorization(send);
    expect(secrets).toEqual([assertionOf(requests[0]), 't1']);
    const echo = played((request) => answer(400, { error: assertionOf(request) }));
    const error = await echo.authenticator.authorization(echo.send).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TokenRefusedError);
    expect(String(error)).not.toContain(assertionOf(echo.requests[0]));
    expect(error).toMatchObject({ code: 'TOKEN_REFUSED', status: 400 });
  });

  it.each([
    ['no JSON', { status: 200, headers: {}, body: Buffer.from('<p>'), truncated: false }],
    ['no token', answer(200, { token_type: 'Bearer' })],
    ['an empty token', answer(200, { access_token: '' })],
  ])('is not made up where the answer holds %s', async (_, response) => {
    const { authenticator, send } = played(() => response);
    await expect(authenticator.authorization(send)).rejects.toBeInstanceOf(TokenRefusedError);
  });

  it('is asked for again after a connection that broke, each time with another assertion', async () => {
    const { authenticator, pauses } = played(() => answer(200, {}));
    const assertions: string[] = [];
    const flaky: PrivateSend = async (request) => {
      assertions.push(assertionOf(request));
      if (assertions.length < 3) return { failure: { kind: 'reset', message: 'socket hang up' } };
      return { response: answer(200, { access_token: 't', expires_in: 60 }) };
    };
    expect(await authenticator.authorization(flaky)).toBe('Bearer t');
    expect(new Set(assertions).size).toBe(3);
    expect(pauses).toEqual([500, 1000]);
  });

  it('is not shown with the assertion that an error page repeats in base64', async () => {
    const echo = played((request) =>
      answer(500, { page: Buffer.from(`got ${assertionOf(request)}`).toString('base64') }),
    );
    const error = await echo.authenticator.authorization(echo.send).catch((thrown: unknown) => thrown);
    const page = Buffer.from(`got ${assertionOf(echo.requests[0])}`).toString('base64');
    expect(String(error)).toContain('answered 500: {"page":"');
    expect(String(error)).not.toContain(page.slice(20, 80));
    expect(String(error)).toContain('[redacted]');
  });

  it('is not waited for where nothing answers', async () => {
    const { authenticator } = played(() => answer(200, {}));
    const silent: PrivateSend = async () => ({ failure: { kind: 'refused', message: 'connection refused' } });
    await expect(authenticator.authorization(silent)).rejects.toMatchObject({
      code: 'TOKEN_ENDPOINT_SILENT',
      message: 'The token endpoint /connect/token does not answer (connection refused).',
    });
  });

  it('is used by the client of the target, which cuts it out of what it captures', async () => {
    const path = '/connect/token';
    const secrets: string[] = [];
    const authenticator = ishareAuthenticator({ identity, path, onSecret: (secret) => secrets.push(secret) });
    const target = createTarget({ baseUrl: client.reference.url, authenticator });
    const exchange = await target.send({ method: 'GET', path: '/parties' }, { tag: 'list' });
    expect(exchange.response?.status).toBe(200);
    client.reference.state.tokens.clear();
    const renewed = await target.send({ method: 'GET', path: '/parties' }, { tag: 'list again' });
    expect(renewed.response?.status).toBe(200);
    expect(secrets).toHaveLength(4);
    const written = JSON.stringify([exchange, renewed], (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    for (const secret of secrets) expect(written).not.toContain(secret);
    await target.close();
  });

  it('survives that the registry revokes it', async () => {
    const header = await client.authenticator.authorization(client.privately);
    client.reference.state.tokens.clear();
    expect((await client.call('GET', '/parties')).status).toBe(401);
    await client.authenticator.renew(client.privately, header);
    expect((await client.call('GET', '/parties')).status).toBe(200);
  });
});

describe('an identity', () => {
  it('that fits together has no problems', () => {
    expect(identityProblems(identity, Date.now())).toEqual([]);
  });

  it('says what does not fit', async () => {
    const { mint } = await testWorld();
    const stranger = await mint.client('NTRNL-10000001', 'untrusted');
    const problems = (changes: Partial<IshareIdentity>): string =>
      identityProblems({ ...identity, ...changes }, Date.now()).join('\n');
    expect(problems({ clientKey: stranger.key })).toMatch(/key does not belong/);
    expect(problems({ clientChain: stranger.chain, clientKey: stranger.key })).toMatch(/which the root did not issue/);
    expect(problems({ clientChain: identity.clientChain.slice(0, 1) })).toMatch(/not usable: the chain ends at/);
    expect(problems({ clientChain: identity.clientChain.slice(0, -1) })).toMatch(/does not hold the root/);
    expect(problems({ clientChain: [...identity.clientChain].reverse() })).toMatch(/was not issued by/);
    expect(problems({ clientChain: [] })).toMatch(/empty/);
    expect(problems({ clientId: 'did:ishare:EU.NL.NTRNL-5' })).toMatch(/names NTRNL-10000001/);
    expect(identityProblems(identity, Date.now() + 5e11).join()).toMatch(/valid from/);
  });

  it('is read from files, except from a key that others can read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-'));
    try {
      const file = (name: string, text: string, mode: number): string => {
        writeFileSync(join(folder, name), text, { mode });
        return join(folder, name);
      };
      const key = identity.clientKey.export({ type: 'pkcs8', format: 'pem' }) as string;
      const files = {
        clientId: identity.clientId,
        registryId: identity.registryId,
        clientKeyFile: file('client.key', key, 0o600),
        clientChainFile: file('chain.pem', identity.clientChain.map(String).join(''), 0o644),
        rootCertificateFile: file('root.pem', identity.root.toString(), 0o644),
      };
      expect(identityProblems(loadIdentity(files), Date.now())).toEqual([]);
      expect(() => loadIdentity({ ...files, clientKeyFile: file('open.key', key, 0o644) })).toThrow(/chmod 600/);
      expect(() => loadIdentity({ ...files, clientChainFile: join(folder, 'none.pem') })).toThrow(/cannot be read/);
      expect(() => loadIdentity({ ...files, rootCertificateFile: file('text.pem', 'text', 0o644) })).toThrow(
        /no certificate/,
      );
      expect(() => loadIdentity({ ...files, clientKeyFile: file('text.key', 'text', 0o600) })).toThrow(
        /no private key/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
