/** A small client of a registry for the tests of this folder: plain requests, no capture, no limits. */
import { request } from 'undici';
import type { Json } from '../../contracts/model.ts';
import {
  type IshareReference,
  type IshareReferenceOptions,
  startIshareReference,
} from '../../reference/ishare/start.ts';
import type { WireRequest, WireResponse } from '../../target/exchange.ts';
import { type IshareAuthenticator, ishareAuthenticator } from '../../target/ishare/access-token.ts';
import type { IshareIdentity } from '../../target/ishare/identity.ts';
import { type VerifiedToken, verifySignedToken } from '../../target/ishare/signed-token.ts';
import type { PrivateSend } from '../../target/options.ts';
import { fillJson } from './pki.ts';

/** A client with an access token. */
export interface TestClient {
  readonly reference: IshareReference;
  readonly identity: IshareIdentity;
  readonly authenticator: IshareAuthenticator;
  /** What the authenticator sends with. */
  readonly privately: PrivateSend;
  /** Sends a request as it is; relative paths are below the registry. */
  send(wire: WireRequest): Promise<WireResponse>;
  /** Sends with an access token. */
  call(method: string, path: string, body?: Uint8Array, headers?: Record<string, string>): Promise<WireResponse>;
  /** Registers a template under a name. */
  register(template: Json, name: string): Promise<WireResponse>;
  /** Reads and verifies the token in a body. */
  token(response: WireResponse, member: string): Promise<VerifiedToken>;
  close(): Promise<void>;
}

/** The identity that a reference knows as its client. */
export function identityOf({ pki }: IshareReference): IshareIdentity {
  return {
    clientId: pki.clientId,
    registryId: pki.registryId,
    clientKey: pki.client.key,
    clientChain: pki.client.chain,
    root: pki.root,
  };
}

/** Starts a registry and a client for it. */
export async function startClient(options: IshareReferenceOptions = {}): Promise<TestClient> {
  const reference = await startIshareReference(options);
  const identity = identityOf(reference);
  const send = async (wire: WireRequest): Promise<WireResponse> => {
    const url = new URL(/^https?:/.test(wire.path) ? wire.path : `${reference.url}${wire.path}`);
    for (const [name, value] of wire.query ?? []) url.searchParams.append(name, value);
    const response = await request(url, {
      method: wire.method as 'GET',
      headers: { ...wire.headers },
      ...(wire.body && { body: wire.body }),
    });
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    );
    const body = new Uint8Array(await response.body.arrayBuffer());
    return { status: response.statusCode, headers, body, truncated: false };
  };
  const privately: PrivateSend = async (wire) => ({ response: await send(wire) });
  const authenticator = ishareAuthenticator({
    identity,
    path: reference.behaviour.paths.token,
    onSecret: () => {},
  });
  const call: TestClient['call'] = async (method, path, body, headers) =>
    send({
      method,
      path,
      headers: {
        authorization: await authenticator.authorization(privately),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body }),
    });
  return {
    reference,
    identity,
    authenticator,
    privately,
    send,
    call,
    register: async (template, name) => call('POST', '/parties', await fillJson(template, name)),
    token: (response, member) =>
      verifySignedToken(String((jsonOf(response) as Record<string, unknown>)[member]), {
        root: identity.root,
        issuer: identity.registryId,
        audience: identity.clientId,
        // By the clock of the registry, which a variant sets.
        now: Date.parse(response.headers.date ?? ''),
      }),
    close: () => reference.close(),
  };
}

/** The body as JSON; `undefined` when it is none. */
export function jsonOf(response: WireResponse): Json | undefined {
  try {
    return JSON.parse(Buffer.from(response.body).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

/** Runs with a registry and closes it. */
export async function withClient<T>(
  options: IshareReferenceOptions,
  work: (client: TestClient) => Promise<T>,
): Promise<T> {
  const client = await startClient(options);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Names of tests: unique in a process, 20 characters, like those of the engine. */
let count = 0;
export function freshName(): string {
  count += 1;
  return `test-${String(count).padStart(14, '0')}x`;
}
