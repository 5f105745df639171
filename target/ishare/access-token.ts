/**
 * Access tokens of a registry: requested when first needed, kept, renewed before they expire and after a 401.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfterMs } from '../back-off.ts';
import { ConcordatError } from '../errors.ts';
import type { Authenticator, PrivateSend } from '../options.ts';
import { createRedactor } from '../redaction.ts';
import { clientAssertion } from './client-assertion.ts';
import type { IshareIdentity } from './identity.ts';
import { tokenForm, tokenRequest } from './token-request.ts';

/** Obtains access tokens. `authorization` throws {@link TokenRefusedError}. */
export interface IshareAuthenticator extends Authenticator {
  /**
   * Throws the token in use away and requests another one. Concurrent calls share one request. With the header that was
   * refused, nothing happens when another token is in use by now.
   */
  renew(send: PrivateSend, refused?: string): Promise<void>;
  /** Seconds by which the registry's clock is ahead of ours, as far as that had to be allowed for; else 0. */
  clockOffset(): number;
  /** Seconds by which the registry says that its clock is ahead (`Date` of its last token), where that is notable; else 0. */
  toldOffset(): number;
}

/** What an authenticator needs. */
export interface AuthenticatorOptions {
  readonly identity: IshareIdentity;
  /** Path below the target or absolute URL of the token endpoint. */
  readonly path: string;
  /** Called with every assertion and token, so that they are cut from evidence. */
  readonly onSecret: (value: string) => void;
  /** Milliseconds since the epoch; the system's clock by default. */
  readonly now?: () => number;
  /** Waits before another attempt after 429, 503, 504 or silence; real time by default. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** The token endpoint gave no token for a correct request. `status` is absent when the body was the trouble. */
export class TokenRefusedError extends ConcordatError {
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super('TOKEN_REFUSED', message, options);
    this.status = status;
  }
}

interface Held {
  readonly token: string;
  /** Milliseconds since the epoch from when on another one is wanted. */
  readonly renewAt: number;
}

/** The time a token is used for: nine tenths of its life, at most 30 s less than it. A token without a stated life is kept until a 401. */
export function usableMilliseconds(expiresIn: unknown): number {
  if (typeof expiresIn !== 'number' || !Number.isFinite(expiresIn)) return Number.POSITIVE_INFINITY;
  return Math.max(0, expiresIn * 1000 - Math.min(30_000, expiresIn * 100));
}

/** Builds an authenticator. Nothing is sent before the first call. */
export function ishareAuthenticator(options: AuthenticatorOptions): IshareAuthenticator {
  const now = options.now ?? Date.now;
  let held: Held | undefined;
  let offset = 0;
  let told = 0;
  let pending: Promise<Held> | undefined;
  const fetchToken = async (send: PrivateSend): Promise<Held> => {
    const fresh = await requestToken(options, send, now, offset);
    ({ offset, told } = fresh);
    held = fresh;
    return fresh;
  };
  const request = (send: PrivateSend): Promise<Held> => {
    pending ??= fetchToken(send).finally(() => {
      pending = undefined;
    });
    return pending;
  };
  return {
    async authorization(send) {
      const usable = held && now() < held.renewAt ? held : await request(send);
      return `Bearer ${usable.token}`;
    },
    async renew(send, refused) {
      if (refused !== undefined && held && refused !== `Bearer ${held.token}`) return;
      await request(send);
    },
    clockOffset: () => offset,
    toldOffset: () => told,
  };
}

const TRANSIENT = [429, 503, 504];
const ATTEMPTS = 4;
/** Seconds by which the clocks must differ before a refusal is put down to that. */
const NOTABLE_OFFSET = 5;

async function requestToken(
  options: AuthenticatorOptions,
  send: PrivateSend,
  now: () => number,
  knownOffset: number,
): Promise<Held & { offset: number; told: number }> {
  const pause = options.pause ?? ((milliseconds: number): Promise<void> => sleep(milliseconds));
  let offset = knownOffset;
  for (let attempt = 1; ; attempt += 1) {
    const requestedAt = now();
    // Never the same assertion twice: a registry has to refuse it.
    const assertion = await clientAssertion(options.identity, Math.floor(requestedAt / 1000) + offset);
    options.onSecret(assertion);
    const { response, failure } = await send(
      tokenRequest(options.path, tokenForm(options.identity.clientId, assertion)),
    );
    if (!response) {
      if (attempt === ATTEMPTS || failure?.kind === 'aborted') throw silent(options.path, failure?.message);
      await pause(250 * 2 ** attempt);
      continue;
    }
    const text = new TextDecoder().decode(response.body);
    const ahead = Math.round((Date.parse(response.headers.date ?? '') - now()) / 1000);
    if (response.status >= 200 && response.status < 300) {
      const { token, expiresIn } = readToken(response.status, text);
      options.onSecret(token);
      const told = Math.abs(ahead) > NOTABLE_OFFSET ? ahead : 0;
      return { token, renewAt: requestedAt + usableMilliseconds(expiresIn), offset, told };
    }
    const clockIsOff = Math.abs(ahead - offset) > NOTABLE_OFFSET;
    if (attempt < ATTEMPTS && TRANSIENT.includes(response.status)) {
      await pause(Math.max(250 * 2 ** attempt, retryAfterMs(response.headers['retry-after'], now())));
    } else if (attempt < ATTEMPTS && clockIsOff) {
      offset = ahead;
    } else {
      throw new TokenRefusedError(
        response.status,
        `The token endpoint ${options.path} answered ${response.status}: ${withoutSecret(text, assertion).slice(0, 200)}. Check clientId, key, chain and clock (concordat doctor).`,
      );
    }
  }
}

function silent(path: string, message = 'no response'): ConcordatError {
  return new ConcordatError('TOKEN_ENDPOINT_SILENT', `The token endpoint ${path} does not answer (${message}).`);
}

/** Error pages like to show what was sent. */
function withoutSecret(text: string, assertion: string): string {
  const redactor = createRedactor();
  redactor.add(assertion);
  return redactor.text(text);
}

function readToken(status: number, text: string): { token: string; expiresIn: unknown } {
  try {
    const { access_token: token, expires_in: expiresIn } = JSON.parse(text) as Record<string, unknown>;
    if (typeof token === 'string' && token !== '') return { token, expiresIn };
  } catch (cause) {
    throw new TokenRefusedError(status, 'The token endpoint answered with something that is not JSON.', { cause });
  }
  throw new TokenRefusedError(status, 'The token endpoint answered without an access_token.');
}
