/**
 * Requests without a proper credential, where the target has authentication (design.md, rule 14).
 */
import type { RunContext } from '../../../engine/context.ts';
import { NotApplicable } from '../../../engine/signals.ts';
import type { RequestTemplate } from '../../../engine/template.ts';
import type { CredentialRole } from '../../../target/exchange.ts';

/** How a request is made without a proper credential; a text instead says what the operator must give for it. */
export type Disguise = (context: RunContext) => Promise<((template: RequestTemplate) => RequestTemplate) | string>;

const role =
  (name: CredentialRole): Disguise =>
  async (context) => {
    if (name !== 'none' && !context.target.hasCredential(name))
      return `Needs canton.tokens.${name} in the configuration.`;
    return (template) => ({ ...template, credential: name });
  };

const header =
  (authorization: string): Disguise =>
  async () =>
  (template) => ({
    ...template,
    headers: { ...template.headers, authorization },
  });

/** The three parts of a signed JWT. */
type SignedToken = readonly [head: string, payload: string, signature: string];

/** Another token made of the operator's, if that is a signed JWT. */
const madeOfSignedToken =
  (make: (token: SignedToken) => string, wear = (token: string) => header(`Bearer ${token}`)): Disguise =>
  async (context) => {
    const [head, payload, signature, ...rest] = ((await context.target.credential('admin')) ?? '').split('.');
    if (!head || !payload || !signature || rest.length > 0)
      return 'The admin token is no signed JWT, so no other token can be made of it.';
    const made = make([head, payload, signature]);
    context.target.addSecret(made);
    return wear(made)(context);
  };

/** The signature is altered at its beginning: the last character may hold bits that decode to nothing. */
const withBrokenSignature = ([head, payload, signature]: SignedToken): string => {
  const altered = [...signature.slice(0, 4)].map((character) => (character === 'A' ? 'B' : 'A')).join('');
  return [head, payload, altered + signature.slice(4)].join('.');
};

/** A header that says that nothing is signed. */
const unsigned = (alg: string): string => Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');

/** A token where clients put it that cannot set an Authorization header (apiKeyAuth of the contract). */
const WEBSOCKET_HEADER = 'sec-websocket-protocol';
const forWebSocket =
  (token: string): Disguise =>
  async () =>
  (template) => ({
    ...template,
    credential: 'none',
    headers: { ...template.headers, [WEBSOCKET_HEADER]: `jwt.token.${token}` },
  });

/** Every disguise, by what the request then comes with. */
export const DISGUISES = {
  'no token': role('none'),
  'a malformed token': header('Bearer concordat.not-a.token'),
  'a token that is no JWT': header('Bearer concordat'),
  'a token with a broken signature': madeOfSignedToken(withBrokenSignature),
  'an unsigned token': madeOfSignedToken(([, payload]) => `${unsigned('none')}.${payload}.`),
  'an unsigned token in other letters': madeOfSignedToken(([, payload]) => `${unsigned('nOnE')}.${payload}.`),
  'an unsigned token with a signature': madeOfSignedToken(
    ([, payload, signature]) => `${unsigned('none')}.${payload}.${signature}`,
  ),
  'an expired token': role('expired'),
  'a token without the needed right': role('notEntitled'),
  'a token of an unknown user': role('unknownUser'),
  'an empty bearer token': header('Bearer '),
  'a malformed token for a WebSocket': forWebSocket('concordat.not-a.token'),
  'a token for a WebSocket with a broken signature': madeOfSignedToken(withBrokenSignature, forWebSocket),
} as const satisfies Readonly<Record<string, Disguise>>;

/** Name of a disguise. */
export type DisguiseName = keyof typeof DISGUISES;

/**
 * Throws {@link NotApplicable} where the target demands no authentication: declared so, or seen so while no token was given.
 * A token that was given and is not demanded is no excuse but a failure (design.md, rule 14).
 */
export function demandsAuthentication(context: RunContext): void {
  const authentication = context.statement.get('authentication');
  const given = context.target.hasCredential('admin');
  if (authentication?.value === 'none' && (authentication.origin === 'declared' || !given)) {
    throw new NotApplicable('not-required', `The target demands no authentication (${authentication.origin}).`);
  }
  if (!given)
    throw new NotApplicable(
      'operator-input-missing',
      'The target demands authentication; give a token with --token-file.',
    );
}
