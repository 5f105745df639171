/**
 * The targets that implement nothing do so reliably.
 */
import { describe, expect, it } from 'vitest';
import { type DegenerateKind, degenerateKinds, startDegenerate } from '../../reference/degenerate.ts';
import { allocate, send } from './wire.ts';

const answers: Readonly<Record<string, readonly [number, string, string]>> = {
  'always-200-empty': [200, 'application/json', '{}'],
  'always-400': [400, 'application/json', '"code":"INVALID_ARGUMENT"'],
  'always-401': [401, 'application/json', '"code":"NA"'],
  'always-503': [503, 'text/plain; charset=UTF-8', 'Service Unavailable'],
  echo: [200, 'application/json', '{"partyIdHint":"a"}'],
  html: [200, 'text/html; charset=utf-8', '<h1>It works</h1>'],
  redirect: [302, '', ''],
};

async function on<T>(kind: DegenerateKind, act: (url: string) => Promise<T>): Promise<T> {
  const target = await startDegenerate(kind);
  try {
    return await act(target.url);
  } finally {
    await target.close();
  }
}

describe('degenerate targets', () => {
  it.each(Object.entries(answers))('%s answers every request alike', async (kind, [status, type, text]) => {
    await on(kind as DegenerateKind, async (url) => {
      const created = await allocate(url, { partyIdHint: 'a' });
      expect([created.status, created.type]).toEqual([status, type]);
      expect(created.text).toContain(text);
      if (kind !== 'echo') expect((await send(url, { path: '/v2/parties' })).status).toBe(status);
    });
  });

  it('redirects to the same place', async () => {
    const { headers } = await on('redirect', (url) => send(url, { path: '/v2/parties?a=b' }));
    expect(headers.location).toBe('/v2/parties?a=b');
  });

  it('hangs up after a request', async () => {
    await on('closing', (url) => expect(allocate(url, {})).rejects.toThrow());
  });

  it('ends a request that is never answered when it is closed', async () => {
    const target = await startDegenerate('silence');
    const pending = allocate(target.url, {}).then(
      () => 'answered',
      () => 'ended',
    );
    expect(await Promise.race([pending, new Promise((resolve) => setTimeout(resolve, 50, 'waiting'))])).toBe('waiting');
    await target.close();
    expect(await pending).toBe('ended');
  });

  it('covers every kind', () => {
    expect(new Set([...Object.keys(answers), 'closing', 'silence'])).toEqual(new Set(degenerateKinds));
  });
});
