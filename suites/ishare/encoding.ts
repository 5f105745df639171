/**
 * How registrations are encoded: JSON as the schema says, or a JWT as the prose says (`statement.requestEncoding`).
 */
import type { Json } from '../../contracts/model.ts';
import type { RunContext } from '../../engine/context.ts';
import type { WireRequest } from '../../target/exchange.ts';
import { JWT_MEDIA_TYPE, type JwtBodyForm, jwtBody } from '../../target/ishare/jwt-body.ts';
import { ishareInputs } from './inputs.ts';
import { isMembers, type Members } from './members.ts';
import { payloadOf } from './signed-answer.ts';

const FORMS: Readonly<Record<string, JwtBodyForm>> = { jwt: 'top-level', 'jwt-party-info': 'party-info' };

/** The form of a JWT that was declared; `undefined` for JSON. */
export function declaredForm({ statement }: Pick<RunContext, 'statement'>): JwtBodyForm | undefined {
  return statement.isDeclared('requestEncoding') ? FORMS[String(statement.get('requestEncoding')?.value)] : undefined;
}

/** The request with its body as a JWT. What is no JSON object cannot be the content of one and is sent as it is. */
export async function asJwt(context: RunContext, request: WireRequest, form: JwtBodyForm): Promise<WireRequest> {
  const { identity, assertionSeconds } = ishareInputs(context);
  const party = request.body && parsed(request.body);
  const body = isMembers(party) ? await jwtBody(identity, party, form, assertionSeconds()) : request.body;
  // Signed by our client for the registry, it could pass for a client assertion as long as it is fresh.
  if (body && body !== request.body) context.target.withheld.add(textOf(body).split('.')[2] ?? '');
  return { ...request, headers: { ...request.headers, 'content-type': JWT_MEDIA_TYPE }, ...(body && { body }) };
}

/** The bytes of the registration itself: those that were sent, or the content of the JWT. */
export function registrationBytes(body: Uint8Array): Uint8Array {
  const posted = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(textOf(body)) ? partyInJwt(textOf(body)) : undefined;
  return posted ? Buffer.from(JSON.stringify(posted)) : body;
}

/** The registration that was sent; `undefined` where it was no JSON object. */
export function postedParty(body: Uint8Array | undefined): Members | undefined {
  const party = body && parsed(registrationBytes(body));
  return isMembers(party) ? party : undefined;
}

function partyInJwt(compact: string): Members | undefined {
  const payload = payloadOf(compact);
  if (!payload) return undefined;
  const { iss, sub, aud, jti, iat, exp, ...party } = payload;
  return isMembers(party.partyInfo) ? party.partyInfo : party;
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString('utf8');
}

function parsed(body: Uint8Array): Json | undefined {
  try {
    return JSON.parse(textOf(body)) as Json;
  } catch {
    return undefined;
  }
}
