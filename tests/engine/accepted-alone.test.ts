/** A valid request without an answer: a failure when it gets none alone either, and trouble of the target under load when it does. */
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
import { runThrough } from '../kill-matrix/run-through.ts';

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** The same target, which ends the connection of the first so many allocations with an empty synchronizer. */
function resetting(target: Target, times: number): Target {
  let resets = 0;
  return {
    ...target,
    backOff: async () => {},
    async send(request, options) {
      const exchange = await target.send(request, options);
      const concerned = Buffer.from(request.body ?? []).includes('"synchronizerId":""');
      if (!concerned || resets >= times) return exchange;
      resets += 1;
      const { response: _, ...rest } = exchange;
      return { ...rest, failure: { kind: 'reset', message: 'other side closed' } } satisfies Exchange;
    },
  };
}

async function verdictWhenReset(times: number) {
  reference = await startCantonReference({ seed: 7 });
  const { url } = reference;
  const { requirements } = await runThrough((target) => resetting(target, times), url, cantonParties, [
    '*/operation/empty-strings-mean-not-set',
  ]);
  return requirements.map(({ verdict, reasonCode }) => [verdict, reasonCode]);
}

describe('a valid request whose connection is reset every time it is sent beside others', () => {
  it('is undetermined when it is accepted alone', async () => {
    expect(await verdictWhenReset(6)).toEqual([['undetermined', 'transient-trouble']]);
  });

  it('fails when it gets no answer alone either', async () => {
    expect(await verdictWhenReset(1_000)).toEqual([['failed', 'violated']]);
  });
});
