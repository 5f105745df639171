/** Runs requirements against the embedded registry with a fault or as a variant, and says what the suite made of it. */
import { embeddedOperator } from '../../cli/deployment/ishare.ts';
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import type { RequirementResult } from '../../engine/result.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import type { IshareFault, IshareVariant } from '../../reference/ishare/deviation.ts';
import { type IshareReferenceOptions, startIshareReference } from '../../reference/ishare/start.ts';
import { ishareConnection } from '../../suites/ishare/connection.ts';

/** How to run. */
export interface IshareMatrixOptions {
  readonly suite: Suite;
  readonly seed: number;
  readonly only?: readonly string[];
  /** Milliseconds; short, so that a fault that hangs ends soon. */
  readonly timeoutMs?: number;
}

/** One run against a registry of its own. */
export async function runAgainstRegistry(
  reference: IshareReferenceOptions,
  { suite, seed, only = [], timeoutMs = 5_000 }: IshareMatrixOptions,
): Promise<RunResult> {
  const running = await startIshareReference(reference);
  try {
    const { inputs, open } = ishareConnection(embeddedOperator(running));
    return await executeRun(planRun({ suites: [suite], seed, budget: 'standard', only, exclude: [] }), {
      openTarget: (signal) => open({ baseUrl: running.url, timeoutMs, signal }),
      embedded: true,
      suiteVersion: '0.0.0',
      profile: 'reference',
      namespace: `k${(seed >>> 0).toString(36).slice(0, 5)}`,
      concurrency: 8,
      maxParties: 1_000,
      strict: false,
      signal: new AbortController().signal,
      journal: new Journal(),
      statement: running.variant?.statement ?? {},
      inputs: { [suite.name]: { ishare: inputs } },
    });
  } finally {
    await running.close();
  }
}

/** The requirements that a fault names and that did not notice it, and those that a fault of the suite spoiled. */
export async function tryIshareFault(
  fault: IshareFault,
  options: IshareMatrixOptions,
): Promise<{ readonly missed: readonly RequirementResult[]; readonly suiteFaults: readonly RequirementResult[] }> {
  const result = await runAgainstRegistry(
    { fault: fault.id },
    { ...options, only: fault.catches, timeoutMs: options.timeoutMs ?? 1_000 },
  );
  return {
    missed: result.requirements.filter(({ verdict }) => verdict !== fault.verdictWhenCaught),
    suiteFaults: result.requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault'),
  };
}

/** The requirements that accuse a legal registry, or do not decide it although they could. */
export async function tryIshareVariant(
  variant: IshareVariant | undefined,
  options: IshareMatrixOptions,
): Promise<readonly RequirementResult[]> {
  const result = await runAgainstRegistry(variant ? { variant: variant.id } : {}, options);
  return result.requirements.filter(({ verdict, level, profile }) => {
    if (variant?.expected === 'not-applicable') return verdict !== 'not-applicable';
    const promised = variant === undefined || variant.conformsTo.includes(profile);
    const decided = verdict === 'passed' || (level !== 'MUST' && verdict !== 'undetermined');
    return promised && !decided;
  });
}
