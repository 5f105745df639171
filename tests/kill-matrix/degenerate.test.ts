import { describe, expect, it } from 'vitest';
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import { executeRun } from '../../engine/run.ts';
import { type DegenerateKind, startDegenerate } from '../../reference/degenerate.ts';
import { buildReport } from '../../reports/model.ts';
import { createTarget } from '../../target/client.ts';
import { loadCantonSuites } from './matrix.ts';

const suites = await loadCantonSuites();

const KINDS: readonly DegenerateKind[] = [
  'always-200-empty',
  'always-400',
  'echo',
  'html',
  'silence',
  'closing',
  'always-503',
  'always-401',
  'redirect',
];

async function runAgainst(kind: DegenerateKind) {
  const target = await startDegenerate(kind);
  try {
    return await executeRun(planRun({ suites, seed: 20_261, budget: 'standard', only: [], exclude: [] }), {
      openTarget: (signal) =>
        createTarget({ baseUrl: target.url, timeoutMs: 300, probeForMs: 1_000, ...(signal && { signal }) }),
      embedded: false,
      suiteVersion: '0.0.0',
      profile: 'contract',
      namespace: 'degen',
      concurrency: 16,
      maxParties: 300,
      strict: false,
      signal: new AbortController().signal,
      journal: new Journal(),
      statement: {},
      inputs: {},
    });
  } finally {
    await target.close();
  }
}

describe('a target that implements nothing', { timeout: 120_000 }, () => {
  it.each(KINDS)('is never conformant and passes no MUST: %s', async (kind) => {
    const result = await runAgainst(kind);
    const passed = result.requirements.filter(({ level, verdict }) => level === 'MUST' && verdict === 'passed');
    expect(passed.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
    const report = buildReport(result);
    expect(report.verdict).not.toBe('conformant');
    expect(report.verdicts.reference).not.toBe('conformant');
    expect(
      result.requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault').map(({ reason }) => reason),
    ).toEqual([]);
  });

  it.each(['silence', 'closing'] as const)('ends as unreachable in bounded time: %s', async (kind) => {
    const result = await runAgainst(kind);
    expect(result.run.stopped?.code).toBe('target-unreachable');
    expect(buildReport(result).gate.exitCode).toBe(3);
  });
});
