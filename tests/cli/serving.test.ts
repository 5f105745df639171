import { describe, expect, it } from 'vitest';
import { listenForInterruption, type SignalSource } from '../../cli/interruption.ts';
import { type ReferenceLauncher, type ReferenceStart, serveUntilAborted } from '../../cli/serving.ts';
import { fakeTerminal } from './fakes.ts';

function launcher(start?: ReferenceLauncher['start']): { launcher: ReferenceLauncher; log: unknown[] } {
  const log: unknown[] = [];
  return {
    log,
    launcher: {
      name: 'canton',
      faults: [{ id: 'accepts-dot', text: 'A dot is accepted in a hint.' }],
      variants: [{ id: 'base-path', text: 'Everything lies below a path.' }],
      start:
        start ??
        (async (options: ReferenceStart) => {
          log.push(options);
          const tokens = options.authentication ? { admin: 'secret-of-the-reference' } : {};
          return {
            url: 'http://127.0.0.1:4711',
            tokens,
            configuration: { synchronizerId: 'global::1220' },
            close: async () => void log.push('closed'),
          };
        }),
    },
  };
}

describe('serve', () => {
  it('prints address and tokens, runs until it is interrupted, and closes the server', async () => {
    const { launcher: reference, log } = launcher();
    const { terminal, output, errors } = fakeTerminal();
    const controller = new AbortController();
    const ended = serveUntilAborted(
      reference,
      { port: 0, authentication: true, fault: 'accepts-dot' },
      terminal,
      controller.signal,
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(output()).toEqual([
      'canton reference with the fault accepts-dot: http://127.0.0.1:4711',
      'token admin: secret-of-the-reference',
      'synchronizerId: global::1220',
    ]);
    expect(errors()[0]).toBe(
      'Test it with: concordat run --target http://127.0.0.1:4711 --token TOKEN, with the one of admin above',
    );
    expect(log).not.toContain('closed');
    controller.abort();
    await ended;
    expect(log.at(-1)).toBe('closed');
  });

  it('refuses a fault or variant that there is not, both together, and a port that is taken', async () => {
    const { launcher: reference, log } = launcher();
    const serve = (options: Omit<ReferenceStart, 'port'>, by = reference) =>
      serveUntilAborted(by, { port: 4711, ...options }, fakeTerminal().terminal, AbortSignal.abort());
    await expect(serve({ fault: 'accept-dot' })).rejects.toThrow('Did you mean accepts-dot?');
    await expect(serve({ variant: 'accepts-dot' })).rejects.toThrow('There is no variant "accepts-dot"');
    await expect(serve({ fault: 'accepts-dot', variant: 'base-path' })).rejects.toThrow('exclude each other');
    expect(log).toEqual([]);
    const taken = launcher(() => Promise.reject(Object.assign(new Error('x'), { code: 'EADDRINUSE' })));
    await expect(serve({}, taken.launcher)).rejects.toThrow('Port 4711 is taken. Choose another with --port');
  });
});

describe('interruption', () => {
  it('asks to stop the first time and quits the second time, and leaves no listener behind', () => {
    const listeners = new Map<string, () => void>();
    const exits: number[] = [];
    const source: SignalSource = {
      on: (name, listener) => listeners.set(name, listener),
      off: (name) => listeners.delete(name),
      exit: (code) => exits.push(code),
    };
    const { terminal, errors } = fakeTerminal();
    const interruption = listenForInterruption(terminal, 'Stopping.', source);
    listeners.get('SIGINT')?.();
    expect(interruption.signal.aborted).toBe(true);
    expect(errors()).toContain('Stopping.');
    expect(exits).toEqual([]);
    listeners.get('SIGTERM')?.();
    expect(exits).toEqual([5]);
    interruption.dispose();
    expect(listeners.size).toBe(0);
  });
});
