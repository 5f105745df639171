/**
 * A first look at the target, so that a wrong address shows in seconds: the patience that a run has with a target which falls
 * silent is wasted on one that never answered.
 */
import type { SuiteFamily } from '../../suites/registry.ts';
import { TargetGoneError } from '../../target/errors.ts';
import type { Deployment, Deployments } from '../deployment/deployment.ts';

/** A deployment that answers every request with the error: the run that follows reports it, requirement by requirement. */
export function unreachable(deployment: Deployment, error: TargetGoneError): Deployment {
  return {
    ...deployment,
    open: (opening) => ({ ...deployment.open(opening), send: () => Promise.reject(error) }),
  };
}

/**
 * The deployments; instead of one that does not answer, one that answers every request with the {@link TargetGoneError} of the first
 * look, so that the run which follows reports that it is unreachable.
 */
export async function firstLook(deployments: Deployments, signal: AbortSignal): Promise<Deployments> {
  if (deployments.embedded) return deployments;
  const of = new Map<SuiteFamily, Deployment>();
  for (const [family, deployment] of deployments.of) of.set(family, await lookAt(deployment, signal));
  return { ...deployments, of };
}

async function lookAt(deployment: Deployment, signal: AbortSignal): Promise<Deployment> {
  const target = deployment.open({ signal, patience: 'impatient' });
  const request = { method: 'GET', path: deployment.firstPath, credential: 'none' } as const;
  // The second request waits for the probe that a failure of the first one sets off.
  for (let count = 1; count <= 2; count += 1) {
    try {
      const exchange = await target.send(request, { tag: `first look ${count}` });
      if (exchange.response !== undefined || signal.aborted) break;
    } catch (error) {
      if (!(error instanceof TargetGoneError)) throw error;
      return { ...deployment, open: () => target };
    }
  }
  await target.close();
  return deployment;
}
