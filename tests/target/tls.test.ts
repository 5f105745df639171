import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import {
  BasicConstraintsExtension,
  type JsonGeneralName,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeAll, listen, serveTcp, target } from './servers.ts';

afterEach(closeAll);

interface Pair {
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate, its own authority, for this name. */
async function mint(name: JsonGeneralName): Promise<Pair> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=concordat test',
    keys: keys as Parameters<typeof X509CertificateGenerator.createSelfSigned>[0]['keys'],
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    extensions: [new BasicConstraintsExtension(true), new SubjectAlternativeNameExtension([name])],
  });
  const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { key, cert: certificate.toString('pem') };
}

describe('TLS', () => {
  let good: Pair;
  let misnamed: Pair;
  beforeAll(async () => {
    good = await mint({ type: 'ip', value: '127.0.0.1' });
    misnamed = await mint({ type: 'dns', value: 'elsewhere.example' });
  });

  async function sendTo(pair: Pair, ca: string | undefined) {
    const listening = await listen(createServer(pair, (_request, response) => response.end('ok')));
    const baseUrl = `https://127.0.0.1:${listening.port}`;
    return target({ baseUrl, ca }).send({ method: 'GET', path: '/' }, { tag: 't' });
  }

  it('is trusted with the authority of the operator', async () => {
    expect((await sendTo(good, `a comment\n${good.cert}`)).response?.status).toBe(200);
  });

  it('is refused without it', async () => {
    expect((await sendTo(good, undefined)).failure?.kind).toBe('tls');
  });

  it('is refused without it even when the environment says not to verify', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect((await sendTo(good, undefined)).failure?.kind).toBe('tls');
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it('is refused with another authority', async () => {
    expect((await sendTo(good, misnamed.cert)).failure?.kind).toBe('tls');
  });

  it('is refused for another name', async () => {
    expect((await sendTo(misnamed, misnamed.cert)).failure?.kind).toBe('tls');
  });

  it('that is not done when the run is interrupted does not send the request later', async () => {
    const paths: (string | undefined)[] = [];
    const https = createServer(good, (request) => paths.push(request.url));
    const behind = await listen(https);
    let accept: (socket: Socket) => void = () => {};
    const accepted = new Promise<Socket>((resolve) => {
      accept = resolve;
    });
    const door = await serveTcp((socket) => accept(socket));
    const run = new AbortController();
    const client = target({ baseUrl: `https://127.0.0.1:${door.port}`, ca: good.cert, signal: run.signal });
    const sent = client.send({ method: 'POST', path: '/' }, { tag: 't' });
    const held = await accepted;
    run.abort();
    expect((await sent).failure?.kind).toBe('aborted');
    const through = connect(behind.port, '127.0.0.1');
    const over = Promise.race([once(held, 'close'), once(https, 'request')]);
    held.pipe(through).pipe(held);
    await over;
    expect(paths).toEqual([]);
  });
});
