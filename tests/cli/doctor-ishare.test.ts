/** What `concordat doctor` finds about a registry and the files of its client, each of them made wrong in one way. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type RegistryFiles, writeRegistryFiles } from '../../cli/references/registry-files.ts';
import { createPki, type IsharePki } from '../../reference/ishare/pki.ts';
import { type IshareReference, startIshareReference } from '../../reference/ishare/start.ts';
import { testWorld } from '../ishare/pki.ts';
import { inProcess } from './run-cli.ts';

let reference: IshareReference;
let stranger: IsharePki;
const written: RegistryFiles[] = [];
beforeAll(async () => {
  [reference, stranger] = await Promise.all([startIshareReference(), createPki()]);
});
afterAll(() => reference.close());
afterEach(() => {
  for (const files of written.splice(0)) files.remove();
});

const pem = (certificates: readonly { toString(): string }[]): string => certificates.map(String).join('');
const keyOf = (key: IsharePki['client']['key']): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;

interface Changes {
  /** Other contents of files. */
  readonly files?: Readonly<Record<string, string>>;
  /** Other values in the block; `null` removes one. */
  readonly ishare?: Readonly<Record<string, unknown>>;
  readonly target?: string;
  readonly of?: IshareReference;
}

/** Runs the doctor; its findings as `level subject: text`. */
async function doctor(changes: Changes = {}): Promise<{ code: number | null; findings: string[] }> {
  const files = writeRegistryFiles(changes.of ?? reference);
  written.push(files);
  const folder = dirname(files.configuration);
  for (const [name, text] of Object.entries(changes.files ?? {})) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
  const content = parse(readFileSync(files.configuration, 'utf8'));
  const block = Object.entries({ ...content.ishare, ...changes.ishare }).filter(([, value]) => value !== null);
  const target = changes.target ?? content.target;
  writeFileSync(files.configuration, stringify({ ...content, target, ishare: Object.fromEntries(block) }));
  const { code, stdout } = await inProcess(['doctor', '--config', files.configuration]);
  const shown = stdout.slice(stdout.indexOf('\nTarget\n') + 8);
  const findings = shown
    .replace(/\n {4,}/g, ' ')
    .trim()
    .split('\n')
    .map((line) => line.replace(/^(\w+) +(.*?) {2,}/, '$1 $2: '));
  return { code, findings };
}

const failures = ({ findings }: { findings: string[] }): string[] => findings.filter((line) => line.startsWith('fail'));

describe('the doctor for a registry', { timeout: 30_000 }, () => {
  it('finds nothing wrong with a faithful one, and says what it looked at', async () => {
    const { code, findings } = await doctor();
    expect(code).toBe(0);
    expect(findings.map((line) => line.split(':')[0])).toEqual([
      'ok client',
      'ok certificates of parties',
      'ok connection',
      'ok clock',
      'ok access token',
      'ok POST /parties',
      'ok GET /parties',
      'ok signed answers',
      'ok GET /trustedList',
      'ok trusted list',
      'ok GET /capabilities',
    ]);
    expect(reference.state.parties).toEqual([]);
  });

  it('sees a key that does not match its certificate, and that no token is given for it', async () => {
    const found = await doctor({ files: { 'client.key': keyOf(stranger.client.key) } });
    expect(found.code).toBe(5);
    expect(failures(found)[0]).toMatch(/^fail client: The key does not belong to the first certificate of the chain/);
    expect(failures(found)[1]).toMatch(/^fail access token: The token endpoint \/connect\/token answered 400/);
  });

  it.each([
    ['the root', [0, 1], /^fail client: The client chain does not hold the root: append it/],
    ['the issuing authority', [0, 2], /^fail client: The client chain is not usable: certificate 0 was not issued/],
    ['all but the leaf', [0], /^fail client: The client chain is not usable: the chain ends at/],
  ] as const)('sees a chain that lacks %s', async (_, kept, sentence) => {
    const chain = kept.map((index) => reference.pki.client.chain[index] as { toString(): string });
    const found = await doctor({ files: { 'client-chain.pem': pem(chain) } });
    expect(found.code).toBe(5);
    expect(failures(found)[0]).toMatch(sentence);
  });

  it('sees an authority that the registry does not trust', async () => {
    const [authority, root] = stranger.ca.chain;
    const found = await doctor({ files: { 'ca.key': keyOf(stranger.ca.key), 'ca.pem': pem([authority!, root!]) } });
    expect(failures(found)).toEqual([
      expect.stringMatching(/^fail certificates of parties: the authority in ishare\.caCertificateFile does not lead/),
    ]);
  });

  it('sees a registry whose trusted list and answers know another root', async () => {
    const { root, client, ca } = stranger;
    const found = await doctor({
      files: {
        'root.pem': pem([root]),
        'client.key': keyOf(client.key),
        'client-chain.pem': pem(client.chain),
        'ca.key': keyOf(ca.key),
        'ca.pem': pem(ca.chain),
      },
    });
    // All files fit together; only the registry can tell that it does not trust them.
    expect(found.findings[0]).toMatch(/^ok client/);
    expect(failures(found)).toEqual([expect.stringMatching(/^fail access token: .* answered 400: .*chain/)]);
    const onlyParties = await doctor({
      files: { 'root.pem': pem([root]) },
      ishare: { caKeyFile: null, caCertificateFile: null, partyCertificates: ['ca.pem'] },
    });
    const text = onlyParties.findings.join('\n');
    expect(text).toMatch(/warn signed answers: .*Is ishare\.rootCertificateFile the root of the registry\?/);
    expect(text).toMatch(/fail trusted list: names \d+ roots, and neither/);
  });

  it('tells how many parties can be registered with certificates issued beforehand', async () => {
    const { mint } = await testWorld();
    const party = (number: number) =>
      mint.partyCertificate({
        kind: 'own',
        commonName: `Party ${number}`,
        organizationIdentifier: `NTRNL-4711000${number}`,
      });
    const found = await doctor({
      files: { 'one.pem': pem([await party(1)]), 'two.pem': pem([await party(2)]) },
      ishare: { caKeyFile: null, caCertificateFile: null, partyCertificates: ['one.pem', 'two.pem'] },
    });
    expect(found.code).toBe(0);
    expect(found.findings.join('\n')).toMatch(/^warn certificates of parties: 2 can be used, each for one party/m);
  });

  it('says what the block lacks, and still looks at the target', async () => {
    const found = await doctor({
      ishare: { clientId: null, rootCertificateFile: null, caKeyFile: null, caCertificateFile: null },
    });
    expect(failures(found)).toEqual([
      expect.stringMatching(
        /^fail configuration: the block "ishare" lacks clientId, rootCertificateFile, caKeyFile \(or/,
      ),
    ]);
    expect(found.findings.join('\n')).toMatch(/^ok POST \/parties: guarded \(401\)$/m);
  });

  it('says what only the operator can give and did not', async () => {
    const found = await doctor({ ishare: { idpAssertions: null, expiredToken: null } });
    expect(found.code).toBe(0);
    expect(found.findings.join('\n')).toMatch(
      /ok optional inputs: ishare\.idpAssertions and ishare\.expiredToken not given/,
    );
  });

  it('sees an operation that is not offered', async () => {
    const without = await startIshareReference({ variant: 'not-offered' });
    try {
      const found = await doctor({ of: without });
      expect(failures(found)).toEqual([
        expect.stringMatching(/^fail POST \/parties: not offered \(405\)\. It is optional/),
      ]);
    } finally {
      await without.close();
    }
  });

  it('sees a clock that is off', async () => {
    const server: Server = createServer((_, response) => {
      response.sendDate = false;
      response.writeHead(404, { date: new Date(Date.now() + 90_000).toUTCString() }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const found = await doctor({ target: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      expect(found.findings.join('\n')).toMatch(/^warn clock: the target's clock is 9\d s ahead of the clock here/m);
    } finally {
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
    }
  });
});
