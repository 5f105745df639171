import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readJournal } from '../../cli/run/journal-file.ts';
import type { Report } from '../../reports/model.ts';
import { readReport } from '../../reports/read.ts';
import { sameReport } from '../../reports/same-report.ts';
import { type Between, startBetween, until } from './between.ts';
import { type CliResult, concordat, folderWith, inProcess, startConcordat } from './run-cli.ts';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
const said = ({ stdout, stderr }: CliResult): string => oneLine(stdout + stderr);
const reportIn = (folder: string): Promise<Report> => readReport(join(folder, 'conformance-report.json'));

let folder: ReturnType<typeof folderWith>;
beforeEach(() => {
  folder = folderWith({});
});
afterEach(() => folder.remove());

describe('concordat run against the embedded reference', () => {
  const runs: { folder: ReturnType<typeof folderWith>; result: CliResult }[] = [];
  beforeAll(async () => {
    const smoke = ['run', '--target', 'embedded', '--budget', 'smoke', '--namespace', 'twice', '--out', 'out'];
    for (const concurrency of ['8', '3']) {
      const own = folderWith({});
      const result = await concordat([...smoke, '--concurrency', concurrency], { cwd: own.path });
      runs.push({ folder: own, result });
    }
  }, 180_000);
  afterAll(() => {
    for (const run of runs) run.folder.remove();
  });

  it('writes four reports and a journal, sums up what they say, and calls itself a self-test', async () => {
    const { result, folder: own } = runs[0]!;
    for (const file of ['conformance-report.json', 'junit.xml', 'report.html', 'report.md', 'journal.jsonl']) {
      expect(existsSync(join(own.path, 'out', file)), file).toBe(true);
    }
    const report = await reportIn(join(own.path, 'out'));
    expect(report.target.kind).toBe('embedded');
    expect(report.totals.failed + report.totals.undetermined).toBe(0);
    expect(report.totals.passed).toBeGreaterThan(20);
    expect(report.created.deleted.length).toBeGreaterThan(0);
    expect(report.created.deleted).toEqual(report.created.users);
    // A smoke run leaves out much that decides, so it ends as not determined.
    expect({ code: result.code, gate: report.gate.exitCode }).toEqual({ code: 5, gate: 5 });
    expect(oneLine(result.stdout)).toContain('Self-test: the embedded reference passed (selection)');
    expect(result.stdout).toContain(join('out', 'report.html'));
    expect(result.stderr).toMatch(/seed 20261, namespace twice/);
    expect(result.stderr).not.toContain('for ever');
  });

  it('gives the same report for the same seed and namespace, whatever the concurrency', async () => {
    const [one, other] = await Promise.all(runs.map((run) => reportIn(join(run.folder.path, 'out'))));
    expect(one!.requirements.map(({ id, verdict, cases }) => [id, verdict, cases])).toEqual(
      other!.requirements.map(({ id, verdict, cases }) => [id, verdict, cases]),
    );
    expect(sameReport(one!, other!)).toBe(true);
  });
});

it('replays a requirement of a self-test on a reference of its own', async () => {
  const out = join(folder.path, 'out');
  const only = ['--only', 'canton-parties/operation/success-status', '--budget', 'smoke'];
  expect((await inProcess(['run', '--target', 'embedded', ...only, '--out', out], { cwd: folder.path })).code).toBe(5);
  const report = join(out, 'conformance-report.json');
  const replayed = await inProcess(['replay', report, 'canton-parties/operation/success-status'], { cwd: folder.path });
  expect(said(replayed)).toContain('canton-parties/operation/success-status passes in the report: passed');
  expect(replayed.code).toBe(0);
  expect(said(await inProcess(['clean', report], { cwd: folder.path }))).toContain('went with the embedded reference');
});

describe('concordat run against a target', () => {
  let between: Between;
  beforeEach(async () => {
    between = await startBetween();
  });
  afterEach(() => between.close());

  it('reports a target that does not get ready in time, in place of the report of an earlier run', async () => {
    const out = join(folder.path, 'out');
    mkdirSync(join(out, 'evidence'), { recursive: true });
    const old = ['junit.xml', 'report.html', 'evidence/a-0123abcd.json'];
    for (const file of old) writeFileSync(join(out, file), 'of an earlier run');
    const { url } = between;
    await between.close();
    const args = ['run', '--target', url, '--wait', '1', '--out', 'out', '--format', 'json', '--budget', 'smoke'];
    const { code, stderr } = await concordat(args, { cwd: folder.path });
    expect(oneLine(stderr)).toContain('was not ready within 1 s: nothing answers');
    const { run: how, requirements, gate } = await reportIn(out);
    expect({ code, gate: gate.exitCode, stopped: how.stopped?.code }).toEqual({
      code: 3,
      gate: 3,
      stopped: 'target-unreachable',
    });
    expect(new Set(requirements.map(({ verdict }) => verdict))).toEqual(new Set(['undetermined']));
    expect(old.filter((file) => existsSync(join(out, file)))).toEqual([]);
  });

  it('ends with 1 and names the requirement that fails, keeps its evidence, and replay says whether it still fails', async () => {
    const id = 'canton-parties/operation/success-status';
    between.spoil = (answer) => {
      if (answer.method === 'POST' && answer.status === 200) answer.status = 201;
      return 'pass';
    };
    const selection = ['--only', 'canton-parties/operation/*', '--budget', 'smoke'];
    const run = await concordat(['run', '--target', between.url, ...selection], { cwd: folder.path });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain(id);
    expect(oneLine(run.stderr)).toMatch(/creates up to \d+ parties, which stay on the target for ever/);
    const out = join(folder.path, 'conformance-report');
    const report = await reportIn(out);
    expect(report.verdict).toBe('not-conformant');
    const finding = report.requirements.find((entry) => entry.id === id)?.findings[0];
    expect(existsSync(join(out, finding!.evidence[0]!.file))).toBe(true);

    const again = ['replay', join(out, 'conformance-report.json'), id];
    const explained = await inProcess(['explain', id, '--report', again[1]!], { cwd: folder.path });
    expect(said(explained)).toMatch(/ failed: .* expected: status 200 actual: .* answered with 201 /);
    const sent = between.seen.length;
    writeFileSync(
      join(folder.path, 'other.yaml'),
      'target: http://127.0.0.1:1\ncanton: { tokens: { admin: secret } }\n',
    );
    const elsewhere = await inProcess([...again, '--config', 'other.yaml'], { cwd: folder.path });
    expect(elsewhere.code).toBe(2);
    expect(said(elsewhere)).toContain('Say with --target which one is meant.');
    expect(between.seen.length).toBe(sent);

    const still = await concordat(again, { cwd: folder.path });
    expect(still.stdout).toContain(`${id} still fails`);
    expect(still.code).toBe(1);
    between.spoil = () => 'pass';
    const mended = await concordat(again, { cwd: folder.path });
    expect(mended.stdout).toContain(`${id} does not fail any more`);
    expect(mended.code).toBe(0);
  });

  it('sends nothing for a dry run, nor for a plan that may create too many parties', async () => {
    const args = ['run', '--target', between.url, '--suite', 'canton-parties', '--budget', 'smoke'];
    const [dry, tooMany] = await Promise.all([
      concordat([...args, '--dry-run', '--exclude', '*/hint/*'], { cwd: folder.path }),
      concordat([...args, '--max-parties', '7'], { cwd: folder.path }),
    ]);
    expect(between.seen).toEqual([]);
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/^vectors +[0-9a-f]{64}$/m);
    expect(dry.stdout).toMatch(/^canton-parties\/allocation +\d+ +\d+ +\d+$/m);
    expect(dry.stdout).toMatch(/because of --exclude \*\/hint\/\*:\n {2}canton-parties\/hint\//);
    expect(dry.stdout).toMatch(/^\d+ because of --budget smoke$/m);
    expect(Math.max(...dry.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(tooMany.code).toBe(2);
    expect(tooMany.stderr).toMatch(/may create \d+ parties .* --max-parties allows 7\./);
    expect(tooMany.stderr).toMatch(/--max-parties \d+, or select requirements with --only/);
    expect(existsSync(join(folder.path, 'conformance-report'))).toBe(false);
  });

  it('stops in good order at Ctrl-C: report written, no user left, exit code 5', async () => {
    between.admit = (_, path) => !path.includes('/rights');
    const args = ['run', '--target', between.url, '--only', '*user-granted-act-as', '--out', 'out'];
    const run = startConcordat(args, { cwd: folder.path });
    await until(() => between.seen.some((line) => line.includes('/rights')));
    expect(between.reference.state.users.length).toBeGreaterThan(1);
    run.interrupt();
    const { code, stderr, stdout } = await run.ended;
    expect(stderr).toContain('Stopping: users are deleted, then the report is written.');
    expect({ code, users: between.reference.state.users }).toEqual({ code: 5, users: ['participant_admin'] });
    expect(oneLine(stdout)).toContain('interrupted');
    const { run: how, created } = await reportIn(join(folder.path, 'out'));
    expect(how.stopped?.code).toBe('interrupted');
    expect(created.deleted.length).toBeGreaterThan(0);
    expect(created.deleted).toEqual(created.users);
  });

  it('quits at the second Ctrl-C, and clean deletes the users of the journal and nobody else', async () => {
    const { state, url } = between.reference;
    const stranger = { user: { id: 'stranger', primaryParty: '', isDeactivated: false, identityProviderId: '' } };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${url}/v2/users`, { method: 'POST', headers, body: JSON.stringify({ ...stranger, rights: [] }) });
    const others = [...state.users].sort();
    expect(others).toEqual(['participant_admin', 'stranger']);

    // Two users are created; of one the run never learns it. What the first interrupt sets off never ends.
    let interrupted = false;
    let swallowed = false;
    between.admit = (method, path) => !path.includes('/rights') && !(interrupted && method !== 'POST');
    between.spoil = ({ method, path }) => {
      if (swallowed || method !== 'POST' || !path.startsWith('/v2/users')) return 'pass';
      swallowed = true;
      return 'swallow';
    };
    const args = ['run', '--target', between.url, '--only', '*user-granted-act-as', '--out', 'out'];
    const run = startConcordat(args, { cwd: folder.path });
    await until(
      () => state.users.length === others.length + 2 && between.seen.some((line) => line.includes('/rights')),
    );
    interrupted = true;
    const before = between.seen.length;
    run.interrupt();
    await until(() => between.seen.length > before);
    run.interrupt();
    expect((await run.ended).code).toBe(5);
    expect(existsSync(join(folder.path, 'out', 'conformance-report.json'))).toBe(false);
    expect(state.users.length).toBe(others.length + 2);

    between.admit = () => true;
    const journal = join(folder.path, 'out', 'journal.jsonl');
    const forged = { event: 'created', noun: 'user', name: 'participant_admin', id: 'participant_admin' };
    appendFileSync(journal, `${JSON.stringify(forged)}\n`);
    const cleaned = await concordat(['clean', journal]);
    expect(cleaned.stdout).toMatch(/^"participant_admin": refused, this user is never deleted\.$/m);
    expect(cleaned.stdout).toMatch(/1 party of this run cannot be deleted|parties of this run cannot be deleted/);
    expect(cleaned.stdout.match(/: deleted$/gm)).toHaveLength(2);
    expect(cleaned.code).toBe(0);
    expect([...state.users].sort()).toEqual(others);
    expect(readJournal(journal).entries.filter(({ event }) => event === 'deleted')).toHaveLength(2);
  });
});

it('lists for a dry run what was selected, not the hundreds of requirements that were not', async () => {
  const args = ['run', '--target', 'embedded', '--dry-run', '--only', 'canton-parties/hint/*'];
  const { stdout } = await inProcess(args, { cwd: folder.path });
  expect(stdout).toContain('\nSelected\n  canton-parties/hint/');
  expect(stdout).toMatch(/^\d{3} left out, \d+ of them a MUST\n\d{3} because of --only$/m);
  expect(stdout).not.toContain('canton-users/operation/offered');
  expect(stdout).not.toMatch(/ishare: 0|^parties .*ishare/m);
  expect(stdout.split('\n').length).toBeLessThan(50);
});

it('ends with 3 and a report when nothing listens', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const args = ['run', '--target', `http://127.0.0.1:${port}`, '--budget', 'smoke', '--out', 'out', '--quiet'];
  const { code, stdout, stderr } = await concordat(args, { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/^concordat: Nothing answers at http:\/\/127\.0\.0\.1:\d+ .*Check the address/);
  expect((await reportIn(join(folder.path, 'out'))).run.stopped?.code).toBe('target-unreachable');
  expect(
    readFileSync(join(folder.path, 'out', 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n'),
  ).toHaveLength(1);
});

it('finds the fault that serve was told to have', async () => {
  const server = startConcordat(['serve', 'canton', '--fault', 'hint-unlimited'], { cwd: folder.path });
  await until(() => server.output().includes('Stop it with Ctrl-C.'));
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.output())?.[0] ?? '';
  const args = ['run', '--target', url, '--only', '*/hint/too-long-*', '--out', 'out'];
  const { code, stdout } = await concordat(args, { cwd: folder.path });
  server.interrupt();
  expect((await server.ended).code).toBe(0);
  expect(code).toBe(1);
  expect(stdout).toContain('canton-parties/hint/too-long-rejected');
});
