/**
 * Runs requirements against the embedded reference with a fault or as a variant, and says what the suite made of it.
 */
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import type { RequirementResult } from '../../engine/result.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import type { Fault, Variant } from '../../reference/canton/deviation.ts';
import { type ReferenceOptions, type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { suiteRegistry } from '../../suites/registry.ts';
import { createTarget } from '../../target/client.ts';
import type { CredentialRole } from '../../target/exchange.ts';
import type { CredentialSource } from '../../target/options.ts';

/** How to run. */
export interface MatrixOptions {
  readonly suites: readonly Suite[];
  readonly seed: number;
  readonly only?: readonly string[];
  /** Looks at the reference before the run and after it, while it is still there. */
  readonly visit?: {
    before(running: RunningReference): Promise<void>;
    after(running: RunningReference): Promise<void>;
  };
  /** Interrupts the run. */
  readonly signal?: AbortSignal;
  /** Milliseconds; short, so that a fault that hangs ends soon. */
  readonly timeoutMs?: number;
}

/** Every registered suite for Canton. */
export function loadCantonSuites(): Promise<readonly Suite[]> {
  return Promise.all(suiteRegistry.filter(({ family }) => family === 'canton').map((entry) => entry.load()));
}

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
    await options.visit?.before(running);
    const result = await executeRun(
      planRun({
        suites: options.suites,
        seed: options.seed,
        budget: 'standard',
        only: options.only ?? [],
        exclude: [],
      }),
      {
        openTarget: (signal) =>
          createTarget({
            baseUrl: running.url,
            credentials,
            timeoutMs: options.timeoutMs ?? 5_000,
            ...(signal && { signal }),
          }),
        embedded: true,
        suiteVersion: '0.0.0',
        profile: 'reference',
        namespace: `k${(options.seed >>> 0).toString(36).slice(0, 5)}`,
        concurrency: 8,
        maxParties: 1_000,
        strict: false,
        signal: options.signal ?? new AbortController().signal,
        journal: new Journal(),
        statement,
        inputs: Object.fromEntries(options.suites.map((suite) => [suite.name, inputs])),
      },
    );
    await options.visit?.after(running);
    return result;
  } finally {
    await running.close();
  }
}

/** What became of a fault: the requirements that it names and that did not notice it. */
export interface FaultOutcome {
  readonly fault: Fault;
  /** How many requirements it names in suites that are there. */
  readonly named: number;
  readonly missed: readonly RequirementResult[];
  readonly suiteFaults: readonly RequirementResult[];
}

/** The suites that a fault names. */
function suitesOf(fault: Fault, suites: readonly Suite[]): readonly Suite[] {
  return suites.filter(({ name }) => fault.catches.some((id) => id.startsWith(`${name}/`)));
}

/** Runs the requirements that a fault names, in the suites that have them. */
export async function tryFault(fault: Fault, options: MatrixOptions): Promise<FaultOutcome> {
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
  return {
    fault,
    named: result.requirements.length,
    missed: result.requirements.filter(({ verdict }) => verdict !== fault.verdictWhenCaught),
    suiteFaults: result.requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault'),
  };
}

/** Findings of a whole run that a legal deployment does not deserve. */
export async function tryVariant(
  variant: Variant | undefined,
  options: MatrixOptions,
): Promise<readonly RequirementResult[]> {
  const result = await runAgainst({ ...(variant && { variant: variant.id }) }, options, variant?.statement);
  const profiles = variant?.conformsTo ?? ['contract', 'reference'];
  return result.requirements.filter(
    ({ profile, verdict }) =>
      profiles.includes(profile) && (verdict === 'failed' || verdict === 'warned' || verdict === 'undetermined'),
  );
}
