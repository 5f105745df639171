/**
 * The registry in a thread of its own, so that it and the suite that talks to it do not share a processor.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type IshareReference, type IshareReferenceOptions, startIshareReference } from './start.ts';

/** What the thread tells when the registry listens. */
export interface IshareReferenceInWorker
  extends Pick<IshareReference, 'url' | 'pki' | 'idpAssertion' | 'expiredToken'> {
  readonly behaviour: Pick<IshareReference['behaviour'], 'paths'>;
}

const reference = await startIshareReference(workerData as IshareReferenceOptions);
const { url, pki, idpAssertion, expiredToken, behaviour } = reference;
parentPort?.postMessage({
  url,
  pki,
  idpAssertion,
  expiredToken,
  behaviour: { paths: behaviour.paths },
} satisfies IshareReferenceInWorker);
