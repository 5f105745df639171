/**
 * A first look at the target, so that a wrong address shows in seconds: the patience that a run has with a target which falls
 * silent is wasted on one that never answered.
 */
import { TargetGoneError } from '../../target/errors.ts';
import type { Deployment } from './deployment.ts';

/** A deployment that answers every request with the error: the run that follows reports it, requirement by requirement. */
export function unreachable(deployment: Deployment, error: TargetGoneError): Deployment {
  return {
    ...deployment,
    openTarget: (signal) => ({ ...deployment.openTarget(signal), send: () => Promise.reject(error) }),
  };
}

/**
 * The deployment, or one that answers every request with the {@link TargetGoneError} of the first look, so that the run which
 * follows reports that it is unreachable.
 */
export async function firstLook(deployment: Deployment, path: string, signal: AbortSignal): Promise<Deployment> {
  if (deployment.embedded) return deployment;
  const target = deployment.openTarget(signal, 'impatient');
  // The second request waits for the probe that a failure of the first one sets off.
  for (let request = 1; request <= 2; request += 1) {
    try {
      const exchange = await target.send({ method: 'GET', path, credential: 'none' }, { tag: `first look ${request}` });
      if (exchange.response !== undefined || signal.aborted) break;
    } catch (error) {
      if (!(error instanceof TargetGoneError)) throw error;
      return { ...deployment, openTarget: () => target };
    }
  }
  await target.close();
  return deployment;
}
