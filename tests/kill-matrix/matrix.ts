/**
 * Runs requirements against the embedded reference with a fault or as a variant, and says what the suite made of it.
 */
import type { RequirementResult } from '../../engine/result.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Fault, Variant } from '../../reference/canton/deviation.ts';
import { type ReferenceOptions, startCantonReference } from '../../reference/canton/server.ts';
import { createTarget } from '../../target/client.ts';
import type { CredentialRole } from '../../target/exchange.ts';
import type { CredentialSource } from '../../target/options.ts';
import { executeMatrix, type FaultOutcome, falseFindings, faultOutcome, type MatrixOptions } from './execute.ts';

/** One run against a reference of its own. */
export async function runAgainst(
  reference: ReferenceOptions,
  options: MatrixOptions,
  statement: Readonly<Record<string, string>> = {},
  needsInput?: Fault['needsInput'],
): Promise<RunResult> {
  const running = await startCantonReference(reference);
  try {
    const credentials = Object.fromEntries(
      Object.entries(running.tokens ?? {}).map(([role, value]): [string, CredentialSource] => [
        role,
        { kind: 'value', value },
      ]),
    ) as Partial<Record<CredentialRole, CredentialSource>>;
    const inputs = needsInput ? { [needsInput]: running[needsInput] } : {};
    return await executeMatrix(options, {
      openTarget: (signal) =>
        createTarget({
          baseUrl: running.url,
          credentials,
          timeoutMs: options.timeoutMs ?? 5_000,
          ...(signal && { signal }),
        }),
      statement,
      inputs,
    });
  } finally {
    await running.close();
  }
}

/** Runs the requirements that a fault names. */
export async function tryFault(fault: Fault, options: MatrixOptions): Promise<FaultOutcome<Fault>> {
  const result = await runAgainst(
    { fault: fault.id, ...(fault.needs && { authentication: true }) },
    { ...options, only: fault.catches, timeoutMs: options.timeoutMs ?? 1_000 },
    {},
    fault.needsInput,
  );
  return faultOutcome(fault, result);
}

/** Findings of a whole run that a legal deployment does not deserve. */
export async function tryVariant(
  variant: Variant | undefined,
  options: MatrixOptions,
): Promise<readonly RequirementResult[]> {
  const result = await runAgainst({ ...(variant && { variant: variant.id }) }, options, variant?.statement);
  return falseFindings(result, variant?.conformsTo);
}
