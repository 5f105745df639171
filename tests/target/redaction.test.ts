import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../target/exchange.ts';
import { createRedactor, REDACTED } from '../../target/redaction.ts';
import { bodyOf, closeAll, serve, serveEcho, target, textOf } from './servers.ts';

afterEach(closeAll);

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const base64url = (text: string) => Buffer.from(text, 'utf8').toString('base64url');
const jwt = `${base64url('{"alg":"HS256"}')}.${base64url('{"sub":"someone"}')}.${base64url('a signature of some length')}`;

/** The usual encodings, written here a second time and not taken from the code under test. */
const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  url: encodeURIComponent,
  'url, lower case': (secret) => encodeURIComponent(secret).replace(/%../g, (percent) => percent.toLowerCase()),
  form: (secret) => new URLSearchParams({ x: secret }).toString().slice(2),
  base64,
  base64url,
  'base64, in a pair': (secret) => base64(`user:${secret}`),
  'base64, before and after': (secret) => base64(`ab${secret}cd`),
  'base64 in a url': (secret) => encodeURIComponent(base64(secret)),
  json: (secret) => JSON.stringify(secret).slice(1, -1),
  'json in json': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'json with escaped slashes': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
};

/** What must not be left of a secret in an encoding: base64 inside a longer text shows it from its first whole group on. */
function traces(secret: string): readonly string[] {
  return Object.entries(encodings).flatMap(([name, encode]) => {
    if (name === 'base64, in a pair') return [encode(secret).slice(7, -4)];
    if (name === 'base64, before and after') return [encode(secret).slice(4, -4)];
    if (name.startsWith('base64')) return [encode(secret).replace(/(=|%3D)+$/, '')];
    return [encode(secret)];
  });
}

const secrets = fc.oneof(
  fc.string({ minLength: 8, maxLength: 60, unit: fc.constantFrom(...'abcXYZ019-_.~+/=') }),
  fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' }),
  fc.string({ minLength: 8, maxLength: 20, unit: 'grapheme' }),
);

describe('redaction', () => {
  it('leaves no trace of any secret in any usual encoding', () => {
    fc.assert(
      fc.property(
        secrets,
        fc.constantFrom(...Object.keys(encodings)),
        fc.string(),
        fc.string(),
        (secret, name, before, after) => {
          const redactor = createRedactor();
          redactor.add(secret);
          const encoded = encodings[name]?.(secret) ?? '';
          const text = `${before}"${encoded}"${after}`;
          const results = [
            redactor.text(text),
            Buffer.from(redactor.bytes(Buffer.from(text, 'utf8'))).toString('utf8'),
            Object.values(redactor.headers({ 'x-echo': text })).join(''),
          ];
          for (const result of results) {
            expect(result).toContain(REDACTED);
            for (const trace of traces(secret)) if (trace.length >= 6) expect(result).not.toContain(trace);
          }
        },
      ),
      { numRuns: 400, seed: 1 },
    );
  });

  it('keeps a body without secrets byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const redactor = createRedactor();
        redactor.add(jwt);
        expect(redactor.bytes(bytes)).toBe(bytes);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('keeps the bytes around a secret, be they UTF-8 or not', () => {
    const redactor = createRedactor();
    redactor.add('secret-of-mine');
    const cut = redactor.bytes(
      Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from('secret-of-mine'), Buffer.from([0xfe])]),
    );
    expect(Buffer.from(cut)).toEqual(
      Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from(REDACTED), Buffer.from([0xfe])]),
    );
  });

  it('finds a secret of any length wherever it begins, among hundreds of others', () => {
    const redactor = createRedactor();
    for (let index = 0; index < 200; index += 1) redactor.add(`other-secret-${'x'.repeat(40)}-${index}`);
    for (const length of [...Array.from({ length: 30 }, (_, index) => 6 + index), 126, 127, 128, 150, 342]) {
      const secret = Array.from({ length }, (_, index) => String.fromCharCode(97 + ((index * 7 + length) % 26))).join(
        '',
      );
      redactor.add(secret);
      for (let before = 0; before < 130; before += 1) {
        const text = `${'-'.repeat(before)}${secret}${'-'.repeat(before % 3)}`;
        expect(redactor.text(text)).not.toContain(secret);
        expect(Buffer.from(redactor.bytes(Buffer.from(text))).toString()).not.toContain(secret);
      }
    }
  });

  it('cuts a JWT as a whole and its signature alone', () => {
    const redactor = createRedactor();
    redactor.add(jwt);
    const signature = jwt.split('.')[2] ?? '';
    expect(redactor.text(`token ${jwt}, signature ${signature}`)).toBe(`token ${REDACTED}, signature ${REDACTED}`);
    expect(redactor.text(encodeURIComponent(base64(`x:${signature}`)))).toContain(REDACTED);
  });

  it('cuts a secret that contains another one at its full length', () => {
    const redactor = createRedactor();
    redactor.add('inner-secret');
    redactor.add('outer-inner-secret-outer');
    expect(redactor.text('a outer-inner-secret-outer b inner-secret c')).toBe(`a ${REDACTED} b ${REDACTED} c`);
  });

  it('cuts the beginning of a secret at the end of a capped body', () => {
    const redactor = createRedactor();
    redactor.add('secret-of-mine');
    expect(textOf(redactor.bytes(Buffer.from('it is secret-of'), true))).toBe(`it is ${REDACTED}`);
    expect(textOf(redactor.bytes(Buffer.from('it is secret-of'), false))).toBe('it is secret-of');
  });

  it('does not search for values too short to be secrets, but cuts their header', () => {
    const redactor = createRedactor();
    redactor.add('x');
    expect(redactor.headers({ authorization: 'Bearer x', 'x-text': 'xx' })).toEqual({
      authorization: REDACTED,
      'x-text': 'xx',
    });
  });

  it('cuts credential headers whatever they hold', () => {
    const fields = { Authorization: 'a', COOKIE: 'b', 'set-cookie': 'c', 'Proxy-Authorization': 'd', accept: 'e' };
    expect(createRedactor().headers(fields)).toEqual({
      Authorization: REDACTED,
      COOKIE: REDACTED,
      'set-cookie': REDACTED,
      'Proxy-Authorization': REDACTED,
      accept: 'e',
    });
  });
});

describe('a captured exchange', () => {
  /** Everything in it, bodies as text. */
  const dump = (exchange: Exchange) =>
    JSON.stringify(exchange, (_key, part) =>
      part?.type === 'Buffer' ? Buffer.from(part.data).toString('utf8') : part,
    );

  it('holds a secret nowhere, although sent in every place and echoed', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url, credentials: { admin: { kind: 'value', value: jwt } } });
    const everywhere = Object.values(encodings).map((encode) => encode(jwt));
    const exchange = await client.send(
      {
        method: 'POST',
        path: `/x/${jwt}?t=${encodeURIComponent(jwt)}`,
        query: [['token', jwt]],
        headers: { 'x-token': jwt, 'sec-websocket-protocol': `jwt.token.${jwt}` },
        body: Buffer.from(JSON.stringify(everywhere)),
      },
      { tag: 't' },
    );
    const text = dump(exchange);
    expect(text).toContain(REDACTED);
    for (const trace of traces(jwt)) expect(text).not.toContain(trace);
    expect(text).not.toContain(jwt.split('.')[2]);
    expect(exchange.response?.status).toBe(200);
  });

  it('holds no derived secret that was put on the list', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url });
    client.addSecret('derived-and-broken-token');
    const headers = { authorization: 'Bearer derived-and-broken-token' };
    const exchange = await client.send({ method: 'GET', path: '/', headers }, { tag: 't' });
    expect(dump(exchange)).not.toContain('derived-and-broken');
    expect(textOf(exchange.response?.body)).toContain(`Bearer ${REDACTED}`);
  });

  it('holds no cookies and no reflected headers', async () => {
    const server = await serve(async (request, response) => {
      await bodyOf(request);
      response.writeHead(200, { 'set-cookie': 'session=1', 'x-reflected': request.headers.authorization ?? '' }).end();
    });
    const client = target({ baseUrl: server.url, credentials: { admin: { kind: 'value', value: 'token-of-admin' } } });
    const { response } = await client.send({ method: 'GET', path: '/' }, { tag: 't' });
    expect(response?.headers).toMatchObject({ 'set-cookie': REDACTED, 'x-reflected': `Bearer ${REDACTED}` });
  });

  it('holds no extra header that is a secret by its name', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url, headers: { 'X-Api-Key': 'key-of-the-gateway' } });
    const exchange = await client.send({ method: 'GET', path: '/' }, { tag: 't' });
    expect(dump(exchange)).not.toContain('key-of-the-gateway');
  });

  it('holds no token that the response itself issues', async () => {
    const issued = `${jwt}x`;
    const server = await serve((_request, response) => {
      response
        .writeHead(200, { 'x-token': issued })
        .end(JSON.stringify({ access_token: issued, token_type: 'Bearer' }));
    });
    const exchange = await target({ baseUrl: server.url }).send({ method: 'POST', path: '/token' }, { tag: 't' });
    expect(JSON.parse(textOf(exchange.response?.body))).toEqual({ access_token: REDACTED, token_type: 'Bearer' });
    expect(dump(exchange)).not.toContain(issued);
  });

  it('keeps what was sent apart from the secrets', async () => {
    const server = await serveEcho();
    const client = target({ baseUrl: server.url, credentials: { admin: { kind: 'value', value: jwt } } });
    const request = { method: 'POST', path: '/v2/parties', body: Buffer.from('{"partyIdHint":"Alice"}') };
    const exchange = await client.send(request, { tag: 't' });
    expect(exchange.request).toMatchObject({ ...request, headers: { authorization: REDACTED } });
    expect(JSON.parse(textOf(exchange.response?.body)).body).toBe('{"partyIdHint":"Alice"}');
  });
});
