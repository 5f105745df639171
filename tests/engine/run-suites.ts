/** Suites made up for tests of the engine, and runs of them. */
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunOptions } from '../../engine/run-options.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';

/** A suite with these checks, by the last part of the id. */
export function suiteOf(name: string, checks: Readonly<Record<string, Check>>): Suite {
  return {
    name,
    contract: () => ({ id: name, version: '1', sha256: '0'.repeat(64), errata: [] }),
    statement: [],
    requirements: Object.entries(checks).map(([id, check]) =>
      requirement({
        id: `${name}/topic/${id}`,
        level: 'MUST',
        profile: 'contract',
        source: { clause: 'a#b' },
        text: 'A sentence.',
        explain: 'A cause.',
        check,
      }),
    ),
    isTransient: () => false,
    probe: async ({ statement }) => {
      statement.detect('seen', name);
      return { applicable: true, reason: '', product: '', version: '' };
    },
    finish: async () => {},
  };
}

/** Runs suites whole. */
export function runSuites(
  suites: readonly Suite[],
  openTarget: RunOptions['openTarget'],
  deploymentOf?: RunOptions['deploymentOf'],
): Promise<RunResult> {
  return executeRun(planRun({ suites, seed: 1, budget: 'standard', only: [], exclude: [] }), {
    openTarget,
    ...(deploymentOf && { deploymentOf }),
    embedded: true,
    suiteVersion: '0',
    profile: 'contract',
    namespace: 'n',
    concurrency: 1,
    maxParties: 1,
    strict: false,
    signal: new AbortController().signal,
    journal: new Journal(),
    statement: {},
    inputs: {},
  });
}
