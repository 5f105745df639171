import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readCredential } from '../../target/credentials.ts';
import { ConfigurationError, SuiteError } from '../../target/errors.ts';
import type { CredentialRole, WireRequest } from '../../target/exchange.ts';
import type { Authenticator, CredentialSource, PrivateSend } from '../../target/options.ts';
import { closeAll, type Listening, serve, target } from './servers.ts';

afterEach(closeAll);

const folder = mkdtempSync(join(tmpdir(), 'concordat-target-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tokenFile = join(folder, 'token');
const get: WireRequest = { method: 'GET', path: '/' };
const value = (token: string): CredentialSource => ({ kind: 'value', value: token });

/** Notes the Authorization header of each request; answers 401 unless `accepts` agrees. */
async function guard(
  accepts: (authorization: string | undefined) => boolean,
): Promise<Listening & { seen: (string | undefined)[] }> {
  const seen: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(accepts(request.headers.authorization) ? 200 : 401).end();
  });
  return { ...server, seen };
}

describe('credentials', () => {
  it('go with each request by its role, the administrator by default', async () => {
    const server = await guard(() => true);
    const client = target({
      baseUrl: server.url,
      credentials: { admin: value('token-of-admin'), expired: value('token-expired') },
    });
    for (const credential of [undefined, 'admin', 'none', 'expired'] as const) {
      await client.send(credential === undefined ? get : { ...get, credential }, { tag: 't' });
    }
    expect(server.seen).toEqual(['Bearer token-of-admin', 'Bearer token-of-admin', undefined, 'Bearer token-expired']);
  });

  it('give way to the Authorization header of a request', async () => {
    const server = await guard(() => false);
    const client = target({ baseUrl: server.url, credentials: { admin: value('token-of-admin') } });
    await client.send({ ...get, headers: { AUTHORIZATION: 'Basic x' } }, { tag: 't' });
    await client.send({ ...get, headers: { authorization: '' } }, { tag: 't' });
    expect(server.seen).toEqual(['Basic x', '']);
  });

  it('are not sent at all when the operator gave none', async () => {
    const server = await guard(() => true);
    await target({ baseUrl: server.url }).send(get, { tag: 't' });
    expect(server.seen).toEqual([undefined]);
  });

  it('that nobody gave are a fault of the check that asks for them', async () => {
    const server = await guard(() => true);
    const sent = target({ baseUrl: server.url }).send({ ...get, credential: 'notEntitled' }, { tag: 't' });
    await expect(sent).rejects.toThrow(SuiteError);
    expect(server.seen).toEqual([]);
  });

  it('can be asked for', async () => {
    const client = target({ baseUrl: 'http://127.0.0.1:1', credentials: { admin: value('token-of-admin') } });
    const roles: CredentialRole[] = ['admin', 'none', 'expired'];
    expect(roles.map((role) => client.hasCredential(role))).toEqual([true, true, false]);
    expect(await Promise.all(roles.map((role) => client.credential(role)))).toEqual([
      'token-of-admin',
      undefined,
      undefined,
    ]);
  });

  it('in the base URL are sent as Basic and shown nowhere', async () => {
    const server = await guard(() => true);
    const client = target({ baseUrl: server.url.replace('//', '//some%40user:pass-word%21@') });
    expect(client.baseUrl).toBe(server.url);
    const exchange = await client.send(get, { tag: 't' });
    expect(server.seen).toEqual([`Basic ${Buffer.from('some@user:pass-word!').toString('base64')}`]);
    expect(JSON.stringify(exchange)).not.toContain('pass-word');
    await client.send({ ...get, credential: 'none' }, { tag: 't' });
    expect(server.seen[1]).toBeUndefined();
  });

  it('cannot be given twice for the administrator', () => {
    const credentials = { admin: value('token-of-admin') };
    expect(() => target({ baseUrl: 'http://u:p@127.0.0.1:1', credentials })).toThrow(ConfigurationError);
  });

  it('cannot be an extra header, which would go with every request', () => {
    expect(() => target({ baseUrl: 'http://127.0.0.1:1', headers: { Authorization: 'x' } })).toThrow(
      ConfigurationError,
    );
  });
});

describe('sources', () => {
  const limits = { timeoutMs: 10_000 };
  const readToken = (source: CredentialSource, timeoutMs = 10_000) =>
    readCredential(source, 'the admin token', { timeoutMs });

  it('are files and commands, without surrounding white space', async () => {
    writeFileSync(tokenFile, '  token-in-file\n\n');
    expect(await readToken({ kind: 'file', path: tokenFile })).toBe('token-in-file');
    expect(await readToken({ kind: 'command', command: 'printf "token-%s\\n" printed' })).toBe('token-printed');
  });

  it.each([
    ['a line break', 'one\ntwo', 'line break'],
    ['a carriage return', 'one\rtwo', 'line break'],
    ['a control character', 'one\u0007two', 'cannot stand'],
    ['a letter beyond ASCII', 'tökén', 'cannot stand'],
    ['a space', 'one two', 'cannot stand'],
    ['nothing', '', 'is empty'],
    ['a scheme', 'Bearer abc', 'give the token alone'],
  ])('with %s are refused in a sentence', async (_name, token, words) => {
    const refused = readToken(value(token));
    await expect(refused).rejects.toThrow(ConfigurationError);
    await expect(refused).rejects.toThrow(words);
  });

  it('that cannot be read say which file', async () => {
    const path = join(folder, 'missing');
    await expect(readToken({ kind: 'file', path })).rejects.toThrow(
      `Cannot read the admin token from the file ${path} (ENOENT).`,
    );
  });

  it('that are failing commands say how they failed, without the command', async () => {
    const refused = readToken({
      kind: 'command',
      command: 'echo first >&2; echo "no such client" >&2; exit 3 # secret-in-command',
    });
    await expect(refused).rejects.toThrow('The command for the admin token failed with exit code 3: no such client.');
    await expect(refused).rejects.not.toThrow('secret-in-command');
    await expect(readToken({ kind: 'command', command: 'true' })).rejects.toThrow('printed nothing');
  });

  it.skipIf(process.platform === 'win32')(
    'that are commands are ended with their children after their time',
    async () => {
      const refused = readToken({ kind: 'command', command: 'sleep 600 & sleep 600' }, 50);
      await expect(refused).rejects.toThrow('gave no answer within 50 ms');
    },
  );

  it('that are commands are ended when the run is interrupted', async () => {
    const run = new AbortController();
    const refused = readCredential({ kind: 'command', command: 'sleep 600' }, 'the admin token', {
      ...limits,
      signal: run.signal,
    });
    run.abort();
    await expect(refused).rejects.toThrow('was interrupted');
  });

  it('that fail make the request fail, not the exchange', async () => {
    const server = await guard(() => true);
    const client = target({ baseUrl: server.url, credentials: { admin: { kind: 'command', command: 'exit 1' } } });
    await expect(client.send(get, { tag: 't' })).rejects.toThrow(ConfigurationError);
    expect(server.seen).toEqual([]);
  });

  it('that are commands do not turn an interruption into a fault of the configuration', async () => {
    const server = await guard(() => true);
    const run = new AbortController();
    const credentials = { admin: { kind: 'command', command: 'sleep 600' } } as const;
    const sent = target({ baseUrl: server.url, credentials, signal: run.signal }).send(get, { tag: 't' });
    run.abort();
    expect((await sent).failure?.kind).toBe('aborted');
  });

  it('are read once for many requests', async () => {
    const server = await guard(() => true);
    const log = join(folder, 'once');
    const command = `echo x >> '${log}'; echo token-from-command`;
    const client = target({ baseUrl: server.url, credentials: { admin: { kind: 'command', command } } });
    await Promise.all(Array.from({ length: 10 }, () => client.send(get, { tag: 't' })));
    expect(server.seen).toEqual(Array(10).fill('Bearer token-from-command'));
    expect(await readToken({ kind: 'file', path: log })).toBe('x');
  });
});

describe('a stale token', () => {
  /** An authenticator whose tokens are `token-number-N`, and how often it was asked for a new one. */
  function counting(): Authenticator & { renewals: number } {
    return {
      renewals: 0,
      async authorization() {
        return `Bearer token-number-${this.renewals}`;
      },
      async renew() {
        await new Promise((resolve) => setImmediate(resolve));
        this.renewals += 1;
      },
    };
  }

  it('is read again from its file, and the request sent once more', async () => {
    writeFileSync(tokenFile, 'token-old');
    const server = await guard((authorization) => authorization === 'Bearer token-new');
    const client = target({ baseUrl: server.url, credentials: { admin: { kind: 'file', path: tokenFile } } });
    expect(await client.credential('admin')).toBe('token-old');
    writeFileSync(tokenFile, 'token-new');
    const { response } = await client.send({ method: 'POST', path: '/' }, { tag: 't' });
    expect(response?.status).toBe(200);
    expect(server.seen).toEqual(['Bearer token-old', 'Bearer token-new']);
    expect(await client.credential('admin')).toBe('token-new');
  });

  it('is renewed once for all requests that it failed', async () => {
    const server = await guard((authorization) => authorization === 'Bearer token-number-1');
    let renewals = 0;
    const authenticator: Authenticator = {
      authorization: async () => `Bearer token-number-${renewals}`,
      async renew() {
        // Long enough for every request to fail with the old token.
        while (server.seen.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
        renewals += 1;
      },
    };
    const client = target({ baseUrl: server.url, concurrency: 20, authenticator });
    const exchanges = await Promise.all(Array.from({ length: 20 }, () => client.send(get, { tag: 't' })));
    expect(exchanges.map((exchange) => exchange.response?.status)).toEqual(Array(20).fill(200));
    expect(renewals).toBe(1);
    expect(server.seen).toHaveLength(40);
  });

  it('is waited for by requests whose turn has not come: they are not sent with the one that was refused', async () => {
    let renewals = 0;
    const authenticator: Authenticator = {
      authorization: async () => `Bearer token-number-${renewals}`,
      async renew() {
        await new Promise((resolve) => setTimeout(resolve, 50));
        renewals += 1;
      },
    };
    const server = await guard((authorization) => authorization === 'Bearer token-number-1');
    const client = target({ baseUrl: server.url, concurrency: 2, authenticator });
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.send(get, { tag: 't' })));
    expect(new Set(answers.map(({ response }) => response?.status))).toEqual(new Set([200]));
    expect(server.seen.filter((authorization) => authorization === 'Bearer token-number-0').length).toBeLessThan(6);
  });

  it('is not renewed for ever where every token is refused', async () => {
    const authenticator = counting();
    const server = await guard(() => false);
    const client = target({ baseUrl: server.url, authenticator });
    for (let count = 0; count < 5; count += 1) {
      expect((await client.send(get, { tag: 't' })).response?.status).toBe(401);
    }
    expect(authenticator.renewals).toBe(3);
    expect(server.seen).toHaveLength(8);
  });

  it('is renewed again where a fresh token is revoked before it is used', async () => {
    const authenticator = counting();
    const server = await guard((authorization) => !/-[012]$/.test(authorization ?? ''));
    const client = target({ baseUrl: server.url, authenticator });
    for (let count = 0; count < 2; count += 1) {
      expect((await client.send(get, { tag: 't' })).response?.status).toBe(200);
    }
    expect(authenticator.renewals).toBe(3);
  });

  it('is renewed again when it had worked in between', async () => {
    const authenticator = counting();
    let valid = 1;
    const server = await guard((authorization) => authorization === `Bearer token-number-${valid}`);
    const client = target({ baseUrl: server.url, authenticator });
    for (valid = 1; valid <= 3; valid += 1) expect((await client.send(get, { tag: 't' })).response?.status).toBe(200);
    expect(authenticator.renewals).toBe(3);
  });

  it('that comes out of its file unchanged is not sent again', async () => {
    writeFileSync(tokenFile, 'token-same');
    const server = await guard(() => false);
    const client = target({ baseUrl: server.url, credentials: { admin: { kind: 'file', path: tokenFile } } });
    await client.send(get, { tag: 't' });
    await client.send(get, { tag: 't' });
    expect(server.seen).toEqual(['Bearer token-same', 'Bearer token-same']);
  });

  it.each([
    ['another role', { credential: 'expired' as const }],
    ['no credential', { credential: 'none' as const }],
    ['its own Authorization', { headers: { authorization: 'Bearer broken-token' } }],
  ])('is not renewed for a request with %s', async (_name, part) => {
    const authenticator = counting();
    const server = await guard(() => false);
    const client = target({ baseUrl: server.url, authenticator, credentials: { expired: value('token-expired') } });
    expect((await client.send({ ...get, ...part }, { tag: 't' })).response?.status).toBe(401);
    expect(server.seen).toHaveLength(1);
    expect(authenticator.renewals).toBe(0);
  });

  it('given as a value is not renewed', async () => {
    const server = await guard(() => false);
    await target({ baseUrl: server.url, credentials: { admin: value('token-of-admin') } }).send(get, { tag: 't' });
    expect(server.seen).toHaveLength(1);
  });

  it('can be renewed over the target itself, even when one request at a time is allowed', async () => {
    let issued = 0;
    const server = await serve((request, response) => {
      if (request.url === '/token') {
        issued += 1;
        response.end(JSON.stringify({ access_token: `token-from-endpoint-${issued}` }));
      } else {
        response.writeHead(request.headers.authorization === 'Bearer token-from-endpoint-2' ? 200 : 401).end();
      }
    });
    const tokenRequest: WireRequest = { method: 'POST', path: '/token' };
    let current: Promise<string> | undefined;
    const fetchToken = async (send: PrivateSend) => {
      const { response } = await send(tokenRequest);
      return JSON.parse(Buffer.from(response?.body ?? []).toString()).access_token as string;
    };
    const client = target({
      baseUrl: server.url,
      concurrency: 1,
      authenticator: {
        async authorization(send) {
          current ??= fetchToken(send);
          return `Bearer ${await current}`;
        },
        async renew(send) {
          current = fetchToken(send);
        },
      },
    });
    const exchanges = await Promise.all([1, 2, 3].map(() => client.send(get, { tag: 't' })));
    expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200, 200]);
    expect(issued).toBe(2);
  });
});

describe('options', () => {
  it.each([
    ['ftp://x'],
    ['localhost:7575'],
    ['not a url'],
    ['http://127.0.0.1:1/?a=b'],
    ['http://127.0.0.1:1/#a'],
    ['http://%ff:x@127.0.0.1:1/'],
  ])('refuse the base URL %s', (baseUrl) => {
    expect(() => target({ baseUrl })).toThrow(ConfigurationError);
  });

  it.each([
    { concurrency: 0 },
    { concurrency: 1.5 },
    { timeoutMs: -1 },
    { requestsPerSecond: 0 },
    { requestsPerSecond: Number.NaN },
    { probePath: 'x' },
    { ca: 'not PEM' },
  ])('refuse %o', (options) => {
    expect(() => target({ baseUrl: 'http://127.0.0.1:1', ...options })).toThrow(ConfigurationError);
  });
});
