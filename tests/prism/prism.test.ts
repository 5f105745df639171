import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReport, type Report } from '../../reports/model.ts';
import { exchangesOf, writeReports } from '../../reports/write.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import { allocationThatHolds, expectedFailures } from './expected-failures.ts';
import { type Prism, startPrism } from './prism-server.ts';
import { runAgainstPrism, TOKEN } from './run.ts';

const AT_ONCE = 8;

let directory: string;
let prism: Prism;
let report: Report;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'concordat-prism-'));
  prism = await startPrism(directory);
  const result = await runAgainstPrism(prism, cantonParties);
  report = buildReport(result);
  await writeReports(report, directory, ['json'], exchangesOf(result));
});

afterAll(async () => {
  await prism?.close();
  await rm(directory, { recursive: true, force: true });
});

const short = ({ id }: { readonly id: string }): string => id.replace('canton-parties/', '');

describe('a Prism mock made from our contract', () => {
  it('is not conformant under either profile', () => {
    expect(report.verdict).toBe('not-conformant');
    expect(report.verdicts).toEqual({ contract: 'not-conformant', reference: 'not-conformant' });
  });

  it('fails exactly the requirements that it does not meet', () => {
    const failed = report.requirements.filter(({ verdict }) => verdict === 'failed').map(short);
    expect(failed.sort()).toEqual(expectedFailures.flatMap(({ ids }) => ids).sort());
  });

  it('passes no requirement about allocation but those that hold for its one party', () => {
    const passed = report.requirements.filter(
      ({ topic, level, verdict }) => topic === 'allocation' && level === 'MUST' && verdict === 'passed',
    );
    expect(passed.map(short).sort()).toEqual([...allocationThatHolds].sort());
    expect(passed.filter(({ cases }) => cases.sent === 0)).toEqual([]);
  });

  it('shows no fault of the suite', () => {
    expect(report.requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault').map(short)).toEqual([]);
  });

  it('answers the curl commands of every finding with the statuses that the finding tells', async () => {
    const findings = report.requirements.flatMap((requirement) =>
      requirement.findings.map((finding) => ({ id: short(requirement), finding })),
    );
    const differing: string[] = [];
    const queue = findings.values();
    const worker = async (): Promise<void> => {
      for (const { id, finding } of queue) {
        const told = finding.evidence.slice(0, 3).map(({ response }) => response?.status);
        const seen = await statusesOf(finding.curl);
        if (`${seen}` !== `${told}`) {
          differing.push(`${id}: ${finding.summary}: told ${told}, seen ${seen}: ${finding.curl}`);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(differing).toEqual([]);
    expect(findings.length).toBeGreaterThan(expectedFailures.flatMap(({ ids }) => ids).length);
  });
});

/** Runs commands as a person would, in the directory of the report, and reads the status lines. */
async function statusesOf(command: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command], {
    cwd: directory,
    env: { ...process.env, CONCORDAT_TOKEN: TOKEN },
    encoding: 'latin1',
  });
  return [...stdout.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
