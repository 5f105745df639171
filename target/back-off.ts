/**
 * Pauses between attempts: exponential, and what a server asks for with Retry-After.
 */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
const LONGEST_RETRY_AFTER_MS = 5_000;

/** Milliseconds to wait before attempt `attempt + 1`; `attempt` counts from 1. 50 ms, doubled up to 2 s. */
export function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, attempt - 1));
}

/** Milliseconds that a Retry-After value asks for, at most 5 s; 0 when there is none or it cannot be read (RFC 9110, 10.2.3). */
export function retryAfterMs(value: string | undefined, now: number): number {
  if (value === undefined) return 0;
  const wanted = /^\s*\d+\s*$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(wanted) ? 0 : Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, wanted));
}

/** Resolves after `ms` milliseconds, or at once when the signal is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
