/** Signed tokens of an embedded registry. */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Answer, NOT_CACHED } from './answer.ts';
import type { Behaviour, TokenContext } from './behaviour.ts';
import type { Members } from './store.ts';

/** Signs `content` and wraps it as an answer with the token in `member`. */
export async function signedAnswer(
  behaviour: Behaviour,
  context: TokenContext,
  member: string,
  content: Members,
): Promise<Answer> {
  const compact = behaviour.tokenText(await signToken(behaviour, context, content));
  return {
    status: context.purpose === 'creation' ? behaviour.successStatus : 200,
    headers: NOT_CACHED,
    body: behaviour.tokenBody(member, compact, context),
  };
}

async function signToken(behaviour: Behaviour, context: TokenContext, content: Members): Promise<string> {
  const { pki, caller } = context;
  const now = Math.floor(Date.now() / 1000);
  const { key, chain } = behaviour.signer(pki);
  const x5c = chain.map((certificate) => certificate.raw.toString('base64'));
  const header = behaviour.tokenHeader({ alg: 'RS256', typ: 'JWT', x5c }, context);
  const payload = behaviour.tokenPayload(
    {
      iss: pki.registryId,
      sub: pki.registryId,
      // A token for everybody is addressed to the registry itself: the member is required.
      aud: caller ?? pki.registryId,
      jti: randomUUID(),
      iat: now,
      exp: now + 30,
      ...content,
    },
    context,
  );
  if (header.alg === 'none') {
    const encode = (value: Members): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${encode(header)}.${encode(payload)}.`;
  }
  return new SignJWT({ ...payload }).setProtectedHeader({ ...header, alg: String(header.alg) }).sign(key);
}
