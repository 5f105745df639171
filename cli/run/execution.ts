/**
 * plan -> run result, against a deployment, with its journal on disk.
 */
import { Journal } from '../../engine/journal.ts';
import type { Plan } from '../../engine/plan.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Progress } from '../progress.ts';
import { packageVersion } from '../version.ts';
import type { Deployment } from './deployment.ts';
import { startJournal } from './journal-file.ts';
import type { RunFrame } from './planning.ts';

/** Where the journal goes. */
export interface JournalPlace {
  readonly directory: string;
  readonly name?: string;
}

/** Runs the plan. @throws ConfigurationError when the journal cannot be written or a credential cannot be obtained */
export async function executePlan(
  plan: Plan,
  deployment: Deployment,
  frame: RunFrame,
  place: JournalPlace,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunResult> {
  const { profile, concurrency, strict } = frame.settings.options;
  const journal = startJournal(
    place.directory,
    {
      event: 'run',
      target: deployment.embedded ? 'embedded' : deployment.url,
      namespace: frame.namespace,
      startedAt: new Date().toISOString(),
    },
    place.name,
  );
  if (journal.keptAside !== undefined) {
    const text = `An earlier journal lists users that were not deleted; it is kept as ${journal.keptAside}. Delete them with: concordat clean ${journal.keptAside}`;
    progress({ type: 'message', text });
  }
  try {
    return await executeRun(plan, {
      openTarget: deployment.openTarget,
      embedded: deployment.embedded,
      suiteVersion: packageVersion(),
      profile,
      namespace: frame.namespace,
      concurrency,
      maxParties: frame.cap,
      strict,
      signal,
      journal: new Journal(journal.sink),
      statement: deployment.statement,
      inputs: deployment.inputs,
      onEvent: progress,
    });
  } finally {
    journal.close();
  }
}
