/**
 * plan -> run result, against a deployment, with its journal on disk.
 */
import { Journal } from '../../engine/journal.ts';
import type { Plan } from '../../engine/plan.ts';
import { executeRun } from '../../engine/run.ts';
import type { RunResult } from '../../engine/run-result.ts';
import { familyOf, type SuiteFamily } from '../../suites/registry.ts';
import { addressesOf, type Deployment, type Deployments } from '../deployment/deployment.ts';
import type { Progress } from '../progress.ts';
import { packageVersion } from '../version.ts';
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
  deployments: Deployments,
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
      target: deployments.embedded ? 'embedded' : addressesOf(deployments),
      namespace: frame.namespace,
      startedAt: new Date().toISOString(),
    },
    place.name,
  );
  if (journal.keptAside !== undefined) {
    const text = `An earlier journal lists users that were not deleted; it is kept as ${journal.keptAside}. Delete them with: concordat clean ${journal.keptAside}`;
    progress({ type: 'message', text });
  }
  const deploymentOf = (family: SuiteFamily): Deployment => {
    const deployment = deployments.of.get(family);
    if (deployment === undefined) throw new RangeError(`nothing was opened for ${family}`);
    return deployment;
  };
  try {
    return await executeRun(plan, {
      openTarget: (signal, family) => deploymentOf(family as SuiteFamily).open({ signal }),
      deploymentOf: familyOf,
      embedded: deployments.embedded,
      suiteVersion: packageVersion(),
      profile,
      namespace: frame.namespace,
      concurrency,
      maxParties: frame.cap,
      strict,
      signal,
      journal: new Journal(journal.sink),
      statement: deployments.statement,
      inputs: Object.fromEntries(plan.suites.map(({ name }) => [name, deploymentOf(familyOf(name)).inputs])),
      onEvent: progress,
    });
  } finally {
    journal.close();
  }
}
