import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearReports } from '../../reports/clear.ts';
import { ReportFileError } from '../../reports/errors.ts';
import { evidenceFiles } from '../../reports/evidence.ts';
import { renderHtml } from '../../reports/html.ts';
import { renderJson } from '../../reports/json.ts';
import { renderJunit } from '../../reports/junit.ts';
import { renderMarkdown } from '../../reports/markdown.ts';
import { buildReport } from '../../reports/model.ts';
import { readReport } from '../../reports/read.ts';
import { exchangesOf, REPORT_FORMATS, writeReports } from '../../reports/write.ts';
import { ConcordatError } from '../../target/errors.ts';
import { changed } from './change.ts';
import { failedRequirement, NASTY, sampleExchange, sampleFinding, sampleRun } from './sample.ts';
import { notConformantRun } from './sample-runs.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'concordat-reports-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const body = new TextEncoder().encode(`{"é":"${'x'.repeat(20_000)}"}`);
const run = sampleRun({
  requirements: [
    failedRequirement('canton-parties/metadata/oversize-rejected', {
      findings: [
        sampleFinding({
          evidence: [sampleExchange('big#0', { request: { method: 'POST', path: '/v2/parties', body } })],
        }),
      ],
    }),
  ],
});

describe('the writer', () => {
  it('writes every format, makes the directory and leaves no temporary file', async () => {
    const out = join(directory, 'a', 'b');
    const paths = await writeReports(buildReport(run), out, REPORT_FORMATS, exchangesOf(run));
    expect(paths.map((path) => path.slice(out.length + 1))).toEqual([
      'conformance-report.json',
      'junit.xml',
      'report.html',
      'report.md',
    ]);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['evidence', 'junit.xml', 'report.html', 'report.md']));
  });

  it('writes only what was asked for', async () => {
    await writeReports(buildReport(sampleRun()), directory, ['junit', 'junit'], []);
    expect(readdirSync(directory)).toEqual(['junit.xml']);
  });

  it('keeps whole bodies in the evidence, byte for byte', async () => {
    const report = buildReport(run);
    await writeReports(report, directory, [], exchangesOf(run));
    const entry = report.requirements[0]?.findings[0]?.evidence[0];
    expect(entry?.request.truncated).toBe(true);
    const file = JSON.parse(readFileSync(join(directory, entry?.file ?? ''), 'utf8'));
    expect(file.request).toMatchObject({ truncated: false, bodyBytes: body.length });
    expect(readFileSync(join(directory, entry?.request.bodyFile ?? ''))).toEqual(Buffer.from(body));
  });

  it('writes what the report has when the original is gone', async () => {
    const report = buildReport(run);
    await writeReports(report, directory, [], []);
    const entry = report.requirements[0]?.findings[0]?.evidence[0];
    expect(JSON.parse(readFileSync(join(directory, entry?.file ?? ''), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(entry)),
    );
  });

  it('replaces an older report', async () => {
    writeFileSync(join(directory, 'conformance-report.json'), 'old');
    await writeReports(buildReport(run), directory, ['json'], []);
    expect((await readReport(join(directory, 'conformance-report.json'))).verdict).toBe('not-conformant');
  });

  it('takes away what an earlier run left, and nothing else', async () => {
    await writeReports(buildReport(run), directory, REPORT_FORMATS, exchangesOf(run));
    const evidence = join(directory, 'evidence');
    expect(readdirSync(evidence).length).toBeGreaterThan(0);
    for (const file of ['mine.txt', 'mine.json', 'evidence/mine.json']) writeFileSync(join(directory, file), '');
    await clearReports(directory);
    expect([readdirSync(directory).sort(), readdirSync(evidence)]).toEqual([
      ['evidence', 'mine.json', 'mine.txt'],
      ['mine.json'],
    ]);
    await clearReports(join(directory, 'not-there'));
    mkdirSync(join(directory, 'report.html'));
    await expect(clearReports(directory)).rejects.toThrow(/^Cannot write .*report\.html: it is a directory\./);
  });

  it('says in one sentence why it cannot write', async () => {
    writeFileSync(join(directory, 'file'), '');
    const attempt = writeReports(buildReport(run), join(directory, 'file'), ['json'], []);
    await expect(attempt).rejects.toThrow(ReportFileError);
    await expect(attempt).rejects.toThrow(ConcordatError);
    await expect(attempt).rejects.toThrow(
      /^Cannot write .*: a part of the path is a file.*\. Choose another directory with --out\.$/,
    );
    mkdirSync(join(directory, 'x', 'report.md'), { recursive: true });
    await expect(writeReports(buildReport(sampleRun()), join(directory, 'x'), ['markdown'], [])).rejects.toMatchObject({
      code: 'REPORT_UNWRITABLE',
    });
    expect(readdirSync(join(directory, 'x'))).toEqual(['report.md']);
  });

  it.runIf(existsSync('/proc/self'))(
    'says so of a folder where nothing can be made, and does not try for ever',
    async () => {
      await expect(writeReports(buildReport(run), '/proc/x/y', ['json'], [])).rejects.toThrow(
        /^Cannot write \/proc\/x\/y: /,
      );
    },
  );
});

describe('the names of evidence files', () => {
  it('stay inside the evidence folder, and differ where ids differ', () => {
    const ids = [
      'a/b',
      'a_b',
      'A/b',
      '../../etc/passwd',
      '..',
      '',
      'x'.repeat(400),
      `${'x'.repeat(400)}y`,
      NASTY,
      'a\0b',
      'CON',
    ];
    const names = ids.map((id) => evidenceFiles(id).exchange);
    for (const name of names) expect(name).toMatch(/^evidence\/(?!\.)[A-Za-z0-9._-]{1,130}$/);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
  });
});

describe('the reader', () => {
  const file = (): string => join(directory, 'report.json');

  it('gives back what was written', async () => {
    const report = buildReport(notConformantRun());
    writeFileSync(file(), renderJson(report));
    expect(renderJson(await readReport(file()))).toBe(renderJson(report));
  });

  it.each([
    ['is not there', undefined, 'there is no such file'],
    ['is not JSON', '<html>', 'it is not JSON'],
    ['is another JSON file', '{"a":1}', 'not a conformance report'],
    ['is null', 'null', 'not a conformance report'],
    ['is of another version', '{"reportVersion":"9.9"}', 'it has report version 9.9'],
    [
      'is damaged',
      JSON.stringify(changed(buildReport(run), '/requirements/0/verdict', 'fine')),
      'it is damaged: /requirements/0/verdict must be equal to one of the allowed values',
    ],
    ['has a key too many', JSON.stringify(changed(buildReport(run), '/gate/more', 1)), '(more)'],
  ])('says what is wrong with a file that %s', async (_name, content, expected) => {
    if (content !== undefined) writeFileSync(file(), content);
    const error = await readReport(file()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'REPORT_UNREADABLE', message: expect.stringContaining(expected) });
    expect((error as Error).message).toMatch(/^Cannot read the report [^\n]*\.$/);
  });

  it('says so when it is given a directory', async () => {
    await expect(readReport(directory)).rejects.toThrow('it is a directory. Give the conformance-report.json in it');
  });
});

describe('the command of a finding', () => {
  it('sends what led to it as well, a command a line and three at most', () => {
    const steps = ['POST', 'GET', 'PATCH', 'GET'].map((method, index) =>
      sampleExchange(`step ${index}`, { request: { method, path: '/v2/parties' } }),
    );
    const id = 'canton-parties/get/read-back-agrees';
    const result = failedRequirement(id, { findings: [sampleFinding({ evidence: steps })] });
    const report = buildReport(sampleRun({ requirements: [result] }));
    const commands = report.requirements[0]?.findings[0]?.curl.split('\n') ?? [];
    expect(commands.map((command) => /^curl .* -X (\w+)/.exec(command)?.[1])).toEqual(['POST', 'GET', 'PATCH']);
    for (const rendered of [renderMarkdown(report), renderJunit(report), renderHtml(report)]) {
      expect(rendered.match(/^.{0,60}curl --http1\.1/gm)?.length).toBeGreaterThanOrEqual(3);
      expect(rendered).not.toContain('\\ncurl');
    }
  });

  it('names a body file that the writer wrote', async () => {
    const report = buildReport(run);
    await writeReports(report, directory, [], exchangesOf(run));
    const [, file] = /--data-binary @(\S+)/.exec(report.requirements[0]?.findings[0]?.curl ?? '') ?? [];
    expect(readFileSync(join(directory, file ?? ''))).toEqual(Buffer.from(body));
  });
});
