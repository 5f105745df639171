import { afterEach, describe, expect, it } from 'vitest';
import { SuiteError } from '../../target/errors.ts';
import type { WireRequest } from '../../target/exchange.ts';
import { closeAll, serve, serveEcho, target } from './servers.ts';

afterEach(closeAll);

const get: WireRequest = { method: 'GET', path: '/' };

describe('connections', () => {
  it('uses a connection again', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url });
    for (let count = 0; count < 5; count += 1) await client.send({ ...get, method: 'POST' }, { tag: `${count}` });
    expect(server.connections()).toBe(1);
  });

  it('reads back over connections of their own', async () => {
    const ports = new Map<string, Set<number | undefined>>();
    const server = await serve((request, response) => {
      const key = request.url ?? '';
      ports.set(key, (ports.get(key) ?? new Set()).add(request.socket.remotePort));
      response.end();
    });
    const client = target({ baseUrl: server.url });
    for (let count = 0; count < 3; count += 1) {
      await client.send({ ...get, path: '/write' }, { tag: 'w', connection: 'primary' });
      await client.send({ ...get, path: '/read' }, { tag: 'r', connection: 'verification' });
    }
    expect(ports.get('/write')?.size).toBe(1);
    expect(ports.get('/read')?.size).toBe(1);
    expect([...(ports.get('/write') ?? [])]).not.toEqual([...(ports.get('/read') ?? [])]);
  });

  it('never has more requests on their way than allowed, over both kinds of connection', async () => {
    let now = 0;
    let most = 0;
    const server = await serve((_request, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        response.end();
      }, 5);
    });
    const client = target({ baseUrl: server.url, concurrency: 3 });
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        client.send(get, { tag: `${index}`, connection: index % 2 === 0 ? 'primary' : 'verification' }),
      ),
    );
    expect(most).toBe(3);
  });

  it('starts no more requests per second than allowed', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url, requestsPerSecond: 100 });
    const start = performance.now();
    await Promise.all(Array.from({ length: 11 }, (_, index) => client.send(get, { tag: `${index}` })));
    // Ten spaces of 10 ms; timers of Node may fire up to a millisecond early.
    expect(performance.now() - start).toBeGreaterThanOrEqual(98);
  });

  const unsendable: readonly (readonly [string, Partial<WireRequest>])[] = [
    ['a line break in a header', { headers: { 'x-a': 'a\r\nb: c' } }],
    ['a character beyond Latin-1 in a header', { headers: { 'x-a': '→' } }],
    ['a space in the path', { path: '/a b' }],
    ['a relative path', { path: 'a' }],
    ['transfer-encoding', { headers: { 'Transfer-Encoding': 'gzip' } }],
    ['expect', { headers: { expect: '100-continue' } }],
    ['upgrade', { headers: { upgrade: 'h2c' } }],
    ['a wrong content-length', { method: 'POST', headers: { 'content-length': '9' }, body: Buffer.from('x') }],
    ['an empty body in chunks', { method: 'POST', chunked: true, body: Buffer.alloc(0) }],
    ['a method with a space', { method: 'GE T' }],
    ['a header name with a colon', { headers: { 'a:b': 'c' } }],
    ['a lone surrogate in the query', { query: [['a', '\ud800']] }],
  ];

  it.each(unsendable)('says that it cannot send %s, and goes on afterwards', async (_name, part) => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url, concurrency: 2 });
    for (let count = 0; count < 5; count += 1) {
      await expect(client.send({ ...get, ...part }, { tag: 't' })).rejects.toThrow(SuiteError);
    }
    expect((await client.send(get, { tag: 't' })).response?.status).toBe(200);
  });

  it('takes a content-length that is right', async () => {
    const server = await serveEcho();
    const request = { method: 'POST', path: '/', headers: { 'content-length': '1' }, body: Buffer.from('x') };
    expect((await target({ baseUrl: server.url }).send(request, { tag: 't' })).response?.status).toBe(200);
  });

  it('refuses to send after it was closed', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url });
    await client.send(get, { tag: 't' });
    await client.close();
    await expect(client.send(get, { tag: 't' })).rejects.toThrow(SuiteError);
  });

  it('counts exchanges and their latency', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url });
    for (let count = 0; count < 4; count += 1) await client.send(get, { tag: 't' });
    const { exchanges, latencyMs } = client.statistics();
    expect(exchanges).toBe(4);
    expect(latencyMs.p50).toBeGreaterThan(0);
    expect(latencyMs.p50).toBeLessThanOrEqual(latencyMs.p95);
    expect(latencyMs.p99).toBeLessThanOrEqual(latencyMs.max);
  });
});
