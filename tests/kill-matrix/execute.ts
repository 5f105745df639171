/**
 * What the kill matrices of all APIs share: one run of some suites against one deployment, and what it shows of a fault or of a variant.
 */
import type { ProfileName } from '../../contracts/model.ts';
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import type { RequirementResult } from '../../engine/result.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import type { Target } from '../../target/exchange.ts';

/** How to run. */
export interface MatrixOptions {
  readonly suites: readonly Suite[];
  readonly seed: number;
  readonly only?: readonly string[];
  /** Milliseconds; short, so that a fault that hangs ends soon. */
  readonly timeoutMs?: number;
  /** Interrupts the run. */
  readonly signal?: AbortSignal;
}

/** The deployment of a run. */
export interface MatrixDeployment {
  openTarget(signal?: AbortSignal): Target;
  readonly statement: Readonly<Record<string, string>>;
  /** For every suite. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Runs the suites under `reference`, so that every requirement counts. */
export function executeMatrix(options: MatrixOptions, deployment: MatrixDeployment): Promise<RunResult> {
  return executeRun(
    planRun({
      suites: options.suites,
      seed: options.seed,
      budget: 'standard',
      only: options.only ?? [],
      exclude: [],
    }),
    {
      openTarget: (signal) => deployment.openTarget(signal),
      embedded: true,
      suiteVersion: '0.0.0',
      profile: 'reference',
      namespace: `k${(options.seed >>> 0).toString(36).slice(0, 5)}`,
      concurrency: 8,
      maxParties: 1_000,
      strict: false,
      signal: options.signal ?? new AbortController().signal,
      journal: new Journal(),
      statement: deployment.statement,
      inputs: Object.fromEntries(options.suites.map((suite) => [suite.name, deployment.inputs])),
    },
  );
}

/** What became of a fault: the requirements that it names and that did not notice it. */
export interface FaultOutcome<Fault> {
  readonly fault: Fault;
  /** How many requirements it names in suites that were run. */
  readonly named: number;
  readonly missed: readonly RequirementResult[];
  readonly suiteFaults: readonly RequirementResult[];
}

/** Reads a run of the requirements that a fault names. */
export function faultOutcome<Fault extends { readonly verdictWhenCaught: string }>(
  fault: Fault,
  { requirements }: RunResult,
): FaultOutcome<Fault> {
  return {
    fault,
    named: requirements.length,
    missed: requirements.filter(({ verdict }) => verdict !== fault.verdictWhenCaught),
    suiteFaults: requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault'),
  };
}

/** Findings that a legal deployment does not deserve. */
export function falseFindings(
  { requirements }: RunResult,
  profiles: readonly ProfileName[] = ['contract', 'reference'],
): readonly RequirementResult[] {
  return requirements.filter(
    ({ profile, verdict }) =>
      profiles.includes(profile) && (verdict === 'failed' || verdict === 'warned' || verdict === 'undetermined'),
  );
}

/** A result in a line, for the difference that a test shows. */
export function describeResult({ id, verdict, reason }: RequirementResult): string {
  return `${id} ${verdict}: ${reason}`;
}
