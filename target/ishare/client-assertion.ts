/**
 * Client assertions: a signed JWT that proves who asks for an access token. Each one is new: registries accept an
 * assertion once. For the checks of the token endpoint a builder breaks exactly one property.
 */
import { createHmac, type KeyObject, randomUUID, type X509Certificate } from 'node:crypto';
import { base64url, SignJWT } from 'jose';
import { toX5c } from './certificate-chain.ts';
import type { IshareIdentity } from './identity.ts';

/** Seconds that an assertion lives (iSHARE JWT: exp is iat + 30). */
export const ASSERTION_LIFETIME = 30;

/** Everything an assertion is made of, before it is signed. */
export interface AssertionParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly key: KeyObject;
  /** What an HMAC is keyed with; the bytes of the first certificate by default. */
  readonly secret?: string;
}

/** A key with the chain of its certificate, leaf to root. */
interface KeyAndChain {
  readonly key: KeyObject;
  readonly chain: readonly X509Certificate[];
}

/**
 * Keys of clients that are not ours, or that have a certificate of ours with something wrong:
 * - `untrusted`: ours, under a root that nobody trusts
 * - `forged`: ours, and it names the issuer of the real one, which never signed it; the real chain above it
 * - `namesake`: ours, under authorities with the names of the real ones
 * - `issuedByClient`: ours, issued by our real one, which may not issue
 * - `other`: another party, whom the registry trusts
 * - `expired`, `notYetValid`: ours, by an authority that the registry trusts
 */
export type ForeignKey = 'untrusted' | 'forged' | 'namesake' | 'issuedByClient' | 'other' | 'expired' | 'notYetValid';

/** A way to break one property of an assertion. */
export interface AssertionDefect {
  /** E.g. `signature-altered`. */
  readonly id: string;
  /** The property, as a sentence part: "an assertion …". */
  readonly title: string;
  /** A key without which it cannot be made. */
  readonly needs?: ForeignKey;
  change(parts: AssertionParts, world: DefectWorld): AssertionParts;
  /** Who the request says that it is from; our client by default. */
  client?(ids: Pick<IshareIdentity, 'clientId' | 'registryId'>): string;
  /** Changes the compact form after signing. */
  alter?(compact: string): string;
}

/** What a defect can be made with. */
export interface DefectWorld {
  readonly identity: IshareIdentity;
  /** Seconds since the epoch. */
  readonly now: number;
  /** As far as they could be made. */
  readonly keys: Readonly<Partial<Record<ForeignKey, KeyAndChain>>>;
}

/** The parts of a correct assertion. `now` in seconds since the epoch. */
export function assertionParts(identity: IshareIdentity, now: number): AssertionParts {
  return {
    header: { alg: 'RS256', typ: 'JWT', x5c: toX5c(identity.clientChain) },
    payload: {
      iss: identity.clientId,
      sub: identity.clientId,
      aud: identity.registryId,
      jti: randomUUID(),
      iat: now,
      exp: now + ASSERTION_LIFETIME,
    },
    key: identity.clientKey,
  };
}

/** A correct assertion, never the same twice. */
export async function clientAssertion(identity: IshareIdentity, now: number = currentSeconds()): Promise<string> {
  return signParts(assertionParts(identity, now));
}

/** An assertion with one property broken. */
export async function defectiveAssertion(defect: AssertionDefect, world: DefectWorld): Promise<string> {
  const compact = await signParts(defect.change(assertionParts(world.identity, world.now), world));
  return defect.alter ? defect.alter(compact) : compact;
}

/** Signs parts as they are; `alg` of the header may also be `none` (no signature) or `HS256` (keyed with what everybody knows). */
export async function signParts({ header, payload, key, secret }: AssertionParts): Promise<string> {
  const { alg } = header;
  if (alg === 'none' || alg === 'HS256') {
    const input = `${encode(header)}.${encode(payload)}`;
    if (alg === 'none') return `${input}.`;
    const known = secret ?? Buffer.from((header.x5c as readonly string[])[0] ?? '', 'base64');
    return `${input}.${createHmac('sha256', known).update(input).digest('base64url')}`;
  }
  return new SignJWT({ ...payload }).setProtectedHeader({ ...header, alg: String(alg) }).sign(key);
}

function encode(value: unknown): string {
  return base64url.encode(JSON.stringify(value));
}

/** The time in whole seconds since the epoch. */
export function currentSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
