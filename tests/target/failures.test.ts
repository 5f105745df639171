import { afterEach, describe, expect, it } from 'vitest';
import { SuiteError } from '../../target/errors.ts';
import type { TransportFailureKind, WireRequest } from '../../target/exchange.ts';
import { toFailure } from '../../target/failures.ts';
import type { TargetOptions } from '../../target/options.ts';
import { closeAll, freePort, type Listening, serve, serveBytes, serveTcp, target } from './servers.ts';

afterEach(closeAll);

const post: WireRequest = { method: 'POST', path: '/', body: Buffer.from('{}') };

async function failureOf(baseUrl: string, options: Partial<TargetOptions> = {}) {
  const exchange = await target({ baseUrl, ...options }).send(post, { tag: 't' });
  expect(exchange.response).toBeUndefined();
  expect(exchange.failure?.message).not.toBe('');
  return exchange.failure?.kind;
}

describe('trouble on the wire', () => {
  it('calls a closed port refused', async () => {
    expect(await failureOf(`http://127.0.0.1:${await freePort()}`)).toBe('refused');
  });

  const answers: readonly (readonly [string, string, TransportFailureKind])[] = [
    ['a connection closed without an answer', '', 'reset'],
    ['a head that is cut off', 'HTTP/1.1 200 OK\r\ncontent-le', 'reset'],
    ['a body shorter than announced', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc', 'reset'],
    [
      'a body shorter than announced on a connection to be closed',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\nabc',
      'reset',
    ],
    [
      'chunks without an end on a connection to be closed',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n',
      'reset',
    ],
    ['chunks without an end', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n', 'reset'],
    ['a greeting of another protocol', '220 mail.example ESMTP\r\n', 'malformed'],
    ['an invalid chunk size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\nabc\r\n', 'malformed'],
    [
      'a switch of protocols that nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      'malformed',
    ],
    ['a head larger than the cap', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`, 'malformed'],
  ];

  it.each(answers)('tells what %s is', async (_name, answer, kind) => {
    expect(await failureOf((await serveBytes(answer)).url)).toBe(kind);
  });

  it('calls a connection that is torn down reset', async () => {
    const server = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await failureOf(server.url)).toBe('reset');
  });

  it('waits for a head no longer than the deadline', async () => {
    const server = await serve(() => {});
    expect(await failureOf(server.url, { timeoutMs: 50 })).toBe('timeout');
  });

  it('waits for the last byte no longer than the deadline, although bytes keep coming', async () => {
    const server = await serve((_request, response) => {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    });
    expect(await failureOf(server.url, { timeoutMs: 50 })).toBe('timeout');
  });

  it('calls a handshake that never ends a connection timeout', async () => {
    const server = await serveTcp(() => {});
    expect(await failureOf(server.url.replace('http:', 'https:'), { timeoutMs: 50 })).toBe('connect-timeout');
  });

  it('calls plain HTTP where TLS was expected a TLS failure', async () => {
    const server = await serve((_request, response) => response.end());
    expect(await failureOf(server.url.replace('http:', 'https:'))).toBe('tls');
  });

  it('ends what is on its way, and everything later, when the run is interrupted', async () => {
    const arrived = deferred();
    const server = await serve(() => arrived.resolve());
    const run = new AbortController();
    const client = target({ baseUrl: server.url, signal: run.signal, concurrency: 1 });
    const sent = [
      client.send(post, { tag: '1' }),
      client.send(post, { tag: '2' }),
      client.send(post, { tag: '3', repeat: 'safe' }),
    ];
    await arrived.promise;
    run.abort();
    for (const exchange of await Promise.all(sent)) expect(exchange.failure?.kind).toBe('aborted');
    expect((await client.send(post, { tag: '4' })).failure?.kind).toBe('aborted');
    expect(client.statistics().exchanges).toBe(1);
  });

  it('ends what is on its way when the target is closed', async () => {
    const arrived = deferred();
    const server = await serve(() => arrived.resolve());
    const client = target({ baseUrl: server.url });
    const sent = client.send(post, { tag: '1' });
    await arrived.promise;
    await client.close();
    expect((await sent).failure?.kind).toBe('aborted');
  });
});

describe('a POST', () => {
  /** Answers the first request of each connection and tears the connection down at the second. */
  function killer(counts: { posts: number }): Promise<Listening> {
    return serveTcp((socket) => {
      let seen = 0;
      socket.on('data', (data) => {
        if (!data.toString('latin1').startsWith('POST')) return;
        counts.posts += 1;
        seen += 1;
        if (seen === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
        else socket.destroy();
      });
    });
  }

  it('is never sent again by the library when a connection in use breaks', async () => {
    const counts = { posts: 0 };
    const server = await killer(counts);
    const client = target({ baseUrl: server.url });
    const kinds: (string | number | undefined)[] = [];
    for (let count = 0; count < 10; count += 1) {
      const { response, failure } = await client.send(post, { tag: 't', repeat: 'once' });
      kinds.push(response?.status ?? failure?.kind);
    }
    expect(kinds).toEqual(Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 200 : 'reset')));
    expect(counts.posts).toBe(10);
  });

  it('is never sent again when many connections break at once', async () => {
    const counts = { posts: 0 };
    const server = await killer(counts);
    const client = target({ baseUrl: server.url, failuresBeforeProbe: 1_000 });
    await Promise.all(Array.from({ length: 60 }, (_, index) => client.send(post, { tag: `${index}` })));
    expect(counts.posts).toBe(60);
    expect(client.statistics().exchanges).toBe(60);
  });
});

describe('error codes', () => {
  const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

  it.each([
    ['ENOTFOUND', false, 'dns'],
    ['EAI_AGAIN', false, 'dns'],
    ['ECONNREFUSED', false, 'refused'],
    ['EHOSTUNREACH', false, 'refused'],
    ['ETIMEDOUT', false, 'connect-timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', false, 'connect-timeout'],
    ['ECONNRESET', false, 'refused'],
    ['ECONNRESET', true, 'reset'],
    ['EPIPE', true, 'reset'],
    ['ETIMEDOUT', true, 'reset'],
    ['UND_ERR_SOCKET', true, 'reset'],
    ['UND_ERR_HEADERS_TIMEOUT', true, 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', true, 'timeout'],
    ['CERT_HAS_EXPIRED', false, 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false, 'tls'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', true, 'reset'],
    ['UND_ERR_HEADERS_OVERFLOW', true, 'malformed'],
    ['UND_ERR_ABORTED', true, 'aborted'],
  ] as const)('%s (request written: %s) means %s', (code, onTheWire, kind) => {
    expect(toFailure(coded(code), onTheWire)).toEqual({ kind, message: `x (${code})` });
  });

  it('quotes both attempts when a name has two addresses', () => {
    const both = new AggregateError([
      coded('ECONNREFUSED', 'refused at ::1'),
      coded('ECONNREFUSED', 'refused at 127.0.0.1'),
    ]);
    expect(toFailure(Object.assign(both, { code: 'ECONNREFUSED' }), false)).toEqual({
      kind: 'refused',
      message: 'refused at ::1; refused at 127.0.0.1 (ECONNREFUSED)',
    });
  });

  it('takes a refusal by the library for a fault of the suite', () => {
    expect(() => toFailure(coded('UND_ERR_INVALID_ARG', 'invalid header'), false)).toThrow(SuiteError);
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
