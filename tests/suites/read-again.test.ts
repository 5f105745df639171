/** A reading that goes wrong is a failure, and is marked when the next reading of the same is right. */
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
import { runThrough } from '../kill-matrix/run-through.ts';

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** The same target behind a gateway that answers the first so many readings of a party with 502. */
function behindGateway(target: Target, times: number): Target {
  let failures = 0;
  return {
    ...target,
    async send(request, options) {
      const exchange = await target.send(request, options);
      const { response } = exchange;
      const concerned = request.method === 'GET' && request.path.startsWith('/v2/parties/');
      if (!concerned || !response || failures >= times) return exchange;
      failures += 1;
      return {
        ...exchange,
        response: { ...response, status: 502, body: Buffer.from('Bad Gateway') },
      } satisfies Exchange;
    },
  };
}

async function readingsWith(failures: number) {
  reference = await startCantonReference({ seed: 7 });
  const { url } = reference;
  const { requirements } = await runThrough((target) => behindGateway(target, failures), url, cantonParties, [
    '*/allocation/read-back-agrees',
    '*/get/response-schema',
  ]);
  return requirements.map(({ verdict, findings }) => [verdict, findings[0]?.intermittent]);
}

describe('a reading that is answered with 502', () => {
  it('is a failure that is marked when it happened once', async () => {
    expect(await readingsWith(1)).toEqual([
      ['failed', true],
      ['failed', true],
    ]);
  });

  it('is a failure that is not marked when it happens again', async () => {
    expect(await readingsWith(10_000)).toEqual([
      ['failed', false],
      ['failed', false],
    ]);
  });
});
