/**
 * A run against Prism.
 */
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import { createTarget } from '../../target/client.ts';
import type { Prism } from './prism-server.ts';

/** Prism takes any bearer token. */
export const TOKEN = 'any-token-will-do';

/** Runs the deciding vectors of a suite. */
export function runAgainstPrism(prism: Prism, suite: Suite): Promise<RunResult> {
  return executeRun(planRun({ suites: [suite], seed: 20_261, budget: 'standard', only: [], exclude: [] }), {
    openTarget: (signal) =>
      createTarget({ baseUrl: prism.url, credentials: { admin: { kind: 'value', value: TOKEN } }, signal }),
    embedded: false,
    suiteVersion: '0.0.0',
    profile: 'reference',
    namespace: 'prism',
    concurrency: 8,
    // Prism accepts most of what is invalid, and each acceptance counts.
    maxParties: 3_000,
    strict: false,
    signal: new AbortController().signal,
    journal: new Journal(),
    statement: {},
    inputs: {},
  });
}
