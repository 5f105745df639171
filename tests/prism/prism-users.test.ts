import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReport, type Report } from '../../reports/model.ts';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { type Prism, startPrism } from './prism-server.ts';
import { runAgainstPrism } from './run.ts';

let directory: string;
let prism: Prism;
let report: Report;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'concordat-prism-'));
  prism = await startPrism(directory);
  report = buildReport(await runAgainstPrism(prism, cantonUsers));
}, 240_000);

afterAll(async () => {
  await prism?.close();
  await rm(directory, { recursive: true, force: true });
});

const ids = (verdict: string): readonly string[] =>
  report.requirements.filter((it) => it.verdict === verdict && it.level === 'MUST').map(({ id }) => id);

describe('the suite of users against a Prism mock made from our contract', () => {
  it('finds it not conformant under either profile', () => {
    expect(report.verdicts).toEqual({ contract: 'not-conformant', reference: 'not-conformant' });
  });

  it('lets nothing pass: whatever is created, Prism shows the one user of its example', () => {
    expect(ids('passed')).toEqual([]);
  });

  it('fails what shows the example, and what only the prose forbids', () => {
    expect(ids('failed')).toEqual(
      expect.arrayContaining([
        'canton-users/creation/identifier-as-sent',
        'canton-users/creation/listed-exactly-once',
        'canton-users/id/near-equal-distinct',
        'canton-users/id/illegal-characters-rejected',
        'canton-users/id/too-long-rejected',
        'canton-users/metadata/oversize-rejected',
        'canton-users/model/agrees',
      ]),
    );
  });

  it('shows no fault of the suite', () => {
    const faults = report.requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault');
    expect(faults.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
  });
});
