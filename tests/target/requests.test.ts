import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { WireRequest } from '../../target/exchange.ts';
import { closeAll, serve, serveEcho, serveTcp, target, textOf } from './servers.ts';

afterEach(closeAll);

async function echoed(request: WireRequest, options: { basePath?: string; headers?: Record<string, string> } = {}) {
  const server = await serveEcho();
  const client = target({ baseUrl: server.url + (options.basePath ?? ''), headers: options.headers });
  const exchange = await client.send(request, { tag: 't' });
  expect(exchange.failure).toBeUndefined();
  return { exchange, server, got: JSON.parse(textOf(exchange.response?.body)) };
}

describe('requests', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'POST', 'OPTIONS', 'post', 'PURGE'])(
    'sends the method %s as given',
    async (method) => {
      // node:http knows a fixed set of methods, so the request line is read from the socket.
      let line = '';
      const server = await serveTcp((socket) =>
        socket.once('data', (head) => {
          line = head.toString('latin1').split('\r\n')[0] ?? '';
          socket.end('HTTP/1.1 204 No Content\r\n\r\n');
        }),
      );
      const exchange = await target({ baseUrl: server.url }).send({ method, path: '/v2/parties' }, { tag: 't' });
      expect(exchange.response?.status).toBe(204);
      expect(line).toBe(`${method} /v2/parties HTTP/1.1`);
    },
  );

  it('asks for bodies without a content coding, which a server may choose when nobody says so', async () => {
    const { got } = await echoed({ method: 'GET', path: '/' });
    expect(got.headers['accept-encoding']).toBe('identity');
  });

  it('reads no body after HEAD', async () => {
    const server = await serve((_request, response) => response.writeHead(200, { 'content-length': '10' }).end());
    const { response } = await target({ baseUrl: server.url }).send({ method: 'HEAD', path: '/' }, { tag: 't' });
    expect(response).toMatchObject({ status: 200, truncated: false, headers: { 'content-length': '10' } });
    expect(response?.body.byteLength).toBe(0);
  });

  it('sends a body with GET', async () => {
    const { got } = await echoed({ method: 'GET', path: '/', body: Buffer.from('hello') });
    expect(got).toMatchObject({ method: 'GET', body: 'hello', headers: { 'content-length': '5' } });
  });

  it('sends bytes as given, be they UTF-8 or not', async () => {
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { got, exchange } = await echoed({ method: 'POST', path: '/', body });
    expect(Buffer.from(got.body, 'latin1')).toEqual(Buffer.from(body));
    expect(Buffer.from(exchange.request.body ?? [])).toEqual(Buffer.from(body));
  });

  it('sends only the window of a larger buffer', async () => {
    const { got } = await echoed({ method: 'POST', path: '/', body: Buffer.from('xxhelloxx').subarray(2, 7) });
    expect(got.body).toBe('hello');
  });

  it('says that a POST without a body has none', async () => {
    const { got } = await echoed({ method: 'POST', path: '/' });
    expect(got).toMatchObject({ body: '', headers: { 'content-length': '0' } });
  });

  it('really sends chunks on the wire', async () => {
    let received = '';
    const server = await serveTcp((socket) =>
      socket.on('data', (data) => {
        received += data.toString('latin1');
        if (received.endsWith('0\r\n\r\n')) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
      }),
    );
    const request = { method: 'POST', path: '/', body: Buffer.from('0123456789'), chunked: true };
    const exchange = await target({ baseUrl: server.url }).send(request, { tag: 't' });
    expect(exchange.response?.status).toBe(204);
    const [head = '', body] = received.split(/\r\n\r\n(.*)/s);
    expect(head.toLowerCase()).toContain('transfer-encoding: chunked');
    expect(head.toLowerCase()).not.toContain('content-length');
    expect(body).toBe('5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n');
  });

  it('puts the path and the query below the path of the base URL', async () => {
    const query = [
      ['filter-party', 'a b&c'],
      ['x', 'ä'],
      ['x', ''],
    ] as const;
    const { got, exchange, server } = await echoed(
      { method: 'GET', path: '/v2/parties', query },
      { basePath: '/ledger/one/' },
    );
    expect(got.url).toBe('/ledger/one/v2/parties?filter-party=a%20b%26c&x=%C3%A4&x=');
    expect(exchange.url).toBe(server.url + got.url);
  });

  it('adds query members to those in the path', async () => {
    const { got } = await echoed({ method: 'GET', path: '/p?a=1', query: [['b', '2']] });
    expect(got.url).toBe('/p?a=1&b=2');
  });

  it.each(['//double', '/a/../b', '/%2e%2e/x', '/a%2Fb', '/trailing/'])(
    'does not normalise the path %s',
    async (path) => {
      const { got } = await echoed({ method: 'GET', path });
      expect(got.url).toBe(path);
    },
  );

  it('lets the headers of a request win over the extra ones and its own, whatever their case', async () => {
    const { got, exchange } = await echoed(
      { method: 'POST', path: '/', headers: { 'User-Agent': 'mine', 'X-One': 'request' } },
      { headers: { 'x-one': 'extra', 'x-two': 'extra' } },
    );
    expect(got.headers).toMatchObject({ 'user-agent': 'mine', 'x-one': 'request', 'x-two': 'extra' });
    expect(exchange.request.headers).toEqual({
      'User-Agent': 'mine',
      'accept-encoding': 'identity',
      'X-One': 'request',
      'x-two': 'extra',
    });
  });

  it('takes an absolute URL, and keeps credentials and extra headers from a strange origin', async () => {
    const home = await serveEcho();
    const strange = await serveEcho();
    const client = target({
      baseUrl: home.url,
      headers: { 'x-extra': 'yes' },
      credentials: { admin: { kind: 'value', value: 'admin-token-1' } },
    });
    const there = await client.send({ method: 'GET', path: `${strange.url}/token?x=1` }, { tag: 't' });
    const got = JSON.parse(textOf(there.response?.body));
    expect(got.url).toBe('/token?x=1');
    expect(got.headers).not.toHaveProperty('authorization');
    expect(got.headers).not.toHaveProperty('x-extra');
    const here = await client.send({ method: 'GET', path: `${home.url}/token` }, { tag: 't' });
    expect(here.request.headers).toHaveProperty('authorization');
    expect(JSON.parse(textOf(here.response?.body)).headers).toHaveProperty('authorization');
  });

  it('lets the authenticator allow a strange origin', async () => {
    const home = await serveEcho();
    const strange = await serveEcho();
    const client = target({
      baseUrl: home.url,
      authenticator: {
        authorization: async () => 'Bearer long-enough-token',
        renew: async () => {},
        mayAuthorize: (origin) => origin === strange.url,
      },
    });
    const { response } = await client.send({ method: 'GET', path: `${strange.url}/x` }, { tag: 't' });
    expect(JSON.parse(textOf(response?.body)).headers).toHaveProperty('authorization');
  });

  it('names the exchange by its tag and measures it', async () => {
    const { exchange } = await echoed({ method: 'GET', path: '/' });
    expect(exchange.id).toBe('t');
    expect(exchange.durationMs).toBeGreaterThan(0);
    expect(exchange.startedAt).toBeGreaterThan(Date.UTC(2024, 0));
  });
});

describe('responses', () => {
  it('does not follow a redirect', async () => {
    const paths: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const { response } = await target({ baseUrl: server.url }).send({ method: 'POST', path: '/here' }, { tag: 't' });
    expect(response).toMatchObject({ status: 307, headers: { location: '/elsewhere' } });
    expect(paths).toEqual(['/here']);
  });

  it('joins repeated header fields', async () => {
    const server = await serve((_request, response) => response.writeHead(200, { 'X-Many': ['a', 'b'] }).end());
    const { response } = await target({ baseUrl: server.url }).send({ method: 'GET', path: '/' }, { tag: 't' });
    expect(response?.headers['x-many']).toBe('a, b');
  });

  it('reads a body up to the cap and says that there was more', async () => {
    const server = await serve((_request, response) => response.end('0123456789'));
    const client = target({ baseUrl: server.url, maxBodyBytes: 4 });
    const { response } = await client.send({ method: 'GET', path: '/' }, { tag: 't' });
    expect(response).toMatchObject({ status: 200, truncated: true });
    expect(textOf(response?.body)).toBe('0123');
  });

  it('does not call a body truncated that fits the cap exactly', async () => {
    const server = await serve((_request, response) => response.end('0123'));
    const client = target({ baseUrl: server.url, maxBodyBytes: 4 });
    const { response } = await client.send({ method: 'GET', path: '/' }, { tag: 't' });
    expect(response).toMatchObject({ truncated: false });
    expect(textOf(response?.body)).toBe('0123');
  });

  it('stops reading an endless body at the cap', async () => {
    const endless = function* () {
      for (;;) yield 'x'.repeat(1_000);
    };
    const server = await serve((_request, response) => Readable.from(endless()).pipe(response));
    const client = target({ baseUrl: server.url, maxBodyBytes: 100_000 });
    const { response } = await client.send({ method: 'GET', path: '/' }, { tag: 't' });
    expect(response).toMatchObject({ truncated: true, body: { byteLength: 100_000 } });
  });

  it('passes over informational responses', async () => {
    const server = await serveTcp((socket) =>
      socket.once('data', () =>
        socket.end('HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'),
      ),
    );
    const { response } = await target({ baseUrl: server.url }).send({ method: 'GET', path: '/' }, { tag: 't' });
    expect(response).toMatchObject({ status: 200, headers: { 'content-length': '2' } });
    expect(response?.headers).not.toHaveProperty('link');
  });
});
