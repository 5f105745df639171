/**
 * Tokens: how they are read from a request, what they must be, and whom they stand for.
 */
import { randomBytes } from 'node:crypto';
import type { AuthenticationBehaviour, Need } from './behaviour.ts';
import type { Call, Caller, Scene } from './call.ts';
import { DecodeFailure, invalidToken, Refused, redacted } from './refusal.ts';
import type { UserRecord } from './store.ts';

/** Mints and verifies the tokens of one reference. */
export interface Authority {
  mint(userId: string, lifetimeSeconds?: number): Promise<string>;
  /** The user that a token names; `undefined` for a token that cannot be used. */
  verify(token: string, rules: Pick<AuthenticationBehaviour, 'checks' | 'believes'>): Promise<string | undefined>;
}

/** An authority with a key of its own. Loads the JWT library, so it is only made where tokens are demanded. */
export async function createAuthority(participantId: string): Promise<Authority> {
  const { SignJWT, decodeJwt, decodeProtectedHeader, jwtVerify } = await import('jose');
  const key = randomBytes(32);
  const audience = `https://daml.com/jwt/aud/participant/${participantId}`;
  const sign = (claims: Record<string, unknown>): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key);
  // A signature costs more than the rest of a request, and most requests of a client carry the same token.
  const sound = new Map<string, { readonly user: string | undefined; readonly until: number }>();
  return {
    mint: (userId, lifetimeSeconds = 24 * 3600) =>
      sign({ aud: audience, sub: userId, exp: Math.floor(Date.now() / 1000) + lifetimeSeconds }),
    async verify(token, { checks, believes }) {
      const known = sound.get(token);
      if (known && known.until > Date.now()) return known.user;
      try {
        const trusted =
          !checks.signature || believes(decodeProtectedHeader(token).alg ?? '', token.split('.')[2] ?? '');
        const signed = trusted ? await sign(decodeJwt(token)) : token;
        const { payload } = await jwtVerify(signed, key, {
          algorithms: ['HS256'],
          ...(checks.audience && { audience }),
          ...(!checks.expiry && { currentDate: new Date(0) }),
        });
        sound.set(token, { user: payload.sub, until: (payload.exp ?? 0) * 1_000 });
        return payload.sub;
      } catch {
        return undefined;
      }
    },
  };
}

const WEBSOCKET_PREFIX = 'jwt.token.';

export const faithfulAuthentication: AuthenticationBehaviour = {
  read(call: Call) {
    // Other schemes are as good as no token; only what starts like a bearer token is looked at.
    const bearer = call.headers('authorization').filter((it) => /^bearer/i.test(it));
    if (bearer.length > 1) throw new DecodeFailure('header Authorization', 'multiple values');
    if (bearer[0] !== undefined) {
      const token = /^bearer +(.*)$/i.exec(bearer[0])?.[1]?.trim() ?? '';
      if (token === '') throw new DecodeFailure('header Authorization', 'value mismatch');
      return token;
    }
    const protocols = call.headers('sec-websocket-protocol').flatMap((it) => it.split(','));
    const protocol = protocols.map((it) => it.trim()).find((it) => it.startsWith(WEBSOCKET_PREFIX));
    return protocol?.slice(WEBSOCKET_PREFIX.length);
  },

  checks: { signature: true, expiry: true, audience: true },
  believes: () => false,
  withoutToken: () => ({ kind: 'nobody' }),
  admits: (user) => !user.isDeactivated,
  withBrokenToken: () => ({ kind: 'nobody' }),
  unknownUser() {
    throw new Refused(redacted(7, { ledger_api_error: 'invalid token' }));
  },

  entitled(user, need) {
    if (need.own?.(user)) return true;
    if (hasRight(user, 'ParticipantAdmin')) return true;
    if (need.level === 'admin') {
      return hasRight(user, 'IdentityProviderAdmin') && user.identityProviderId === need.identityProviderId;
    }
    return true;
  },
};

/** Who makes a request. Nobody is told off here for having no token: that comes after the body has been read. */
export async function identify(scene: Scene, authority: Authority | undefined): Promise<Caller> {
  const { authentication } = scene.behaviour;
  const token = authentication.read(scene.call);
  if (authority === undefined) return { kind: 'anyone' };
  if (token === undefined) return authentication.withoutToken(scene);
  const userId = await authority.verify(token, authentication);
  if (userId === undefined) return authentication.withBrokenToken(scene);
  const user = scene.world.users.get(userId);
  if (user === undefined || !authentication.admits(user)) return authentication.unknownUser(scene);
  return { kind: 'user', user };
}

/** Lets a request pass that may use an operation; throws {@link Refused} otherwise. */
export function authorise(scene: Scene, need: Need): void {
  const { caller, behaviour } = scene;
  if (need.level === 'anyone') return;
  if (caller.kind === 'nobody') throw new Refused(redacted(16));
  const wrong = behaviour.syntax.identityProvider(need.identityProviderId);
  if (wrong !== undefined) {
    const text = `The submitted token has a field with invalid value: Invalid field identity_provider_id: ${wrong}`;
    throw new Refused(invalidToken(text));
  }
  if (caller.kind === 'user' && !behaviour.authentication.entitled(caller.user, need, scene)) {
    throw new Refused(redacted(7));
  }
}

/** Whether a user holds a right that names no party. */
function hasRight(user: UserRecord, kind: string): boolean {
  return user.rights.has(`${kind}()`);
}

/** Whether the caller may do everything: an administrator of the participant, or anyone where nobody is asked. */
export function isParticipantAdmin(caller: Caller): boolean {
  return caller.kind === 'anyone' || (caller.kind === 'user' && hasRight(caller.user, 'ParticipantAdmin'));
}
