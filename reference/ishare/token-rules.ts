/**
 * The checks of the token endpoint, one property each and independent of one another, so that a fault can leave out
 * exactly one.
 */
import { createVerify, type X509Certificate } from 'node:crypto';
import { belongsTo, leadsToRoot } from './chain-check.ts';

/** A token request, taken apart. Whatever could not be read is missing. */
export interface TokenRequest {
  readonly mediaType: string;
  readonly form: ReadonlyMap<string, string>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The text that was signed, and the signature. */
  readonly signed: string;
  readonly signature: Buffer;
  readonly chain: readonly X509Certificate[];
}

/** What a token request is checked against. */
export interface TokenWorld {
  readonly registryId: string;
  /** Party ids that may log in. */
  readonly clients: ReadonlySet<string>;
  readonly root: X509Certificate;
  readonly usedAssertions: ReadonlySet<string>;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** One check; `broken` says that it is not met. */
export interface TokenRule {
  readonly id: string;
  broken(request: TokenRequest, world: TokenWorld): boolean;
}

/** Seconds by which clocks may differ. */
const SKEW = 5;

const DIGESTS: Readonly<Record<string, string>> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const rule = (id: string, broken: TokenRule['broken']): TokenRule => ({ id, broken });
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** All checks, in order. */
export const tokenRules: readonly TokenRule[] = [
  rule('media-type', ({ mediaType }) => mediaType !== 'application/x-www-form-urlencoded'),
  rule('grant_type', ({ form }) => form.get('grant_type') !== 'client_credentials'),
  rule('scope', ({ form }) => !(form.get('scope') ?? '').split(' ').includes('iSHARE')),
  rule('client_assertion_type', ({ form }) => form.get('client_assertion_type') !== ASSERTION_TYPE),
  rule('client_id', ({ form }, { clients }) => !clients.has(form.get('client_id') ?? '')),
  rule(
    'assertion-form',
    ({ header, payload }) => Object.keys(header).length === 0 || Object.keys(payload).length === 0,
  ),
  rule('alg', ({ header }) => DIGESTS[header.alg as string] === undefined),
  rule('typ', ({ header }) => header.typ !== 'JWT'),
  rule('x5c', ({ chain }) => chain.length === 0),
  rule('chain', ({ chain }, { root, now }) => chain.length > 0 && !leadsToRoot(chain, root, now * 1000)),
  rule(
    'root-in-chain',
    ({ chain }, { root }) =>
      chain.length > 0 && !chain.some((certificate) => certificate.fingerprint256 === root.fingerprint256),
  ),
  rule('certificate-owner', ({ chain, form }) => {
    const leaf = chain[0];
    return leaf !== undefined && !belongsTo(leaf, form.get('client_id') ?? '');
  }),
  rule('signature', ({ header, chain, signed, signature }) => {
    const digest = DIGESTS[header.alg as string];
    const leaf = chain[0];
    if (!digest || !leaf) return false;
    return !createVerify(digest).update(signed).verify(leaf.publicKey, signature);
  }),
  rule('iss', ({ payload, form }) => payload.iss !== form.get('client_id')),
  rule('sub-present', ({ payload }) => typeof payload.sub !== 'string'),
  rule('sub', ({ payload }) => payload.sub !== undefined && payload.iss !== undefined && payload.sub !== payload.iss),
  rule('aud-present', ({ payload }) => payload.aud === undefined),
  rule('aud', ({ payload }, { registryId }) => payload.aud !== undefined && ![payload.aud].flat().includes(registryId)),
  rule('aud-single', ({ payload }) => Array.isArray(payload.aud)),
  rule('jti', ({ payload }) => typeof payload.jti !== 'string' || payload.jti === ''),
  rule('replay', ({ payload }, { usedAssertions }) => usedAssertions.has(String(payload.jti))),
  rule('iat', ({ payload }) => !Number.isInteger(payload.iat)),
  rule('exp', ({ payload }) => !Number.isInteger(payload.exp)),
  rule('issued-in-future', ({ payload }, { now }) => (number(payload.iat) ?? now) > now + SKEW),
  rule('expired', ({ payload }, { now }) => (number(payload.exp) ?? now) < now - SKEW),
  rule('lifetime', ({ payload }) => {
    const [iat, exp] = [number(payload.iat), number(payload.exp)];
    return iat !== undefined && exp !== undefined && exp - iat !== 30;
  }),
];
