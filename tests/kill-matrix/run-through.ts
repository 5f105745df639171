/** Some requirements of a suite against a deployment that is seen through something. */
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import { createTarget } from '../../target/client.ts';
import type { Target } from '../../target/exchange.ts';
import { executeMatrix } from './execute.ts';

/** Decides them. `through` changes what passes; ids are globs. */
export function runThrough(
  through: (target: Target) => Target,
  url: string,
  suite: Suite,
  only: readonly string[],
): Promise<RunResult> {
  return executeMatrix(
    { suites: [suite], seed: 20_261, only },
    {
      openTarget: (signal) =>
        through(createTarget({ baseUrl: url, credentials: {}, timeoutMs: 5_000, ...(signal && { signal }) })),
      statement: {},
      inputs: {},
    },
  );
}
