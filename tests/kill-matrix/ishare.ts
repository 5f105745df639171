/**
 * Runs requirements against the embedded registry with a fault or as a variant, and says what the suite made of it.
 */
import { embeddedOperator } from '../../cli/deployment/ishare.ts';
import type { RequirementResult } from '../../engine/result.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { IshareFault, IshareVariant } from '../../reference/ishare/deviation.ts';
import { type IshareReferenceOptions, startIshareReference } from '../../reference/ishare/start.ts';
import { ishareConnection } from '../../suites/ishare/connection.ts';
import { executeMatrix, type FaultOutcome, falseFindings, faultOutcome, type MatrixOptions } from './execute.ts';

/** One run against a registry of its own. */
export async function runRegistry(
  reference: IshareReferenceOptions,
  options: MatrixOptions,
  statement: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const running = await startIshareReference(reference);
  try {
    const { inputs, open } = ishareConnection(embeddedOperator(running));
    return await executeMatrix(options, {
      openTarget: (signal) => open({ baseUrl: running.url, timeoutMs: options.timeoutMs ?? 5_000, signal }),
      statement,
      inputs: { ishare: inputs },
    });
  } finally {
    await running.close();
  }
}

/** Runs the requirements that a fault names. */
export async function tryIshareFault(fault: IshareFault, options: MatrixOptions): Promise<FaultOutcome<IshareFault>> {
  return faultOutcome(
    fault,
    await runRegistry({ fault: fault.id }, { ...options, only: fault.catches, timeoutMs: options.timeoutMs ?? 1_000 }),
  );
}

/** Findings of a whole run that a legal registry does not deserve. */
export async function tryIshareVariant(
  variant: IshareVariant | undefined,
  options: MatrixOptions,
): Promise<readonly RequirementResult[]> {
  const result = await runRegistry({ ...(variant && { variant: variant.id }) }, options, variant?.statement);
  const applicable = result.suites.every((suite) => suite.applicable);
  if (applicable === (variant?.expected === 'not-applicable')) return result.requirements;
  return falseFindings(result, variant?.conformsTo);
}
