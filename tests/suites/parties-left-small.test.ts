/** Parties stay for ever; what was sent with them to find a limit does not. */
import { expect, it } from 'vitest';
import type { Json } from '../../contracts/model.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import { runAgainst } from '../kill-matrix/matrix.ts';

it('a run leaves no party with large annotations, although it sent up to 256,000 bytes of them', async () => {
  const kept: Json[] = [];
  const { requirements, created } = await runAgainst(
    {},
    {
      suites: [cantonParties],
      seed: 20_261,
      only: ['*/metadata/*', '*/patch/*'],
      visit: {
        before: async () => {},
        after: async ({ url }) => {
          const list = (await (await fetch(`${url}/v2/parties`)).json()) as { partyDetails: Json[] };
          kept.push(...list.partyDetails);
        },
      },
    },
  );
  expect(requirements.filter(({ verdict }) => verdict !== 'passed').map(({ id }) => id)).toEqual([]);
  expect(kept.length).toBeGreaterThanOrEqual(created.parties.length);
  expect(Math.max(...kept.map((party) => JSON.stringify(party).length))).toBeLessThan(20_000);
});
