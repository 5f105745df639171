/** Starts an embedded registry. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type Behaviour, correctBehaviour } from './behaviour.ts';
import type { IshareFault, IshareVariant } from './deviation.ts';
import { ishareFaults } from './faults.ts';
import { type IsharePki, sharedPki } from './pki.ts';
import { createRegistry } from './registry.ts';
import { createState, type RegistryState } from './store.ts';
import { ishareVariants } from './variants.ts';

/** How to start a registry. */
export interface IshareReferenceOptions {
  /** Port on the loopback interface; 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** Id of a fault. */
  readonly fault?: string | undefined;
  /** Id of a variant. */
  readonly variant?: string | undefined;
}

/** A registry that runs in this process. */
export interface IshareReference {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  readonly pki: IsharePki;
  readonly state: RegistryState;
  readonly behaviour: Behaviour;
  /** An access token that expired before the registry was started, as an operator would give one. */
  readonly expiredToken: string;
  /** An assertion of an identity provider, as an operator would give one. This registry takes any text. */
  readonly idpAssertion: string;
  readonly fault?: IshareFault;
  readonly variant?: IshareVariant;
  /** Closes every connection. */
  close(): Promise<void>;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const IDP_ASSERTION = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: 'embedded-user' })}.c2lnbmF0dXJl`;

/** Starts a registry. Throws a `RangeError` for a fault or variant that does not exist. */
export async function startIshareReference(options: IshareReferenceOptions = {}): Promise<IshareReference> {
  const fault = find(ishareFaults, options.fault, 'fault');
  const variant = find(ishareVariants, options.variant, 'variant');
  const varied = variant ? variant.apply(correctBehaviour()) : correctBehaviour();
  const behaviour = fault ? fault.apply(varied) : varied;
  const state = createState();
  variant?.prepare?.(state);
  const expiredToken = 'expired-before-the-registry-was-started';
  const pki = await sharedPki();
  state.tokens.set(expiredToken, { clientId: pki.clientId, expiresAt: Date.now() - 60_000 });

  let url = '';
  const app = createRegistry(behaviour, state, pki, () => url);
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${behaviour.basePath}`;
  return {
    url,
    pki,
    state,
    behaviour,
    expiredToken,
    idpAssertion: IDP_ASSERTION,
    ...(fault && { fault }),
    ...(variant && { variant }),
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

function find<T extends { readonly id: string }>(
  list: readonly T[],
  id: string | undefined,
  what: string,
): T | undefined {
  if (id === undefined) return undefined;
  const found = list.find((entry) => entry.id === id);
  if (!found) throw new RangeError(`there is no ${what} "${id}" of the iSHARE reference`);
  return found;
}
