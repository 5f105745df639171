/**
 * Notices that the target is gone (design.md, rule 10): after so many transport failures in a row it is probed with growing
 * pauses for a bounded time, while everything else waits; then the run goes on, or ends.
 */
import { pause } from './back-off.ts';
import { TargetGoneError } from './errors.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const LONGEST_PROBE_MS = 5_000;

/** What a circuit needs to know. */
export interface CircuitOptions {
  readonly baseUrl: string;
  readonly failuresBeforeProbe: number;
  readonly probeForMs: number;
  /** Asks the target for any HTTP answer. */
  probe(timeoutMs: number): Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
  /** Called once, when the target is given up. */
  onGone(): void;
}

/** The state of the target as transport failures show it. */
export interface Circuit {
  /** Whether a request must wait, or is refused: see `ready`. */
  readonly closed: boolean;
  /** Resolves when requests may be sent. @throws TargetGoneError once the target is given up */
  ready(): Promise<void>;
  /** @throws TargetGoneError once the target is given up */
  throwIfGone(): void;
  /** An HTTP answer, whatever its status. */
  answered(): void;
  /** A transport failure that was not of our own making. */
  failed(message: string): void;
}

/** A circuit for one target. */
export function createCircuit(options: CircuitOptions): Circuit {
  const { signal } = options;
  let everAnswered = false;
  let failuresInARow = 0;
  let lastMessage = '';
  let probing: Promise<void> | undefined;
  let gone: TargetGoneError | undefined;

  const giveUp = () => {
    gone = everAnswered
      ? new TargetGoneError(
          `${options.baseUrl} stopped answering (${lastMessage}); the run was ended. See whether the deployment is still alive, then run again.`,
          true,
        )
      : new TargetGoneError(
          `Nothing answers at ${options.baseUrl} (${lastMessage}). Check the address and whether the deployment is running.`,
          false,
        );
    options.onGone();
  };

  const throwIfGone = () => {
    if (gone !== undefined) throw gone;
  };

  const probeUntilAnswered = async (): Promise<void> => {
    const end = performance.now() + options.probeForMs;
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(LONGEST_PAUSE_MS, wait * 2)) {
      const left = end - performance.now();
      const alive = await options.probe(Math.max(1, Math.min(LONGEST_PROBE_MS, left)));
      // An answer to a request that was still on its way counts as well: it has reset the failures.
      if (alive || failuresInARow === 0) {
        everAnswered = true;
        break;
      }
      if (signal?.aborted === true) break;
      if (performance.now() + wait >= end) {
        giveUp();
        break;
      }
      await pause(wait, signal);
    }
    failuresInARow = 0;
    probing = undefined;
  };

  return {
    get closed() {
      return probing === undefined && gone === undefined;
    },
    async ready() {
      while (probing !== undefined) await probing;
      throwIfGone();
    },
    throwIfGone,
    answered() {
      everAnswered = true;
      failuresInARow = 0;
    },
    failed(message) {
      lastMessage = message;
      if (probing !== undefined || gone !== undefined) return;
      failuresInARow += 1;
      if (failuresInARow >= options.failuresBeforeProbe) probing = probeUntilAnswered();
    },
  };
}
