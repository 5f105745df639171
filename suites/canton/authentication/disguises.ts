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

/** The operator's token with its signature altered at the beginning: the last character may hold bits that decode to nothing. */
const brokenSignature: Disguise = async (context) => {
  const [head, payload, signature, ...rest] = ((await context.target.credential('admin')) ?? '').split('.');
  if (!signature || rest.length > 0) return 'The admin token is no signed JWT, so its signature cannot be altered.';
  const altered =
    [...signature.slice(0, 4)].map((character) => (character === 'A' ? 'B' : 'A')).join('') + signature.slice(4);
  const broken = [head, payload, altered].join('.');
  context.target.addSecret(broken);
  return header(`Bearer ${broken}`)(context);
};

/** Every disguise, by what the request then comes with. */
export const DISGUISES = {
  'no token': role('none'),
  'a malformed token': header('Bearer concordat.not-a.token'),
  'a token that is no JWT': header('Bearer concordat'),
  'a token with a broken signature': brokenSignature,
  'an expired token': role('expired'),
  'a token without the needed right': role('notEntitled'),
  'a token of an unknown user': role('unknownUser'),
  'an empty bearer token': header('Bearer '),
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
