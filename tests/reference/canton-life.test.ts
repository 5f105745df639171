/**
 * Starting and ending a reference.
 */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startCantonReference } from '../../reference/canton/server.ts';
import { allocate, send } from './wire.ts';

describe('a reference', () => {
  it('ends at once, with open connections and requests that are never answered', async () => {
    const reference = await startCantonReference({ fault: 'hangs-on-emoji' });
    const idle = connect(Number(new URL(reference.url).port), '127.0.0.1');
    const ended = new Promise((resolve) => idle.once('close', resolve));
    await new Promise((resolve) => idle.once('connect', resolve));
    idle.on('error', () => {});
    const pending = allocate(reference.url, { partyIdHint: '\u{1f600}' }).then(
      () => 'answered',
      () => 'ended',
    );
    while (reference.state.requests === 0) await new Promise((resolve) => setImmediate(resolve));
    await reference.close();
    expect(await pending).toBe('ended');
    await ended;
    await expect(send(reference.url, { path: '/livez' })).rejects.toThrow();
  });

  it('can be closed twice', async () => {
    const reference = await startCantonReference();
    await reference.close();
    await reference.close();
  });

  it.each([{ variant: 'others-active' }, { fault: 'refused-but-created-later' }, { authentication: true }])(
    'leaves nothing behind that keeps a process alive (%o)',
    async (options) => {
      const before = process.getActiveResourcesInfo().filter((it) => it === 'TCPServerWrap').length;
      const reference = await startCantonReference(options);
      const token = reference.tokens?.admin;
      await allocate(
        reference.url,
        { partyIdHint: 'a', userId: '?' },
        token ? { authorization: `Bearer ${token}` } : {},
      );
      await reference.close();
      await new Promise((resolve) => setImmediate(resolve));
      expect(process.getActiveResourcesInfo().filter((it) => it === 'TCPServerWrap').length).toBe(before);
    },
  );

  it('does not touch the globals of the process that it is embedded in', async () => {
    const globals = [globalThis.Request, globalThis.Response, globalThis.Headers];
    const reference = await startCantonReference();
    await send(reference.url, { path: '/livez' });
    await reference.close();
    expect([globalThis.Request, globalThis.Response, globalThis.Headers]).toEqual(globals);
  });

  it('gives the same identifiers for the same seed, and others for another', async () => {
    const started = await Promise.all([1, 1, 2].map((seed) => startCantonReference({ seed })));
    const parties = await Promise.all(
      started.map(async ({ url }) => (await allocate(url, {})).json.partyDetails.party),
    );
    await Promise.all(started.map((it) => it.close()));
    expect(parties[0]).toBe(parties[1]);
    expect(parties[0]).not.toBe(parties[2]);
    expect(parties[0]).toMatch(
      /^party-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}::1220[0-9a-f]{64}$/,
    );
  });

  it('refuses a port that is taken', async () => {
    const reference = await startCantonReference();
    const port = Number(new URL(reference.url).port);
    await expect(startCantonReference({ port })).rejects.toThrow('EADDRINUSE');
    await reference.close();
  });
});
