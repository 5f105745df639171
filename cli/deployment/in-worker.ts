/**
 * An embedded reference in a thread of its own.
 */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const require = createRequire(import.meta.url);

/** A reference that runs until it is closed. */
export interface InWorker<T> {
  /** What the thread told when the reference was ready. */
  readonly reference: T;
  close(): Promise<void>;
}

/** Starts a reference by its worker (`imports` of package.json: always the built file, which a thread can load). */
export async function startInWorker<T>(
  entry: '#reference/canton/worker' | '#reference/ishare/worker',
  options: object,
): Promise<InWorker<T>> {
  const worker = new Worker(require.resolve(entry), { workerData: options });
  const [reference] = (await once(worker, 'message')) as [T];
  return { reference, close: async () => void (await worker.terminate()) };
}
