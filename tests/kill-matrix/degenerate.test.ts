import { describe, expect, it } from 'vitest';
import { embeddedOperator } from '../../cli/deployment/ishare.ts';
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import { executeRun } from '../../engine/run.ts';
import type { Suite } from '../../engine/suite.ts';
import { type DegenerateKind, startDegenerate } from '../../reference/degenerate.ts';
import { correctBehaviour } from '../../reference/ishare/behaviour.ts';
import { sharedPki } from '../../reference/ishare/pki.ts';
import { buildReport } from '../../reports/model.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { ishareConnection } from '../../suites/ishare/connection.ts';
import { ishareParties } from '../../suites/ishare-parties/suite.ts';
import { createTarget } from '../../target/client.ts';

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

const SUITES: Readonly<Record<string, Suite>> = {
  'canton-parties': cantonParties,
  'canton-users': cantonUsers,
  'ishare-parties': ishareParties,
};

/** What an operator gives: for a registry, everything but a target that is one. */
async function inputsOf(suite: Suite): Promise<Readonly<Record<string, unknown>>> {
  if (suite !== ishareParties) return {};
  const registry = {
    pki: await sharedPki(),
    behaviour: correctBehaviour(),
    idpAssertion: 'a.b.c',
    expiredToken: 'expired-token',
  };
  return { ishare: ishareConnection(embeddedOperator(registry)).inputs };
}

async function runAgainst(kind: DegenerateKind, suite: Suite) {
  const target = await startDegenerate(kind);
  try {
    return await executeRun(planRun({ suites: [suite], seed: 20_261, budget: 'standard', only: [], exclude: [] }), {
      openTarget: (signal) =>
        createTarget({
          baseUrl: target.url,
          timeoutMs: 300,
          probeForMs: 1_000,
          // A token that was obtained elsewhere: without one nothing but the token endpoint would be asked.
          ...(suite === ishareParties && { credentials: { admin: { kind: 'value', value: 'any-access-token' } } }),
          ...(signal && { signal }),
        }),
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
      inputs: { [suite.name]: await inputsOf(suite) },
    });
  } finally {
    await target.close();
  }
}

describe('a target that implements nothing', { timeout: 120_000 }, () => {
  const cases = Object.keys(SUITES).flatMap((api) => KINDS.map((kind) => [api, kind] as const));

  it.each(cases)('is never conformant and passes no MUST of %s: %s', async (api, kind) => {
    const result = await runAgainst(kind, SUITES[api] as Suite);
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
    const result = await runAgainst(kind, cantonParties);
    expect(result.run.stopped?.code).toBe('target-unreachable');
    expect(buildReport(result).gate.exitCode).toBe(3);
  });
});
