/**
 * The signed token in an answer: read without trust, or verified against the configured root.
 */

import type { Json } from '../../contracts/model.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Exchange } from '../../target/exchange.ts';
import { type VerifiedToken, verifySignedToken } from '../../target/ishare/signed-token.ts';
import { jsonOf, text } from '../json.ts';
import { ishareInputs } from './inputs.ts';
import { isMembers, type Members } from './members.ts';

/** Members that carry a token, and what they are called in version 2. */
const FORMER_NAMES = {
  partyToken: 'party_token',
  partiesToken: 'parties_token',
  claimsToken: 'claims_token',
  trustedListToken: 'trusted_list_token',
  capabilitiesToken: 'capabilities_token',
} as const;

/** A member of an answer that carries a token. */
export type TokenMember = keyof typeof FORMER_NAMES;

/** The token in a body, under its name or the one of version 2, which a requirement of its own looks at. */
export function compactToken(body: Json | undefined, member: TokenMember): string | undefined {
  return text(body, member) ?? text(body, FORMER_NAMES[member]);
}

/** The payload of a compact JWS, not verified; `undefined` where there is none. */
export function payloadOf(compact: string | undefined): Members | undefined {
  const parts = compact?.split('.') ?? [];
  if (parts.length !== 3) return undefined;
  try {
    const value = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')) as Json;
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The payload of the token in an answer, not verified. */
export function answeredPayload(exchange: Exchange, member: TokenMember): Members | undefined {
  return payloadOf(compactToken(jsonOf(exchange), member));
}

/** The party that an answer shows, not verified. */
export function shownParty(body: Json | undefined): Members | undefined {
  const party = payloadOf(compactToken(body, 'partyToken'))?.partyInfo;
  return isMembers(party) ? party : undefined;
}

const verified = new WeakMap<Exchange, Promise<VerifiedToken>>();

/**
 * The token of an answer, verified for the caller of the run; `undefined` where there is no token text. `anybody`: it was not asked
 * for with an access token, so that nobody is addressed.
 */
export async function verifiedAnswer(
  context: RunContext,
  exchange: Exchange,
  member: TokenMember,
  addressed: 'caller' | 'anybody' = 'caller',
): Promise<VerifiedToken | undefined> {
  const compact = compactToken(jsonOf(exchange), member);
  if (compact === undefined) return undefined;
  let token = verified.get(exchange);
  if (!token) {
    const { identity, now } = ishareInputs(context);
    const answeredAt = exchange.startedAt + exchange.durationMs;
    // Which clock is right is not known here: ours, or the one that the answer or the token endpoint shows.
    const shown = Date.parse(exchange.response?.headers.date ?? '');
    token = verifySignedToken(compact, {
      root: identity.root,
      issuer: identity.registryId,
      ...(addressed === 'caller' && { audience: identity.clientId }),
      now: answeredAt,
      otherwise: Number.isNaN(shown) ? answeredAt + now() - Date.now() : shown,
    });
    verified.set(exchange, token);
  }
  return token;
}
