import { describe, expect, it } from 'vitest';
import type { RunningReference } from '../../reference/canton/server.ts';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { runAgainst } from '../kill-matrix/matrix.ts';

const ACTIVATION = ['canton-users/activation/*'];

/** Runs the requirements on activation, and gives what the spare user can do and has afterwards. */
async function afterwards(signal?: AbortSignal) {
  let status = 0;
  let rights: readonly string[] | undefined;
  const result = await runAgainst(
    { authentication: true },
    {
      suites: [cantonUsers],
      seed: 20_261,
      only: ACTIVATION,
      visit: {
        before: async () => {},
        after: async ({ url, tokens, state }: RunningReference) => {
          const headers = { authorization: `Bearer ${tokens?.spareUser}` };
          status = (await fetch(`${url}/v2/authenticated-user`, { headers })).status;
          rights = state.rights('spare-user');
        },
      },
      ...(signal && { signal }),
    },
  );
  return { status, rights, verdicts: result.requirements.map(({ verdict }) => verdict) };
}

describe('the spare user', { timeout: 60_000 }, () => {
  it('shows four requirements, and is active and without rights afterwards', async () => {
    expect(await afterwards()).toEqual({ status: 200, rights: [], verdicts: Array(4).fill('passed') });
  });

  it.each([30, 60, 90, 150])('is put back also after an interrupt, here after %i ms', async (milliseconds) => {
    const { status, rights } = await afterwards(AbortSignal.timeout(milliseconds));
    expect([status, rights]).toEqual([200, []]);
  });

  it('is not asked for where the target wants no token', async () => {
    const { requirements } = await runAgainst({}, { suites: [cantonUsers], seed: 20_261, only: ACTIVATION });
    expect(requirements.map(({ reasonCode }) => reasonCode)).toEqual(Array(4).fill('not-required'));
  });
});
