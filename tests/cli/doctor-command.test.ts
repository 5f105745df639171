import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { X509CertificateGenerator } from '@peculiar/x509';
import { afterEach, describe, expect, it } from 'vitest';
import { folder, ref, removeFolders } from './configuration-folder.ts';
import { concordat, inProcess } from './run-cli.ts';

const servers: Server[] = [];
afterEach(async () => {
  removeFolders();
  await Promise.all(
    servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve).closeAllConnections())),
  );
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A node that demands the token `right-token`. */
const node: RequestListener = (request, response) => {
  request.resume();
  const path = request.url?.split('?')[0];
  const authorized = path === '/v2/version' || request.headers.authorization === 'Bearer right-token';
  const status = !authorized ? 401 : request.method === 'POST' ? 400 : 200;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(path === '/v2/version' ? { version: '3.5.6' } : {}));
};

describe('concordat doctor', () => {
  it('finds a target well, and tells where every setting comes from without telling the token', async () => {
    const port = await listen(createServer(node));
    const cwd = folder({
      'concordat.config.yaml': `target: http://127.0.0.1:1\nseed: 5\ncanton:\n  tokens:\n    admin: ${ref('TOKEN')}\n`,
    });
    const env = { TOKEN: 'right-token', CONCORDAT_TARGET: 'http://127.0.0.1:2', CONCORDAT_RPS: '90' };
    const { code, stdout, stderr } = await concordat(['doctor', '--target', `http://127.0.0.1:${port}`], { cwd, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^target +flag --target +http://127\\.0\\.0\\.1:${port}$`, 'm'));
    expect(stdout).toMatch(/^rps +environment CONCORDAT_RPS +90$/m);
    expect(stdout).toMatch(/^seed +concordat\.config\.yaml:2 +5$/m);
    expect(stdout).toMatch(/^canton\.tokens\.admin +concordat\.config\.yaml:5 +\(secret\)$/m);
    expect(stdout).toMatch(/^timeout +default +30000$/m);
    expect(stdout).toMatch(/^ok +authentication +a token is demanded, and the admin token is\s+accepted$/m);
    expect(stdout).not.toMatch(/^(warn|fail)/m);
    expect(stdout).not.toContain('right-token');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('ends with 5 when the token is refused, and never shows it', async () => {
    const port = await listen(createServer(node));
    const { code, stdout, stderr } = await concordat([
      'doctor',
      '--target',
      `http://127.0.0.1:${port}`,
      '--token',
      'hunter2',
    ]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/^fail +authentication +the admin token is refused \(401\)/m);
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('ends with 3 when nothing listens', async () => {
    const server = createServer(node);
    const port = await listen(server);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const { code, stdout } = await concordat(['doctor', '--target', `http://127.0.0.1:${port}`]);
    expect(code).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('nothing listens there. Is the target started');
    const tls = await inProcess(['doctor', '--target', `https://127.0.0.1:${port}`]);
    expect(tls.code).toBe(3);
    expect(tls.stdout.replace(/\s+/g, ' ')).toContain('nothing listens there. Is the target started');
    expect(tls.stdout).not.toContain('handshake');
  });

  it('sees whether the certificate of the target is trusted', async () => {
    const { key, certificate } = await mintCertificate();
    const port = await listen(createTlsServer({ key, cert: certificate }, node));
    const cwd = folder({ 'ca.pem': certificate });
    const args = ['doctor', '--target', `https://127.0.0.1:${port}`, '--token', 'right-token'];
    const [trusted, unknown] = await Promise.all([concordat([...args, '--ca', 'ca.pem'], { cwd }), concordat(args)]);
    expect(trusted.stdout).toMatch(/^ok +TLS +TLSv1\.3, certificate of concordat test/m);
    expect(trusted.code).toBe(0);
    expect(unknown.stdout).toMatch(/^fail +TLS/m);
    expect(unknown.stdout.replace(/\s+/g, ' ')).toContain('Give the authority of the certificate with --ca FILE');
    expect(unknown.code).toBe(3);
  });

  it.skipIf(process.platform === 'win32')(
    'warns of a token file that others can read, and of a misspelled variable',
    async () => {
      const port = await listen(createServer(node));
      const cwd = folder({ token: 'right-token\n' });
      chmodSync(join(cwd, 'token'), 0o644);
      const args = ['doctor', '--target', `http://127.0.0.1:${port}`, '--token-file', 'token'];
      const { code, stdout } = await concordat(args, { cwd, env: { CONCORDAT_TIMEOT: '5' } });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^warn +token file/m);
      expect(stdout.replace(/\s+/g, ' ')).toContain('CONCORDAT_TIMEOT is ignored. Did you mean CONCORDAT_TIMEOUT?');
    },
  );
});

describe('a configuration that cannot be used ends with 2 and one sentence', () => {
  const cases: [name: string, yaml: string, args: string[], sentence: RegExp][] = [
    ['no target', '', [], /There is no target\. Name one with --target URL, .* --target embedded\.$/],
    ['an unknown key', 'taget: x', [], /^concordat: concordat\.config\.yaml:1: taget is not .* Did you mean target\?$/],
    [
      'an unset variable',
      `target: ${ref('NOWHERE')}`,
      [],
      /yaml:1: target needs the environment variable NOWHERE, which is not set/,
    ],
    ['broken YAML', 'target: [', [], /^concordat: concordat\.config\.yaml:1: /],
    [
      'a contradiction',
      '',
      ['--token', 'a', '--token-command', 'b'],
      /--token and --token-command both give the admin token/,
    ],
    ['a number out of bounds', '', ['--timeout', '1'], /--timeout must be .*, not "1"\.$/],
    ['a missing file', '', ['--token-file', 'none'], /--token-file names .*none, which does not exist\.$/],
  ];
  for (const [name, yaml, args, sentence] of cases) {
    it(`: ${name}`, async () => {
      const cwd = folder({ 'concordat.config.yaml': yaml });
      const { code, stdout, stderr } = await inProcess(['doctor', ...args], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr.trimEnd()).toMatch(sentence);
    });
  }

  it.skipIf(process.platform === 'win32')(': a private key that others can read', async () => {
    const yaml = 'target: embedded\nishare: { clientKeyFile: client.key, clientChainFile: chain.pem }\n';
    const cwd = folder({ 'concordat.config.yaml': yaml, 'client.key': 'x', 'chain.pem': 'x' });
    expect((await inProcess(['doctor'], { cwd })).code).toBe(0);
    chmodSync(join(cwd, 'client.key'), 0o644);
    const { code, stderr } = await inProcess(['doctor'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('a private key that others can read (mode 0644). Run: chmod 600');
  });
});

async function mintCertificate(): Promise<{ key: string; certificate: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const { SubjectAlternativeNameExtension, BasicConstraintsExtension } = await import('@peculiar/x509');
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=concordat test',
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 90 * 86_400_000),
    extensions: [
      new BasicConstraintsExtension(true),
      new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    certificate: certificate.toString('pem'),
  };
}
