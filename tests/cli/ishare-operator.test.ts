/** What a run against a registry refuses before it sends anything, and what its plan says. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type RegistryFiles, writeRegistryFiles } from '../../cli/references/registry-files.ts';
import { createPki, type IsharePki } from '../../reference/ishare/pki.ts';
import { type IshareReference, startIshareReference } from '../../reference/ishare/start.ts';
import { inProcess } from './run-cli.ts';

let reference: IshareReference;
let stranger: IsharePki;
let files: RegistryFiles;
beforeAll(async () => {
  [reference, stranger] = await Promise.all([startIshareReference(), createPki()]);
});
afterAll(() => reference.close());
beforeEach(() => {
  files = writeRegistryFiles(reference);
});
afterEach(() => {
  files.remove();
  expect(reference.state.counts.requests).toBe(0);
});

const fileOf = (name: string): string => join(dirname(files.configuration), name);

function change(changes: Readonly<Record<string, unknown>>): void {
  const content = parse(readFileSync(files.configuration, 'utf8'));
  const block = Object.entries({ ...content.ishare, ...changes }).filter(([, value]) => value !== null);
  writeFileSync(files.configuration, stringify({ ...content, ishare: Object.fromEntries(block) }));
}

function writeKey(name: string, key: IsharePki['client']['key']): void {
  writeFileSync(fileOf(name), key.export({ type: 'pkcs8', format: 'pem' }));
}

const run = (...options: string[]) => inProcess(['run', '--config', files.configuration, ...options]);

describe('a run against a registry is refused with 2 and one sentence', () => {
  it('where the block lacks something, with what it is', async () => {
    change({ registryId: null, clientChainFile: null, clientKeyFile: null });
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^concordat: .* Add to its block "ishare": registryId, clientKeyFile, clientChainFile\. .*init --suite ishare-parties/,
    );
  });

  it('where the key of the client belongs to another certificate', async () => {
    writeKey('client.key', stranger.client.key);
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^concordat: ishare\.clientKeyFile: The key does not belong to the first certificate/);
  });

  it('where the key of the authority belongs to another certificate', async () => {
    writeKey('ca.key', stranger.ca.key);
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^concordat: caKeyFile: \S+ is not the key of the first certificate of \S+ca\.pem/);
  });

  it.skipIf(process.platform === 'win32').each(['client.key', 'ca.key'])('where others can read %s', async (name) => {
    chmodSync(fileOf(name), 0o640);
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(/a private key that others can read \(mode 0640\)\. Run: chmod 600/);
  });

  it('where a file is no certificate', async () => {
    writeFileSync(fileOf('root.pem'), 'nothing');
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(/rootCertificateFile: \S+root\.pem holds no certificate in PEM form\./);
  });
});

describe('the plan', () => {
  it('says how many parties stay for ever, and that they are minted', async () => {
    const { code, stdout } = await run('--dry-run');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /parties \d+ planned, up to \d+ with repeats .* they stay on the target for ever Certificates of registered parties are minted/,
    );
  });

  it('says how many certificates issued beforehand it can use', async () => {
    change({ caKeyFile: null, caCertificateFile: null, partyCertificates: ['client-chain.pem'] });
    const { code, stdout } = await run('--dry-run');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('At most 1 party can be registered, one for each certificate of');
  });

  it('says neither of the embedded reference, whose parties go with it', async () => {
    const { code, stdout } = await run('--dry-run', '--target', 'embedded');
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/for ever|minted/);
  });
});
