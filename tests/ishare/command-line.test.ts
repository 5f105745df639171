/** `concordat serve ishare` and `concordat run` against it, as a person does it; and no secret in anything that they write. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readReport } from '../../reports/read.ts';
import { concordat, folderWith } from '../cli/run-cli.ts';
import { type Recorder, recordBefore, type Served, serveRegistry } from './served.ts';

let folder: ReturnType<typeof folderWith>;
beforeEach(() => {
  folder = folderWith({});
});
afterEach(() => folder.remove());

const reportIn = (path: string) => readReport(join(path, 'out', 'conformance-report.json'));

/** Everything that a run wrote: each file, and both outputs. */
function written(path: string, outputs: readonly string[]): ReadonlyMap<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map([
    ...files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'latin1')] as const),
    ...outputs.map((text, index) => [`output ${index}`, text] as const),
  ]);
}

/** The ways in which a text can stand inside another: as it is, escaped for URLs, and in base64 at three alignments. */
function forms(secret: string): string[] {
  const cores = [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(secret)]).toString('base64');
    const core = padded.slice(before === 0 ? 0 : 4, Math.floor(padded.replace(/=+$/, '').length / 4) * 4 - 4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [secret, encodeURIComponent(secret), ...cores].filter((form) => form.length >= 12);
}

function leaks(secrets: Iterable<string>, texts: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const secret of secrets) {
    for (const form of forms(secret)) {
      for (const [name, text] of texts) if (text.includes(form)) found.push(`${name}: ${form.slice(0, 24)}`);
    }
  }
  return found;
}

const signatureOf = (jwt: string): string => jwt.slice(jwt.lastIndexOf('.') + 1);
/** The first seven lines of an RSA key of 2048 bits are its modulus, which is no secret: every certificate of the key has it. */
const keyLines = (pem: string): string[] =>
  pem
    .split('\n')
    .filter((line) => line.length === 64)
    .slice(7);

describe('a faithful registry that is served', { timeout: 120_000 }, () => {
  it('is found well by the doctor, planned for, and conformant by its own configuration', async () => {
    const served = await serveRegistry();
    try {
      const at = ['--config', served.configuration];
      const doctor = await concordat(['doctor', ...at]);
      expect(doctor.code).toBe(0);
      expect(doctor.stdout).not.toMatch(/^(fail|warn)/m);
      const plan = await concordat(['run', ...at, '--dry-run']);
      expect(plan.stdout.replace(/\s+/g, ' ')).toMatch(
        /parties \d+ planned, .* they stay on the target for ever Certificates of registered parties are minted/,
      );
      const run = await concordat(['run', ...at, '--out', 'out', '--profile', 'reference'], { cwd: folder.path });
      expect(run.stdout).toContain('is conformant');
      expect(run.code).toBe(0);
      expect(run.stderr.replace(/\s+/g, ' ')).toMatch(/creates up to \d+ parties, which stay on the target for ever/);
      const report = await reportIn(folder.path);
      expect(report.suites.map(({ name }) => name)).toEqual(['ishare-parties']);
      expect(report.target.url).toBe(served.url);
      expect(report.created.parties.length).toBeGreaterThan(50);
    } finally {
      const { code } = await served.stop();
      expect(code).toBe(0);
    }
    expect(existsSync(served.configuration)).toBe(false);
  });

  it('as a variant comes with the paths and the statement that a run needs', async () => {
    const served = await serveRegistry('--variant', 'jwt-only');
    try {
      expect(parse(readFileSync(served.configuration, 'utf8'))).toMatchObject({
        suites: ['ishare-parties'],
        target: served.url,
        statement: { requestEncoding: 'jwt' },
      });
    } finally {
      await served.stop();
    }
  });
});

describe('no secret is written', { timeout: 240_000 }, () => {
  let served: Served;
  let recorder: Recorder;
  let operators: string[];
  beforeAll(async () => {
    served = await serveRegistry('--fault', 'token-replay-accepted');
    const { ishare } = parse(readFileSync(served.configuration, 'utf8'));
    operators = [
      ...ishare.idpAssertions,
      ishare.expiredToken,
      ...keyLines(served.file('client.key')),
      ...keyLines(served.file('ca.key')),
    ];
    expect(operators.length).toBeGreaterThan(30);
  });
  afterAll(() => served.stop());
  afterEach(() => recorder.close());

  const passed = (): string[] => [...recorder.tokens, ...[...recorder.assertions].map(signatureOf)];

  it('by a run whose registry repeats all it gets in error pages, in several notations', async () => {
    recorder = await recordBefore(served.url, ({ authorization, body }) =>
      JSON.stringify({
        got: [authorization, body.slice(-20_000)],
        encoded: [
          encodeURIComponent(authorization),
          Buffer.from(`${authorization} ${body.slice(-9_000)}`).toString('base64'),
        ],
      }),
    );
    const args = ['run', '--config', served.configuration, '--target', recorder.url, '--out', 'out', '--debug'];
    const { code, stdout, stderr } = await concordat([...args, '--profile', 'reference'], { cwd: folder.path });
    expect(code).toBe(1);
    const texts = written(folder.path, [stdout, stderr]);
    const report = await reportIn(folder.path);
    const failed = report.requirements.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
    // The evidence of these holds requests and answers with all kinds of secrets.
    expect(failed).toEqual(expect.arrayContaining(['ishare-parties/token/single-use']));
    expect(failed.filter((id) => id.startsWith('ishare-parties/authentication/')).length).toBeGreaterThan(2);
    expect(failed.filter((id) => id.startsWith('ishare-parties/refusal/')).length).toBeGreaterThan(5);
    expect(report.requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault')).toEqual([]);
    const all = [...texts.values()].join('\n');
    expect(all).toContain('[redacted]');
    expect(all).toContain('client_assertion=');
    expect(recorder.assertions.size).toBeGreaterThan(30);
    expect(recorder.tokens.size).toBeGreaterThan(3);
    expect(leaks([...operators, ...passed()], texts)).toEqual([]);
  });

  it('by a run that is given no token, and by the doctor, although the refusal shows the assertion', async () => {
    recorder = await recordBefore(served.url, ({ body }) => `refused ${Buffer.from(body).toString('base64')} ${body}`);
    const strange = readFileSync(served.configuration, 'utf8').replace(
      /registryId: \S+/,
      'registryId: did:ishare:EU.NL.NTRNL-1',
    );
    const text = strange.replaceAll(/(File: )(\S+)/g, `$1${served.configuration.replace(/[^/]+$/, '')}$2`);
    const own = folderWith({ 'strange.yaml': text });
    const at = ['--config', join(own.path, 'strange.yaml'), '--target', recorder.url, '--debug'];
    const run = await concordat(['run', ...at, '--out', 'out'], { cwd: folder.path });
    const doctor = await concordat(['doctor', ...at], { cwd: folder.path });
    own.remove();
    expect([run.code, doctor.code]).toEqual([5, 5]);
    expect(doctor.stdout).toMatch(/^fail +access token/m);
    expect(recorder.assertions.size).toBeGreaterThan(1);
    const texts = written(folder.path, [run.stdout, run.stderr, doctor.stdout, doctor.stderr]);
    expect([...texts.values()].join('\n')).toContain('answered 500');
    expect(leaks([...operators, ...passed()], texts)).toEqual([]);
  });
});

it('the search for secrets finds them in every form, wherever they stand', () => {
  const secret = 'a-secret.with_some-length.0123456789';
  const inBase64 = ['Bearer ', 'x', ''].map((before) => Buffer.from(`${before}${secret} and more`).toString('base64'));
  for (const text of [`x${secret}x`, encodeURIComponent(secret), ...inBase64]) {
    expect(leaks([secret], new Map([['file', text]])), text).not.toEqual([]);
  }
  expect(leaks([secret], new Map([['file', 'a-secret.with_some-other']]))).toEqual([]);
});
