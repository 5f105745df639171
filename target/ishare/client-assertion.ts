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
}

/** A way to break one property of an assertion. */
export interface AssertionDefect {
  /** E.g. `signature-altered`. */
  readonly id: string;
  /** The property, as a sentence part: "an assertion …". */
  readonly title: string;
  change(parts: AssertionParts, world: DefectWorld): AssertionParts;
  /** Changes the compact form after signing. */
  alter?(compact: string): string;
}

/** What a defect can be made with. */
export interface DefectWorld {
  readonly identity: IshareIdentity;
  /** Seconds since the epoch. */
  readonly now: number;
  /** A key and chain of somebody else whom the registry trusts; for {@link AssertionDefect}s that need one. */
  readonly other?: { readonly key: KeyObject; readonly chain: readonly X509Certificate[] };
  /** A key and a chain that no root of the registry issued. */
  readonly untrusted?: { readonly key: KeyObject; readonly chain: readonly X509Certificate[] };
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

/** Signs parts as they are; `alg` of the header may also be `none` (no signature) or `HS256` (keyed with the public key). */
export async function signParts({ header, payload, key }: AssertionParts): Promise<string> {
  const { alg } = header;
  if (alg === 'none' || alg === 'HS256') {
    const input = `${encode(header)}.${encode(payload)}`;
    if (alg === 'none') return `${input}.`;
    const secret = Buffer.from((header.x5c as readonly string[])[0] ?? '', 'base64');
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
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
