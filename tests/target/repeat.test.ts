import { afterEach, describe, expect, it } from 'vitest';
import { pauseAfter, retryAfterMs } from '../../target/back-off.ts';
import { closeAll, freePort, serve, target } from './servers.ts';

afterEach(closeAll);

/** Answers with these, one after the other, then with 200; `hang` and `reset` give no answer. */
async function script(...steps: readonly (number | 'hang' | 'reset')[]) {
  let seen = 0;
  const server = await serve((request, response) => {
    const step = steps[seen] ?? 200;
    seen += 1;
    if (step === 'reset') request.socket.destroy();
    else if (step !== 'hang') response.writeHead(step).end();
  });
  return { server, requests: () => seen };
}

const read = { method: 'GET', path: '/' };

describe('a request that may be repeated', () => {
  it.each([429, 503, 504, 'reset', 'hang'] as const)('is sent again after %s', async (step) => {
    const { server, requests } = await script(step);
    const exchange = await target({ baseUrl: server.url, timeoutMs: 60 }).send(read, { tag: 't', repeat: 'safe' });
    expect(exchange.response?.status).toBe(200);
    expect(requests()).toBe(2);
  });

  it.each([200, 400, 401, 404, 500, 502])('is not sent again after %s', async (status) => {
    const { server, requests } = await script(status);
    const exchange = await target({ baseUrl: server.url }).send(read, { tag: 't', repeat: 'safe' });
    expect(exchange.response?.status).toBe(status);
    expect(requests()).toBe(1);
  });

  it('is sent at most six times, and the last exchange counts', async () => {
    const { server, requests } = await script(503, 503, 503, 503, 503, 504, 503);
    const exchange = await target({ baseUrl: server.url }).send(read, { tag: 't', repeat: 'safe' });
    expect(exchange.response?.status).toBe(504);
    expect(requests()).toBe(6);
  });

  it('is given one more chance after a timeout, not five', async () => {
    const { server, requests } = await script('hang', 'hang', 'hang');
    const exchange = await target({ baseUrl: server.url, timeoutMs: 40 }).send(read, { tag: 't', repeat: 'safe' });
    expect(exchange.failure?.kind).toBe('timeout');
    expect(requests()).toBe(2);
  });

  it('is sent again when the connection was refused', async () => {
    const port = await freePort();
    const sent = target({ baseUrl: `http://127.0.0.1:${port}` }).send(read, { tag: 't', repeat: 'safe' });
    await serve((_request, response) => response.end(), port);
    expect((await sent).response?.status).toBe(200);
  });

  it('waits as long as Retry-After asks', async () => {
    let first = 0;
    let waited = 0;
    const server = await serve((_request, response) => {
      if (first === 0) {
        first = performance.now();
        response.writeHead(429, { 'retry-after': '1' }).end();
      } else {
        waited = performance.now() - first;
        response.end();
      }
    });
    await target({ baseUrl: server.url }).send(read, { tag: 't', repeat: 'safe' });
    expect(waited).toBeGreaterThanOrEqual(990);
  });
});

describe('any other request', () => {
  it.each([503, 429, 'reset', 'hang'] as const)('is sent once, whatever comes of it (%s)', async (step) => {
    const { server, requests } = await script(step);
    const client = target({ baseUrl: server.url, timeoutMs: 60 });
    await client.send(read, { tag: 't' });
    await client.send(read, { tag: 't', repeat: 'once' });
    expect(requests()).toBe(2);
  });

  it('lets the caller back off as long as the target asked', async () => {
    const server = await serve((_request, response) => response.writeHead(503, { 'retry-after': '1' }).end());
    const client = target({ baseUrl: server.url });
    await client.send(read, { tag: 't' });
    const start = performance.now();
    await client.backOff(1);
    expect(performance.now() - start).toBeGreaterThanOrEqual(900);
  });
});

describe('pauses', () => {
  it('double from 50 ms to 2 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map(pauseAfter)).toEqual([50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]);
  });

  it('read Retry-After as seconds or as a date, up to 5 s', () => {
    const now = Date.parse('Wed, 25 Nov 2026 00:00:00 GMT');
    expect(retryAfterMs('3', now)).toBe(3_000);
    expect(retryAfterMs('3600', now)).toBe(5_000);
    expect(retryAfterMs('Wed, 25 Nov 2026 00:00:02 GMT', now)).toBe(2_000);
    expect(retryAfterMs('Tue, 24 Nov 2026 00:00:00 GMT', now)).toBe(0);
    expect(retryAfterMs('soon', now)).toBe(0);
    expect(retryAfterMs(undefined, now)).toBe(0);
  });
});
