/**
 * What the options of the second front end are connected to: a target for each API, and the inputs of its suites.
 */
import { readFileSync } from 'node:fs';
import { createTarget } from '../target/client.ts';
import type { CredentialRole, Target } from '../target/exchange.ts';
import type { CredentialSource, TargetOptions } from '../target/options.ts';
import type { ConformanceOptions } from './conformance-session.ts';
import { ishareConnection } from './ishare/connection.ts';
import { usableOperator } from './ishare/operator.ts';
import type { SuiteFamily } from './registry.ts';

/** A target of one API, and what its suites get from the operator. */
export interface Connection {
  readonly inputs: Readonly<Record<string, unknown>>;
  open(signal?: AbortSignal): Target;
}

/** Connects to the target of the options. @throws ConfigurationError for what the suites of an API need and were not given */
export function connectionsOf(
  options: ConformanceOptions,
  families: ReadonlySet<SuiteFamily>,
): ReadonlyMap<string, Connection> {
  return new Map([...families].map((family) => [family, connectors[family](options)]));
}

const connectors: Readonly<Record<SuiteFamily, (options: ConformanceOptions) => Connection>> = {
  canton: (options) => ({
    inputs: options.inputs ?? {},
    open: (signal) => createTarget({ ...reachOf(options), credentials: credentialsOf(options), signal }),
  }),
  ishare: (options) => {
    const { inputs, open } = ishareConnection(usableOperator(options.ishare ?? {}));
    return { inputs: { ishare: inputs }, open: (signal) => open({ ...reachOf(options), signal }) };
  },
};

/** A target without a credential, for a first look. */
export function anonymousTarget(options: ConformanceOptions): Target {
  return createTarget(reachOf(options));
}

function reachOf({ target, headers, caFile, timeout, concurrency, rps }: ConformanceOptions): TargetOptions {
  return {
    baseUrl: String(target),
    headers,
    ca: caFile === undefined ? undefined : readFileSync(caFile, 'utf8'),
    timeoutMs: timeout,
    concurrency,
    requestsPerSecond: rps,
  };
}

function credentialsOf({ token, tokenFile, tokenCommand, tokens = {} }: ConformanceOptions) {
  const sources: Partial<Record<CredentialRole, CredentialSource>> = {};
  if (token !== undefined) sources.admin = { kind: 'value', value: token };
  else if (tokenFile !== undefined) sources.admin = { kind: 'file', path: tokenFile };
  else if (tokenCommand !== undefined) sources.admin = { kind: 'command', command: tokenCommand };
  for (const [role, value] of Object.entries(tokens)) sources[role as CredentialRole] = { kind: 'value', value };
  return sources;
}
