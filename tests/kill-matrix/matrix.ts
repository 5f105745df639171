/**
 * Runs requirements against the embedded reference with a fault or as a variant, and says what the suite made of it.
 */
import type { RequirementResult } from '../../engine/result.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import type { Fault, Variant } from '../../reference/canton/deviation.ts';
import { type ReferenceOptions, type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { suiteRegistry } from '../../suites/registry.ts';
import { createTarget } from '../../target/client.ts';
import type { CredentialRole } from '../../target/exchange.ts';
import type { CredentialSource } from '../../target/options.ts';
import { executeMatrix, type FaultOutcome, falseFindings, faultOutcome, type MatrixOptions } from './execute.ts';

/** How to run against the reference for Canton. */
export interface CantonMatrixOptions extends MatrixOptions {
  /** Looks at the reference before the run and after it, while it is still there. */
  readonly visit?: {
    before(running: RunningReference): Promise<void>;
    after(running: RunningReference): Promise<void>;
  };
}

/** Every registered suite for Canton. */
export function loadCantonSuites(): Promise<readonly Suite[]> {
  return Promise.all(suiteRegistry.filter(({ family }) => family === 'canton').map((entry) => entry.load()));
}

/** One run against a reference of its own. */
export async function runAgainst(
  reference: ReferenceOptions,
  options: CantonMatrixOptions,
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
    await options.visit?.before(running);
    const result = await executeMatrix(options, {
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
    await options.visit?.after(running);
    return result;
  } finally {
    await running.close();
  }
}

/** The suites that a fault names. */
function suitesOf(fault: Fault, suites: readonly Suite[]): readonly Suite[] {
  return suites.filter(({ name }) => fault.catches.some((id) => id.startsWith(`${name}/`)));
}

/** Runs the requirements that a fault names, in the suites that have them. */
export async function tryFault(fault: Fault, options: CantonMatrixOptions): Promise<FaultOutcome<Fault>> {
  const result = await runAgainst(
    { fault: fault.id, ...(fault.needs && { authentication: true }) },
    {
      ...options,
      suites: suitesOf(fault, options.suites),
      only: fault.catches,
      timeoutMs: options.timeoutMs ?? 1_000,
    },
    {},
    fault.needsInput,
  );
  return faultOutcome(fault, result);
}

/** Findings of a whole run that a legal deployment does not deserve. */
export async function tryVariant(
  variant: Variant | undefined,
  options: CantonMatrixOptions,
): Promise<readonly RequirementResult[]> {
  const result = await runAgainst({ ...(variant && { variant: variant.id }) }, options, variant?.statement);
  return falseFindings(result, variant?.conformsTo);
}

/** What a whole run holds against a fault under the contract, though it breaks nothing that the contract says. */
export async function accusedUnderContract(
  fault: Fault,
  options: CantonMatrixOptions,
): Promise<readonly RequirementResult[]> {
  const result = await runAgainst(
    { fault: fault.id, ...(fault.needs && { authentication: true }) },
    options,
    {},
    fault.needsInput,
  );
  return falseFindings(result, ['contract']).filter(({ level }) => level === 'MUST');
}
