import { afterEach, describe, expect, it } from 'vitest';
import { TargetGoneError } from '../../target/errors.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
import { closeAll, freePort, serve, serveTcp, target } from './servers.ts';

afterEach(closeAll);

const quick = { failuresBeforeProbe: 3, probeForMs: 250, timeoutMs: 40 };

/** Sends so many requests one after the other; an error ends the list. */
async function sendSome(client: Target, count: number, path = '/'): Promise<(string | number | undefined)[]> {
  const seen: (string | number | undefined)[] = [];
  for (let index = 0; index < count; index += 1) {
    try {
      const { response, failure } = await client.send({ method: 'POST', path }, { tag: `${index}` });
      seen.push(response?.status ?? failure?.kind);
    } catch (error) {
      seen.push((error as TargetGoneError).code);
      break;
    }
  }
  return seen;
}

describe('a target that is gone', () => {
  it('is unreachable when nothing ever answered', async () => {
    const client = target({ baseUrl: `http://127.0.0.1:${await freePort()}`, ...quick });
    expect(await sendSome(client, 9)).toEqual(['refused', 'refused', 'refused', 'TARGET_UNREACHABLE']);
    await expect(client.send({ method: 'GET', path: '/' }, { tag: 'later' })).rejects.toMatchObject({
      answered: false,
    });
    await expect(client.backOff(1)).rejects.toThrow(TargetGoneError);
  });

  it('is unreachable when it takes connections and never says a word', async () => {
    const server = await serveTcp(() => {});
    const client = target({ baseUrl: server.url, ...quick });
    expect(await sendSome(client, 9)).toEqual(['timeout', 'timeout', 'timeout', 'TARGET_UNREACHABLE']);
  });

  it('stopped answering when it had answered before', async () => {
    const server = await serve((_request, response) => response.writeHead(500).end());
    const client = target({ baseUrl: server.url, ...quick });
    expect(await sendSome(client, 2)).toEqual([500, 500]);
    await server.close();
    const seen = await sendSome(client, 9);
    expect(seen.at(-1)).toBe('TARGET_STOPPED_ANSWERING');
    expect(seen).toHaveLength(4);
    await expect(client.send({ method: 'GET', path: '/' }, { tag: 'later' })).rejects.toMatchObject({ answered: true });
  });

  it('ends requests on their way and in the queue', async () => {
    // The first connections are held open in silence, later ones are refused by a reset.
    let held = 0;
    const server = await serveTcp((socket) => {
      held += 1;
      if (held > 2) socket.resetAndDestroy();
    });
    const client = target({ baseUrl: server.url, ...quick, timeoutMs: 60_000, concurrency: 4 });
    const settled = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => client.send({ method: 'POST', path: '/' }, { tag: `${index}` })),
    );
    const codes = settled.map((one) => (one.status === 'rejected' ? one.reason.code : one.value.failure?.kind));
    expect(codes.filter((code) => code === 'TARGET_UNREACHABLE').length).toBeGreaterThanOrEqual(8);
    expect(codes.slice(0, 2)).toEqual(['TARGET_UNREACHABLE', 'TARGET_UNREACHABLE']);
  });

  it('lets a request that may be repeated wait for the verdict', async () => {
    const client = target({ baseUrl: `http://127.0.0.1:${await freePort()}`, ...quick });
    await expect(client.send({ method: 'GET', path: '/' }, { tag: 't', repeat: 'safe' })).rejects.toThrow(
      TargetGoneError,
    );
  });
});

describe('a target that comes back', () => {
  it('is waited for, and the run goes on', async () => {
    const port = await freePort();
    const client = target({ baseUrl: `http://127.0.0.1:${port}`, ...quick, probeForMs: 10_000 });
    expect(await sendSome(client, 3)).toEqual(['refused', 'refused', 'refused']);
    const waiting = client.send({ method: 'POST', path: '/' }, { tag: 'waits' });
    await serve((_request, response) => response.writeHead(404).end(), port);
    const exchange: Exchange = await waiting;
    expect(exchange.response?.status).toBe(404);
  });

  it('is probed below the base path, without a credential', async () => {
    const probes: (string | undefined)[] = [];
    let authorized = 0;
    const server = await serve((request, response) => {
      if (request.method === 'POST') return request.socket.destroy();
      probes.push(request.url);
      if (request.headers.authorization !== undefined) authorized += 1;
      return response.writeHead(401).end();
    });
    const credentials = { admin: { kind: 'value', value: 'admin-token-1' } } as const;
    const client = target({ baseUrl: `${server.url}/api`, ...quick, probePath: '/livez', credentials });
    expect(await sendSome(client, 6)).toEqual(Array(6).fill('reset'));
    await client.backOff(1);
    expect(probes).toEqual(['/api/livez', '/api/livez']);
    expect(authorized).toBe(0);
  });

  it('stops being probed when the run is interrupted', async () => {
    const run = new AbortController();
    const client = target({
      baseUrl: `http://127.0.0.1:${await freePort()}`,
      ...quick,
      probeForMs: 60_000,
      signal: run.signal,
    });
    await sendSome(client, 3);
    const waiting = client.send({ method: 'GET', path: '/' }, { tag: 'waits' });
    run.abort();
    expect((await waiting).failure?.kind).toBe('aborted');
  });

  it('stops being probed when the target is closed', async () => {
    const client = target({ baseUrl: `http://127.0.0.1:${await freePort()}`, ...quick, probeForMs: 60_000 });
    await sendSome(client, 3);
    const waiting = client.send({ method: 'GET', path: '/' }, { tag: 'waits' });
    await client.close();
    expect((await waiting).failure?.kind).toBe('aborted');
  });
});

describe('a target that hangs on one kind of request', () => {
  it('is not given up while it answers others', async () => {
    const server = await serve((request, response) => {
      // Not even the probe is answered: only the answers in between keep the target alive.
      if (request.url === '/good') response.end();
    });
    const client = target({ baseUrl: server.url, ...quick });
    const seen: (string | number | undefined)[] = [];
    for (let count = 0; count < 6; count += 1) {
      seen.push(...(await sendSome(client, 2, '/bad')), ...(await sendSome(client, 1, '/good')));
    }
    expect(seen).toEqual(Array(6).fill(['timeout', 'timeout', 200]).flat());
  });

  it('is not given up either when nothing else is asked for a while: the probe is answered', async () => {
    const server = await serve((request, response) => {
      if (request.url !== '/bad') response.end();
    });
    expect(await sendSome(target({ baseUrl: server.url, ...quick }), 8, '/bad')).toEqual(Array(8).fill('timeout'));
  });

  it('is not given up because another origin fails', async () => {
    const server = await serve((_request, response) => response.end());
    const client = target({ baseUrl: server.url, ...quick });
    expect(await sendSome(client, 8, `http://127.0.0.1:${await freePort()}/token`)).toEqual(Array(8).fill('refused'));
  });
});
