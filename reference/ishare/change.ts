/** Ways to change a behaviour that many faults and variants share. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Json, Problem } from '../../contracts/model.ts';
import type { Answer } from './answer.ts';
import type { Behaviour, TokenContext } from './behaviour.ts';
import type { IsharePki } from './pki.ts';
import type { RegistrationRule } from './registration-rules.ts';
import type { Members, RegistryState, StoredParty } from './store.ts';

/** A change of a behaviour. */
export type Change = (behaviour: Behaviour) => Behaviour;

/** Without these checks of the token endpoint. */
export const withoutTokenRules =
  (...ids: readonly string[]): Change =>
  (behaviour) => ({ ...behaviour, tokenRules: behaviour.tokenRules.filter(({ id }) => !ids.includes(id)) });

/** The roles that claims give. */
export const roles = (claims: readonly Members[]): readonly string[] =>
  claims.flatMap(({ type, roleId }) => (type === 'frameworkRole' ? [String(roleId)] : []));

/** With another decision of one rule. */
export const withRule =
  (id: string, broken: RegistrationRule['broken']): Change =>
  (behaviour) => ({
    ...behaviour,
    registrationRules: behaviour.registrationRules.map((rule) => (rule.id === id ? { ...rule, broken } : rule)),
  });

/** Without these checks of a registration. */
export const withoutRules =
  (...ids: readonly string[]): Change =>
  (behaviour) => ({
    ...behaviour,
    registrationRules: behaviour.registrationRules.filter(({ id }) => !ids.includes(id)),
  });

/** Problems with the schema that this says yes to are let pass. */
export const overlooking =
  (overlooks: (problem: Problem, body: Json) => boolean): Change =>
  (behaviour) => ({ ...behaviour, overlooks });

/** The claim that a pointer leads into; empty when it leads elsewhere. */
export function claimAt(body: Json, pointer: string): Members {
  const index = /^\/claims\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
  const claims = (body as Members | null)?.claims;
  const claim = index !== undefined && Array.isArray(claims) ? (claims[Number(index)] as Json) : undefined;
  return isMembers(claim) ? claim : {};
}

/** Lets pass a claim of this type that lacks a member (any, or one of these). */
export const overlookingMissing = (type: string, ...members: readonly string[]): Change =>
  overlooking(
    ({ rule, pointer }, body) =>
      rule === 'required' &&
      claimAt(body, pointer).type === type &&
      (members.length === 0 || members.includes(pointer.slice(pointer.lastIndexOf('/') + 1))),
  );

/** Registrations that this gives a reason for are refused. */
export const refusing =
  (refusesBesides: (body: Members) => string | undefined): Change =>
  (behaviour) => ({ ...behaviour, refusesBesides });

/** Registrations with a claim that this says yes to are refused. */
export const refusingClaims = (bad: (claim: Members) => boolean, message: string): Change =>
  refusing((body) => ((body.claims as readonly Members[]).some(bad) ? message : undefined));

/** Parties are stored differently. */
export const storing =
  (change: (party: StoredParty) => StoredParty): Change =>
  (behaviour) => ({ ...behaviour, stored: (party) => change(behaviour.stored(party)) });

/** Every claim is stored differently; `undefined` drops it. */
export const storingClaims = (change: (claim: Members, index: number) => Members | undefined): Change =>
  storing((party) => ({
    ...party,
    claims: party.claims.map(change).filter((claim): claim is Members => claim !== undefined),
  }));

/** Parties are shown differently where this says so. */
export const showing =
  (change: (party: StoredParty, context: TokenContext) => StoredParty): Change =>
  (behaviour) => ({ ...behaviour, shown: (party, context) => change(behaviour.shown(party, context), context) });

/** The payload of creation answers is different. */
export const creationPayload =
  (change: (payload: Members) => Members): Change =>
  (behaviour) => ({
    ...behaviour,
    tokenPayload: (payload, context) => (context.purpose === 'creation' ? change(payload) : payload),
  });

/** The header of creation answers is different. */
export const creationHeader =
  (change: (header: Members) => Members): Change =>
  (behaviour) => ({
    ...behaviour,
    tokenHeader: (header, context) => (context.purpose === 'creation' ? change(header) : header),
  });

/** Every answer to this operation is different. */
export const finishing =
  (applies: (method: string, path: string) => boolean, change: (answer: Answer) => Answer): Change =>
  (behaviour) => ({
    ...behaviour,
    finish: (answer, method, path) => {
      const finished = behaviour.finish(answer, method, path);
      return applies(method, path) ? change(finished) : finished;
    },
  });

/** Whether a request registers a party. */
export const isRegistration = (method: string, path: string): boolean => method === 'POST' && /\/parties$/.test(path);

/** Whether a request asks for a token. */
export const isTokenRequest = (_method: string, path: string): boolean => /\/connect\/token$/.test(path);

/** Claims keep the ids that come with them where this says yes. */
export const keepingClaimIds =
  (keeps: (id: string, state: RegistryState) => boolean): Change =>
  (behaviour) => {
    let given: readonly (Json | undefined)[] = [];
    return {
      ...behaviour,
      // Nothing waits between the two, so that these are the ids of the same registration.
      refusesBesides: (body) => {
        given = (body.claims as readonly Members[]).map(({ id }) => id);
        return behaviour.refusesBesides(body);
      },
      newClaimId: (index, state) => {
        const id = given[index];
        return typeof id === 'string' && keeps(id, state) ? id : behaviour.newClaimId(index, state);
      },
    };
  };

/** Success answers of a registration. */
export const success =
  (change: (answer: Answer) => Answer) =>
  (answer: Answer): Answer =>
    answer.status < 300 ? change(answer) : answer;

/** Without a member. */
export function omit(members: Members, name: string): Members {
  const { [name]: _, ...rest } = members;
  return rest;
}

/** Every text in a value, changed. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapTexts(item, change));
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]));
}

/** Whether a value is a JSON object. */
export function isMembers(value: Json | undefined): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** An access token in the form of a JWT, signed with a key that nobody else has. */
export function jwtAccessToken({ registryId, clientId }: IsharePki, lifetime: number): string {
  const part = (value: Members): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + lifetime;
  const claims = { iss: registryId, sub: clientId, exp, jti: randomUUID(), token_use: 'access' };
  return `${part({ alg: 'HS256', typ: 'at+jwt' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}
