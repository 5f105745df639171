/**
 * Connection pools and one exchange over them. No redirects, no re-sending, no decoding: what is given is what goes out.
 */
import { X509Certificate } from 'node:crypto';
import { Readable } from 'node:stream';
import { createSecureContext, rootCertificates } from 'node:tls';
import { type Dispatcher, Pool } from 'undici';
import { ConfigurationError } from './errors.ts';
import type { TransportFailure, WireResponse } from './exchange.ts';
import { toFailure } from './failures.ts';
import type { SendableRequest } from './sendable.ts';

/** Bounds of every connection and exchange; see TargetOptions. */
export interface ConnectionLimits {
  readonly ca?: string | undefined;
  readonly connectTimeoutMs: number;
  readonly maxHeaderBytes: number;
  readonly maxBodyBytes: number;
}

/** A response, or why there is none. */
export type Outcome =
  | { readonly response: WireResponse; readonly failure?: never }
  | { readonly failure: TransportFailure; readonly response?: never };

/** Pools per origin and purpose, opened when first used. */
export interface Connections {
  /** Rejects only with a SuiteError: a request that cannot be sent at all. */
  exchange(origin: string, purpose: string, request: SendableRequest, timeoutMs: number): Promise<Outcome>;
  /** Ends every exchange on its way as `aborted`. */
  abortAll(reason: string): void;
  close(): Promise<void>;
}

/** @throws ConfigurationError when `ca` holds no certificate */
export function createConnections(limits: ConnectionLimits): Connections {
  const secureContext = limits.ca === undefined ? undefined : trusting(limits.ca);
  const pools = new Map<string, Pool>();
  const onTheirWay = new Set<(reason: string) => void>();

  const poolFor = (origin: string, purpose: string): Pool => {
    const key = `${purpose} ${origin}`;
    let pool = pools.get(key);
    if (pool === undefined) {
      pool = new Pool(origin, {
        // Unbounded on purpose; see limits.ts. One request per connection at a time, so undici has nothing to send again.
        connections: null,
        pipelining: 1,
        maxHeaderSize: limits.maxHeaderBytes,
        headersTimeout: 0,
        bodyTimeout: 0,
        connectTimeout: limits.connectTimeoutMs,
        connect: { rejectUnauthorized: true, ...(secureContext === undefined ? {} : { secureContext }) },
      });
      pools.set(key, pool);
    }
    return pool;
  };

  return {
    exchange: (origin, purpose, request, timeoutMs) =>
      exchangeOver(poolFor(origin, purpose), request, timeoutMs, limits.maxBodyBytes, onTheirWay),
    abortAll(reason) {
      for (const abort of [...onTheirWay]) abort(reason);
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

function trusting(ca: string): ReturnType<typeof createSecureContext> {
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (certificates.length === 0) throw new Error('it holds no PEM certificate');
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (error) {
    throw new ConfigurationError(`The CA file cannot be used: ${(error as Error).message}.`, { cause: error });
  }
  return createSecureContext({ ca: [...rootCertificates, ...certificates] });
}

function exchangeOver(
  pool: Pool,
  request: SendableRequest,
  timeoutMs: number,
  maxBodyBytes: number,
  onTheirWay: Set<(reason: string) => void>,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let settled = false;
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: Record<string, string> = {};
    const chunks: Uint8Array[] = [];
    let length = 0;

    const finish = (outcome: Outcome): boolean => {
      if (settled) return false;
      settled = true;
      clearTimeout(deadline);
      onTheirWay.delete(abort);
      resolve(outcome);
      return true;
    };
    const giveUp = (failure: TransportFailure) => {
      if (finish({ failure })) controller?.abort(new Error(failure.message));
    };
    const abort = (reason: string) => giveUp({ kind: 'aborted', message: reason });
    const deadline = setTimeout(() => {
      if (controller === undefined)
        giveUp({ kind: 'connect-timeout', message: `no connection within ${timeoutMs} ms` });
      else giveUp({ kind: 'timeout', message: `no complete response within ${timeoutMs} ms` });
    }, timeoutMs);
    onTheirWay.add(abort);
    const complete = (truncated: boolean) =>
      finish({ response: { status, headers, body: joined(chunks, length), truncated } });
    const fail = (error: unknown) => {
      if (settled) return;
      try {
        finish({ failure: toFailure(error, controller !== undefined) });
      } catch (mistake) {
        settled = true;
        clearTimeout(deadline);
        onTheirWay.delete(abort);
        reject(mistake);
      }
    };

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
        if (chunk.length > room && complete(true)) receiving.abort(new Error('body larger than wanted'));
      },
      onResponseEnd() {
        complete(false);
      },
      onResponseError(_controller, error) {
        fail(error);
      },
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
      fail(error);
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
