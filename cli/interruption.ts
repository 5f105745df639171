/**
 * Ctrl-C: once to stop in good order, twice to quit.
 */
import { exitCodes } from './exit-codes.ts';
import { wrap } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Listens until {@link Interruption.dispose}. */
export interface Interruption {
  /** Aborted by the first interruption. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** What listens to signals; `process`, or a stand-in. */
export interface SignalSource {
  on(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * From now on the first SIGINT or SIGTERM says `sentence` and aborts the signal, and the second ends the process at once,
 * as not determined.
 */
export function listenForInterruption(
  terminal: Terminal,
  sentence: string,
  source: SignalSource = process,
): Interruption {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) source.exit(exitCodes.notDetermined);
    else {
      terminal.err(`\n${wrap(sentence, terminal.width).join('\n')}`);
      controller.abort();
    }
  };
  source.on('SIGINT', listener);
  source.on('SIGTERM', listener);
  return {
    signal: controller.signal,
    dispose: () => {
      source.off('SIGINT', listener);
      source.off('SIGTERM', listener);
    },
  };
}
