/** Rows of updates and grants that are to be refused, on a node that answers many requests with 503: each one started the whole row afresh. */
import { afterEach, expect, it } from 'vitest';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { type Between, startBetween } from '../cli/between.ts';
import { runThrough } from '../kill-matrix/run-through.ts';

let between: Between | undefined;
afterEach(() => between?.close());

it('are decided all the same', async () => {
  const running = await startBetween();
  between = running;
  let refusals = 0;
  running.spoil = (answer) => {
    const refused = answer.method !== 'GET' && answer.status === 400;
    if (refused) refusals += 1;
    if (refused && refusals % 2 === 1) answer.status = 503;
    return 'pass';
  };
  const only = ['grants/malformed-refused', 'grants/party-malformed-rejected', 'grants/path-and-body-disagree'];
  const result = await runThrough(
    (target) => target,
    running.url,
    cantonUsers,
    [...only, 'patch/primary-party-malformed-rejected'].map((id) => `*/${id}`),
  );
  expect(result.requirements.map(({ id, verdict }) => [id, verdict])).toEqual(
    result.requirements.map(({ id }) => [id, 'passed']),
  );
  expect(result.requirements).toHaveLength(4);
});
