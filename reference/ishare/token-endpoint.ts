/** The token endpoint of an embedded registry. */
import type { Answer } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { readChain } from './chain-check.ts';
import type { IsharePki } from './pki.ts';
import type { RegistryState } from './store.ts';
import type { TokenRequest } from './token-rules.ts';

/** Answers one token request. */
export async function requestToken(
  behaviour: Behaviour,
  state: RegistryState,
  pki: IsharePki,
  contentType: string,
  body: string,
): Promise<Answer> {
  const request = behaviour.readToken(readRequest(contentType, body));
  const world = {
    registryId: pki.registryId,
    clients: new Set([pki.clientId]),
    root: pki.root,
    usedAssertions: state.usedAssertions,
    now: Math.floor(Date.now() / 1000),
  };
  const broken = behaviour.tokenRules.find((rule) => rule.broken(request, world));
  if (broken) return behaviour.tokenRefusal(broken.id);
  // Only a fault waits here: without waiting, nothing can come between the check and the note.
  const pause = behaviour.beforeGrant();
  if (pause) await pause;
  state.usedAssertions.add(String(request.payload.jti));
  const lifetime = behaviour.tokenLifetime();
  const token = behaviour.newToken(pki, lifetime);
  state.tokens.set(token, { clientId: pki.clientId, expiresAt: Date.now() + lifetime * 1000 });
  return behaviour.tokenAnswer(token, lifetime);
}

function readRequest(contentType: string, body: string): TokenRequest {
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const form = mediaType === 'application/json' ? readJsonForm(body) : new Map(new URLSearchParams(body));
  const parts = (form.get('client_assertion') ?? '').split('.');
  const [head = '', middle = '', signature = ''] = parts.length === 3 ? parts : [];
  const header = readPart(head);
  return {
    mediaType,
    form,
    header,
    payload: readPart(middle),
    signed: `${head}.${middle}`,
    signature: Buffer.from(signature, 'base64url'),
    chain: readChain(header.x5c),
  };
}

// Read so that a registry which does not look at the media type can be played.
function readJsonForm(body: string): ReadonlyMap<string, string> {
  try {
    return new Map(Object.entries(JSON.parse(body) as Record<string, string>));
  } catch {
    return new Map();
  }
}

function readPart(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
