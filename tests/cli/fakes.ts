/**
 * Stand-ins for what commands talk to.
 */
import { createTerminal, type Terminal } from '../../cli/terminal.ts';
import type { Exchange, Target, WireRequest, WireResponse } from '../../target/exchange.ts';
import { createLatencyHistogram } from '../../target/latency.ts';
import { createRedactor } from '../../target/redaction.ts';

/** A terminal without colours that keeps the lines written to it. */
export function fakeTerminal(): { terminal: Terminal; output(): string[]; errors(): string[] } {
  const lines = (parts: string[]): string[] => parts.join('').split('\n').slice(0, -1);
  const out: string[] = [];
  const err: string[] = [];
  const stream = (parts: string[]) => ({ write: (text: string) => parts.push(text) });
  return {
    terminal: createTerminal(stream(out), stream(err), [], {}),
    output: () => lines(out),
    errors: () => lines(err),
  };
}

/** What a fake target answers: a response in short, or why there is none. */
export type FakeAnswer =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | { failure: NonNullable<Exchange['failure']> };

/** A target that answers from a function. `sent` holds every request. */
export function fakeTarget(
  answer: (request: WireRequest) => FakeAnswer,
  { admin = true }: { admin?: boolean } = {},
): { target: Target; sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  const target: Target = {
    baseUrl: 'http://target.test',
    send: async (request, { tag }) => {
      sent.push(request);
      const given = answer(request);
      const exchange = {
        id: tag,
        url: `http://target.test${request.path}`,
        request,
        startedAt: 1_000_000,
        durationMs: 12,
      };
      return 'failure' in given ? { ...exchange, failure: given.failure } : { ...exchange, response: response(given) };
    },
    hasCredential: (role) => role === 'none' || (role === 'admin' && admin),
    credential: async () => (admin ? 'token' : undefined),
    addSecret: () => {},
    withheld: createRedactor(),
    backOff: async () => {},
    statistics: () => ({ exchanges: sent.length, latencyMs: { p50: 0, p95: 0, p99: 0, max: 0 } }),
    latency: createLatencyHistogram(),
    close: async () => {},
  };
  return { target, sent };
}

function response({ status, body, headers = {} }: Extract<FakeAnswer, { status: number }>): WireResponse {
  return { status, headers, body: Buffer.from(body === undefined ? '' : JSON.stringify(body)), truncated: false };
}
