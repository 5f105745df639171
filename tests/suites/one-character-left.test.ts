/** A user of one character whose creation was carried out and answered 503: it is found by its annotation and deleted at the end. */
import { afterEach, expect, it } from 'vitest';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
import { runThrough } from '../kill-matrix/run-through.ts';

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** The same target, whose first answer to the creation of a user of one character is lost behind a 503. */
function losing(target: Target, lost: string[]): Target {
  return {
    ...target,
    async send(request, options) {
      const exchange = await target.send(request, options);
      const [, id] = /"id":"(.)"/.exec(Buffer.from(request.body ?? []).toString('utf8')) ?? [];
      if (request.method !== 'POST' || id === undefined || lost.length > 0) return exchange;
      lost.push(id);
      const response = { status: 503, headers: {}, body: new Uint8Array(), truncated: false };
      return { ...exchange, response } as Exchange;
    },
  };
}

it('leaves nothing behind', async () => {
  const running = await startCantonReference({ seed: 7 });
  reference = running;
  const lost: string[] = [];
  const result = await runThrough((target) => losing(target, lost), running.url, cantonUsers, [
    '*/id/one-character-accepted',
  ]);
  expect(result.requirements.map(({ verdict }) => verdict)).toEqual(['passed']);
  expect(lost).toHaveLength(1);
  expect(result.created.deleted).toContain(lost[0]);
  expect(result.created.maybe).toEqual([]);
  expect([...running.state.users]).toEqual(['participant_admin']);
});
