/** A node that allows two thousand million rights: the list of one right more was made before its size was looked at, and memory ran out. */
import { afterEach, expect, it } from 'vitest';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
import { runThrough } from '../kill-matrix/run-through.ts';

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** The same target, which tells another limit of rights. */
function telling(target: Target, limit: number): Target {
  return {
    ...target,
    async send(request, options) {
      const exchange = await target.send(request, options);
      if (exchange.response === undefined || !request.path.endsWith('/v2/version')) return exchange;
      const told = Buffer.from(exchange.response.body)
        .toString('utf8')
        .replace(/"maxRightsPerUser":\d+/, `"maxRightsPerUser":${limit}`);
      return { ...exchange, response: { ...exchange.response, body: Buffer.from(told) } } as Exchange;
    },
  };
}

it('is not asked for more rights than can be sent', async () => {
  const running = await startCantonReference({ seed: 7 });
  reference = running;
  const only = ['*/rights/limit-accepted', '*/rights/too-many-rejected', '*/grants/too-many-rejected'];
  const result = await runThrough((target) => telling(target, 2_147_483_647), running.url, cantonUsers, only);
  expect(Object.fromEntries(result.requirements.map(({ id, verdict }) => [id, verdict]))).toEqual({
    'canton-users/rights/limit-accepted': 'passed',
    'canton-users/rights/too-many-rejected': 'not-applicable',
    'canton-users/grants/too-many-rejected': 'not-applicable',
  });
});
