/**
 * One exchange over a pool. No redirects, no re-sending, no decoding: what is given is what goes out.
 */
import { Readable } from 'node:stream';
import type { Dispatcher, Pool } from 'undici';
import type { TransportFailure, WireResponse } from './exchange.ts';
import { toFailure } from './failures.ts';
import type { SendableRequest } from './sendable.ts';

/** A response, or why there is none, after so many milliseconds. */
export type Outcome = { readonly durationMs: number } & (
  | { readonly response: WireResponse; readonly failure?: never }
  | { readonly failure: TransportFailure; readonly response?: never }
);

/** Ends an exchange as `aborted`, for this reason. */
export type Abort = (reason: string) => void;

/** Bounds of one exchange. */
export interface ExchangeLimits {
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

/**
 * Sends one request and collects its response. While it lasts, its abort function is in `onTheirWay`.
 * Rejects only with a SuiteError, for a request that the library refuses.
 */
export function exchangeOver(
  pool: Pool,
  request: SendableRequest,
  limits: ExchangeLimits,
  onTheirWay: Set<Abort>,
): Promise<Outcome> {
  const { timeoutMs, maxBodyBytes } = limits;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const chunks: Uint8Array[] = [];
    let length = 0;
    let status = 0;
    let headers: Record<string, string> = {};
    let settled = false;
    let controller: Dispatcher.DispatchController | undefined;

    const settle = () => {
      settled = true;
      clearTimeout(deadline);
      onTheirWay.delete(abort);
      return performance.now() - start;
    };
    const respond = (truncated: boolean) => {
      if (settled) return;
      const outcome = { durationMs: settle(), response: { status, headers, body: joined(chunks, length), truncated } };
      // undici takes the connection back in an immediate that it schedules after this call: whoever hears of the response
      // earlier finds the connection busy and opens another one.
      queueMicrotask(() => setImmediate(resolve, outcome));
    };
    const fail = (failure: TransportFailure) => {
      if (settled) return;
      resolve({ durationMs: settle(), failure });
      controller?.abort(new Error(failure.message));
    };
    const failWith = (error: unknown) => {
      if (settled) return;
      try {
        fail(toFailure(error, controller !== undefined));
      } catch (mistake) {
        settle();
        reject(mistake);
      }
    };
    const abort: Abort = (reason) => fail({ kind: 'aborted', message: reason });
    const deadline = setTimeout(() => {
      if (controller === undefined) fail({ kind: 'connect-timeout', message: `no connection within ${timeoutMs} ms` });
      else fail({ kind: 'timeout', message: `no complete response within ${timeoutMs} ms` });
    }, timeoutMs);
    onTheirWay.add(abort);

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // Given up while the connection was being made: it must not go out any more.
        if (settled) started.abort(new Error('given up before it was sent'));
      },
      onResponseStart(_controller, statusCode, fields) {
        if (statusCode < 200) return;
        status = statusCode;
        headers = joinFields(fields);
      },
      onResponseData(receiving, chunk) {
        if (settled) return;
        const room = maxBodyBytes - length;
        chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
        length += Math.min(chunk.length, room);
        if (chunk.length <= room) return;
        respond(true);
        receiving.abort(new Error('the body is larger than wanted'));
      },
      onResponseEnd: () => respond(false),
      onResponseError: (_controller, error) => failWith(error),
    };
    try {
      pool.dispatch(
        {
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: Object.entries(request.headers).flat(),
          body: toBody(request),
          idempotent: false,
        },
        handler,
      );
    } catch (error) {
      failWith(error);
    }
  });
}

function toBody({ body, chunked }: SendableRequest): Buffer | Readable | null {
  if (body === undefined) return null;
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // undici uses chunks for what has no length.
  return chunked === true ? Readable.from(inPieces(buffer), { objectMode: false }) : buffer;
}

function* inPieces(buffer: Buffer): Generator<Buffer> {
  const middle = Math.ceil(buffer.length / 2);
  yield buffer.subarray(0, middle);
  if (middle < buffer.length) yield buffer.subarray(middle);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  // Copied even when single: undici's chunk is a window on a shared buffer that would stay alive with it.
  return first !== undefined && chunks.length === 1 ? Buffer.from(first) : Buffer.concat(chunks, length);
}

function joinFields(fields: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) result[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return result;
}
