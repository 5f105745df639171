/**
 * The reference in a thread of its own, so that it and the suite that talks to it do not share a processor.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type ReferenceOptions, type RunningReference, startCantonReference } from './server.ts';

/** What the thread tells when the reference listens. */
export type CantonReferenceInWorker = Pick<
  RunningReference,
  'url' | 'tokens' | 'synchronizerId' | 'identityProviderId'
>;

const { url, tokens, synchronizerId, identityProviderId } = await startCantonReference(workerData as ReferenceOptions);
parentPort?.postMessage({
  url,
  ...(tokens && { tokens }),
  synchronizerId,
  identityProviderId,
} satisfies CantonReferenceInWorker);
