/**
 * Connection pools, one per origin and purpose.
 */
import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates } from 'node:tls';
import { Pool } from 'undici';
import { ConfigurationError } from './errors.ts';
import type { SendableRequest } from './sendable.ts';
import { type Abort, exchangeOver, type Outcome } from './wire.ts';

/** Bounds of every connection and exchange; see TargetOptions. */
export interface ConnectionLimits {
  readonly ca?: string | undefined;
  readonly connectTimeoutMs: number;
  readonly maxHeaderBytes: number;
  readonly maxBodyBytes: number;
}

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
  const onTheirWay = new Set<Abort>();

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
      exchangeOver(poolFor(origin, purpose), request, { timeoutMs, maxBodyBytes: limits.maxBodyBytes }, onTheirWay),
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
