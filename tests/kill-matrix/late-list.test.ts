import { afterEach, expect, it } from 'vitest';
import { Journal } from '../../engine/journal.ts';
import { planRun } from '../../engine/plan.ts';
import { executeRun } from '../../engine/run.ts';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import { createTarget } from '../../target/client.ts';
import type { Exchange, Target } from '../../target/exchange.ts';

/** How old a party is before lists show it, in milliseconds. */
const LAG_MS = 1_500;

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** The same target with lists that lag; `born` remembers when each party was allocated. */
function lagging(target: Target, born: Map<string, number>): Target {
  return {
    ...target,
    async send(request, options) {
      const exchange = await target.send(request, options);
      const { response } = exchange;
      if (!request.path.startsWith('/v2/parties') || response?.status !== 200) return exchange;
      const { partyDetails, ...rest } = JSON.parse(Buffer.from(response.body).toString('utf8'));
      if (request.method === 'POST') born.set(partyDetails.party, performance.now());
      if (!Array.isArray(partyDetails)) return exchange;
      const old = partyDetails.filter(({ party }) => performance.now() - (born.get(party) ?? -LAG_MS) >= LAG_MS);
      const body = Buffer.from(JSON.stringify({ ...rest, partyDetails: old }));
      return { ...exchange, response: { ...response, body } } satisfies Exchange;
    },
  };
}

it('a list that lags behind allocations makes no party of the run a side effect of a refused request', async () => {
  reference = await startCantonReference({ seed: 7 });
  const { url } = reference;
  const born = new Map<string, number>();
  const only = ['*/body/missing-body-rejected', '*/body/malformed-json-rejected', '*/body/not-an-object-rejected'];
  const { requirements } = await executeRun(
    planRun({
      suites: [cantonParties],
      seed: 20_261,
      budget: 'standard',
      // Something is allocated shortly before the lists are compared.
      only: [...only, '*/hint/lengths-accepted'],
      exclude: [],
    }),
    {
      openTarget: (signal) =>
        lagging(createTarget({ baseUrl: url, credentials: {}, timeoutMs: 5_000, ...(signal && { signal }) }), born),
      embedded: true,
      suiteVersion: '0.0.0',
      profile: 'contract',
      namespace: 'late',
      concurrency: 8,
      maxParties: 1_000,
      strict: false,
      signal: new AbortController().signal,
      journal: new Journal(),
      statement: {},
      inputs: {},
    },
  );
  expect(born.size).toBeGreaterThan(100);
  expect(
    requirements.filter(({ verdict }) => verdict !== 'passed').map(({ id, reason }) => `${id}: ${reason}`),
  ).toEqual([]);
});
