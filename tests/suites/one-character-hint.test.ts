/** A party of one character whose allocation was carried out and answered 503: the next start took its own party for somebody else's. */
import { afterEach, expect, it } from 'vitest';
import { type ReferenceOptions, type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonParties } from '../../suites/canton-parties/suite.ts';
import type { Exchange, Target } from '../../target/exchange.ts';
import { runThrough } from '../kill-matrix/run-through.ts';

let reference: RunningReference | undefined;
afterEach(() => reference?.close());

/** How the first allocation with a hint of one character is answered, and whether it is carried out. */
interface First {
  readonly status: number;
  readonly body?: string;
  readonly carriedOut: boolean;
}

const LOST: First = { status: 503, carriedOut: true };

/** The same target, which answers so. `sent` gets every hint of one character. */
function answering(target: Target, first: First, sent: string[]): Target {
  return {
    ...target,
    async send(request, options) {
      const [, hint] = /"partyIdHint":"(.)"/.exec(Buffer.from(request.body ?? []).toString('utf8')) ?? [];
      if (hint !== undefined) sent.push(hint);
      if (hint === undefined || sent.length > 1) return target.send(request, options);
      const exchange = await target.send(first.carriedOut ? request : { ...request, body: Buffer.from('{') }, options);
      const headers = { 'content-type': 'text/plain' };
      const response = { status: first.status, headers, body: Buffer.from(first.body ?? ''), truncated: false };
      return { ...exchange, response } as Exchange;
    },
  };
}

async function decide(first: First, options: ReferenceOptions = {}) {
  const running = await startCantonReference({ seed: 7, ...options });
  reference = running;
  const sent: string[] = [];
  const result = await runThrough((target) => answering(target, first, sent), running.url, cantonParties, [
    '*/hint/one-character-accepted',
  ]);
  const [requirement] = result.requirements;
  const parties = [...running.state.parties].filter((party) => /^.::/.test(party));
  return { sent, parties, verdict: requirement?.verdict, summary: requirement?.findings[0]?.summary };
}

it('finds the party again, and allocates no second one', async () => {
  const { sent, parties, verdict } = await decide(LOST);
  expect([verdict, sent.length, parties.length]).toEqual(['passed', 1, 1]);
});

it('finds it again in a list that lags', async () => {
  const { sent, parties, verdict } = await decide(LOST, { variant: 'list-lags' });
  expect([verdict, new Set(sent).size, parties.length]).toEqual(['passed', 1, 1]);
});

it('finds it again where names are chosen by the server', async () => {
  const { sent, verdict } = await decide(LOST, { variant: 'hint-ignored' });
  expect([verdict, sent.length]).toEqual(['passed', 1]);
});

it('sends the same hint again where nothing was carried out', async () => {
  const { sent, parties, verdict } = await decide({ status: 503, carriedOut: false });
  expect([verdict, new Set(sent).size, sent.length, parties.length]).toEqual(['passed', 1, 2, 1]);
});

it('fails a node that refuses it and allocates it all the same', async () => {
  const refusal = { status: 400, body: 'Invalid value for: body', carriedOut: true };
  const { verdict, summary } = await decide(refusal);
  expect([verdict, summary]).toEqual(['failed', 'A hint of one character was refused and allocated all the same']);
});
