/** A party of one character whose allocation was carried out and answered 503: the next start took its own party for somebody else's. */
import { afterEach, expect, it } from 'vitest';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import { createTarget } from '../../target/client.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
import { executeMatrix } from '../kill-matrix/execute.ts';

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** The same target, which says 503 to the first allocation with a hint of one character, after it (or instead of it). */
function unavailable(target: Target, when: 'after' | 'instead', sent: string[]): Target {
  return {
    ...target,
    async send(request, options) {
      const [, hint] = /"partyIdHint":"(.)"/.exec(Buffer.from(request.body ?? []).toString('utf8')) ?? [];
      if (hint !== undefined) sent.push(hint);
      const first = hint !== undefined && sent.length === 1;
      const exchange = await target.send(
        first && when === 'instead' ? { ...request, body: Buffer.from('{') } : request,
        options,
      );
      if (!first) return exchange;
      const response = { status: 503, headers: {}, body: new Uint8Array(), truncated: false };
      return { ...exchange, response } as Exchange;
    },
  };
}

it.each(['after', 'instead'] as const)('allocates one party of one character, not two (503 %s it)', async (when) => {
  const running = await startCantonReference({ seed: 7 });
  reference = running;
  const sent: string[] = [];
  const result = await executeMatrix(
    { suites: [cantonParties], seed: 20_261, only: ['*/hint/one-character-accepted'] },
    {
      openTarget: (signal) =>
        unavailable(
          createTarget({ baseUrl: running.url, credentials: {}, timeoutMs: 5_000, ...(signal && { signal }) }),
          when,
          sent,
        ),
      statement: {},
      inputs: {},
    },
  );
  expect(result.requirements.map(({ verdict, reason }) => [verdict, reason])).toEqual([['passed', expect.any(String)]]);
  expect(new Set(sent).size).toBe(1);
  expect([...running.state.parties].filter((party) => /^.::/.test(party))).toHaveLength(1);
});
