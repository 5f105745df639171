/**
 * Waiting for a target and asking it which suites concern it, before the first request of a suite.
 */
import { meantSuites } from '../../suites/discovery.ts';
import { type SuiteEntry, suiteRegistry } from '../../suites/registry.ts';
import { createTarget } from '../../target/client.ts';
import { TargetGoneError } from '../../target/errors.ts';
import type { Target } from '../../target/exchange.ts';
import type { Settings } from '../configuration/settings.ts';
import { reachOf } from '../connect.ts';
import type { Deployments } from '../deployment/deployment.ts';
import { unreachable } from './first-look.ts';
import { discoverSuites } from './suites.ts';
import { cantonMissing, silenceAt, waitUntilReady } from './wait.ts';

type Say = (text: string) => void;

/** What was found out about a target that no suite was named for. */
export interface Discovery {
  readonly entries: readonly SuiteEntry[];
  /** The target did not answer within `--wait`; the entries are all that might concern it. */
  readonly gone?: TargetGoneError | undefined;
}

/** Asks the target which suites concern it: by reading, and without a credential. @throws ConfigurationError when none does */
export async function discovered(url: string, settings: Settings, say: Say, signal: AbortSignal): Promise<Discovery> {
  say(`Asking ${url} which suites concern it. Parties that a run creates stay there for ever.`);
  const openTarget = (within: AbortSignal): Target =>
    createTarget({ baseUrl: url, signal: within, ...reachOf(settings) });
  const { wait } = settings.options;
  if (wait > 0) {
    const gone = await goneAfter(() =>
      waitUntilReady({ url, openTarget, missing: silenceAt('/'), seconds: wait, signal, say }),
    );
    if (gone) return { entries: meantSuites(suiteRegistry, settings.ishare), gone };
  }
  const target = openTarget(signal);
  try {
    const found = await discoverSuites(suiteRegistry, target, settings.ishare);
    say(`Suites: ${found.map(({ name }) => name).join(', ')}.`);
    return { entries: found };
  } finally {
    await target.close();
  }
}

/** The deployments once they are ready; one that does not get ready, or that is known to be gone, is reported as unreachable. */
export async function whenReady(
  deployments: Deployments,
  gone: TargetGoneError | undefined,
  { options }: Settings,
  say: Say,
  signal: AbortSignal,
): Promise<Deployments> {
  if (deployments.embedded || options.wait === 0) return deployments;
  const of = new Map(deployments.of);
  for (const [family, deployment] of deployments.of) {
    const { url, firstPath, open } = deployment;
    const missing = family === 'canton' ? cantonMissing : silenceAt(firstPath);
    const openTarget = (within: AbortSignal): Target => open({ signal: within });
    const error =
      gone ?? (await goneAfter(() => waitUntilReady({ url, openTarget, missing, seconds: options.wait, signal, say })));
    if (error) of.set(family, unreachable(deployment, error));
  }
  return { ...deployments, of };
}

async function goneAfter(wait: () => Promise<void>): Promise<TargetGoneError | undefined> {
  try {
    await wait();
    return undefined;
  } catch (error) {
    if (error instanceof TargetGoneError) return error;
    throw error;
  }
}
