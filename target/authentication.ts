/**
 * Which Authorization header a request gets, and how a stale one is renewed.
 */
import type { CommandLimits } from './credentials.ts';
import { readCredential } from './credentials.ts';
import { ConfigurationError } from './errors.ts';
import type { CredentialRole } from './exchange.ts';
import type { PrivateSend, TargetOptions } from './options.ts';

/** Credentials by role. */
export interface Authentication {
  /** Whether requests can be sent in this role; `none` needs nothing. */
  has(role: CredentialRole): boolean;
  /** The Authorization header of a role; absent when it has none. @throws ConfigurationError when it cannot be obtained */
  header(role: CredentialRole): Promise<string | undefined>;
  /** The header of the administrator that was given out last. */
  newest(): string | undefined;
  /** The secret of a role, without the scheme. @throws ConfigurationError */
  secret(role: CredentialRole): Promise<string | undefined>;
  /**
   * After a 401 with `stale` as the admin's header: the header to try once more, or undefined when there is no other.
   * At the same time for many requests, the source is asked once. @throws ConfigurationError
   */
  renewed(stale: string): Promise<string | undefined>;
  /** The renewal under way, if there is one; never rejects. What is sent before it ends is refused like the request that made it start. */
  renewal(): Promise<void> | undefined;
  /** Tells what became of the admin's header, so that a target that refuses every token does not make the source be asked for ever. */
  report(header: string, accepted: boolean): void;
}

/** So many fresh tokens in a row may be refused before another one is asked for only after a pause. */
const MOST_REFUSED = 3;
const PAUSE_BETWEEN_RENEWALS_MS = 5_000;

/** @throws ConfigurationError when the base URL's user information competes with another admin credential */
export function createAuthentication(
  options: Pick<TargetOptions, 'credentials' | 'authenticator'>,
  userInformation: string | undefined,
  limits: CommandLimits,
  addSecret: (value: string) => void,
  send: PrivateSend,
): Authentication {
  const { credentials = {}, authenticator } = options;
  const admin = [userInformation, authenticator, credentials.admin].filter((given) => given !== undefined);
  if (admin.length > 1) {
    throw new ConfigurationError(
      'The target has two credentials for the administrator; give either user information in the URL or a token.',
    );
  }
  const loaded = new Map<CredentialRole, Promise<string>>();
  let renewing: Promise<void> | undefined;
  let fruitless: string | undefined;
  // Values that were refused since one was last accepted; late reports of one value count once.
  const refusedSince = new Set<string>();
  let unchanging = false;
  let newest: string | undefined;
  let lastRenewal = Number.NEGATIVE_INFINITY;
  // A token that was just asked for may be revoked at once; one from a file or a command will not change by asking again.
  const mayRenewAgain = (): boolean =>
    authenticator !== undefined &&
    ((!unchanging && refusedSince.size < MOST_REFUSED) || performance.now() - lastRenewal > PAUSE_BETWEEN_RENEWALS_MS);

  const basic = userInformation === undefined ? undefined : Buffer.from(userInformation, 'utf8').toString('base64');
  if (userInformation !== undefined && basic !== undefined) {
    addSecret(basic);
    addSecret(userInformation);
    addSecret(userInformation.slice(userInformation.indexOf(':') + 1));
  }
  for (const source of Object.values(credentials)) {
    if (source?.kind === 'value') addSecret(source.value);
  }

  const load = (role: CredentialRole): Promise<string> | undefined => {
    const source = credentials[role];
    if (source === undefined) return undefined;
    let token = loaded.get(role);
    if (token === undefined) {
      token = readCredential(source, `the ${role} token`, limits).then((value) => {
        addSecret(value);
        return value;
      });
      loaded.set(role, token);
      // A failed reading is not kept: the next request may try again.
      token.catch(() => loaded.delete(role));
    }
    return token;
  };

  const header = async (role: CredentialRole): Promise<string | undefined> => {
    if (role === 'none') return undefined;
    if (role === 'admin' && basic !== undefined) return `Basic ${basic}`;
    if (role === 'admin' && authenticator !== undefined) {
      const value = await authenticator.authorization(send);
      addSecret(withoutScheme(value));
      newest = value;
      return value;
    }
    const token = await load(role);
    return token === undefined ? undefined : `Bearer ${token}`;
  };

  const renew = async (): Promise<void> => {
    if (authenticator !== undefined) await authenticator.renew(send);
    else loaded.delete('admin');
  };
  const renewable = authenticator !== undefined || ['file', 'command'].includes(credentials.admin?.kind ?? '');

  return {
    newest: () => newest,
    has: (role) => role === 'none' || (role === 'admin' && admin.length > 0) || credentials[role] !== undefined,
    header,
    async secret(role) {
      const value = await header(role);
      return value === undefined ? undefined : withoutScheme(value);
    },
    async renewed(stale) {
      if (!renewable) return undefined;
      if (renewing === undefined) {
        const current = await header('admin');
        if (current !== stale) return current;
        if (fruitless === stale && !mayRenewAgain()) return undefined;
      }
      renewing ??= renew().finally(() => {
        renewing = undefined;
        lastRenewal = performance.now();
      });
      await renewing;
      const fresh = await header('admin');
      unchanging = fresh === stale;
      if (!unchanging) return fresh;
      fruitless = stale;
      return undefined;
    },
    renewal: () => renewing?.catch(() => {}),
    report(value, accepted) {
      if (accepted) {
        refusedSince.clear();
        if (fruitless === value) fruitless = undefined;
      } else {
        fruitless = value;
        refusedSince.add(value);
      }
    },
  };
}

function withoutScheme(value: string): string {
  return value.replace(/^\S+\s+/, '');
}
