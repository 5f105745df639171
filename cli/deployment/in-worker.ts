/**
 * An embedded reference in a thread of its own.
 */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const require = createRequire(import.meta.url);

/** The module of a thread, by `imports` of package.json: always the built file, which a thread can load. */
export type ReferenceEntry = '#reference/canton/worker' | '#reference/ishare/worker';

/** A reference that runs until it is closed. */
export interface InWorker {
  /** What the thread told when the reference was ready. */
  readonly reference: unknown;
  close(): Promise<void>;
}

/** Starts a reference. */
export async function startInWorker(entry: ReferenceEntry, options: object): Promise<InWorker> {
  const worker = new Worker(require.resolve(entry), { workerData: options });
  const [reference] = (await once(worker, 'message')) as [unknown];
  return { reference, close: async () => void (await worker.terminate()) };
}
