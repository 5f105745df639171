import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeAll, listen, target } from './servers.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'concordat-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(closeAll);

interface Pair {
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate, its own authority, for this name. */
function mint(file: string, name: string): Pair {
  const key = join(folder, `${file}.key`);
  const cert = join(folder, `${file}.pem`);
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=concordat test', '-addext', `subjectAltName=${name}`, '-keyout', key, '-out', cert],
  ]);
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

describe.skipIf(!openssl)('TLS (certificates are made with the openssl binary; skipped where there is none)', () => {
  let good: Pair;
  let misnamed: Pair;
  beforeAll(() => {
    good = mint('good', 'IP:127.0.0.1');
    misnamed = mint('misnamed', 'DNS:elsewhere.example');
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
});
