/**
 * Verification of the signed tokens in a registry's answers. Everything that is wrong becomes a problem in a list, so
 * that each requirement can look for its own kind; nothing throws.
 */
import type { X509Certificate } from 'node:crypto';
import { compactVerify, errors } from 'jose';
import { type ChainProblem, chainProblems, fromX5c } from './certificate-chain.ts';

/** Kinds of problems with a signed token. */
export type TokenRule =
  | 'form' // not a compact JWS with JSON header and payload
  | 'alg'
  | 'typ'
  | 'header-parameters' // members besides alg, typ and x5c
  | 'x5c' // missing or unreadable
  | ChainProblem['rule']
  | 'signature'
  | 'claims' // a registered claim is missing or of the wrong type
  | 'iss'
  | 'sub'
  | 'aud'
  | 'aud-list' // a list that holds the right audience only
  | 'expired'
  | 'issued-in-future'
  | 'lifetime'; // exp is not iat + 30

/** One thing wrong with a token. */
export interface TokenProblem {
  readonly rule: TokenRule;
  readonly expected: string;
  readonly actual: string;
}

/** A token, taken apart and verified. */
export interface VerifiedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly problems: readonly TokenProblem[];
}

/** What a token is held against. */
export interface TokenExpectation {
  /** The only root that a chain may lead to. */
  readonly root: X509Certificate;
  readonly issuer: string;
  /** Absent where nobody is addressed (capabilities without a token). */
  readonly audience?: string;
  /** Milliseconds since the epoch: when the answer arrived. */
  readonly now: number;
  /** The same moment by another clock that may be the right one: only what is too old or too early by both is. */
  readonly otherwise?: number;
  /** Seconds by which clocks may differ; default 10. */
  readonly skew?: number;
}

/** Seconds that a token lives (iSHARE JWT). */
const LIFETIME = 30;

const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** Verifies a compact JWS of a registry. */
export async function verifySignedToken(compact: string, expected: TokenExpectation): Promise<VerifiedToken> {
  const parts = compact.split('.');
  const header = parts.length === 3 ? decodeMembers(parts[0]) : undefined;
  const payload = parts.length === 3 ? decodeMembers(parts[1]) : undefined;
  if (!header || !payload) {
    const actual = `${parts.length} parts: ${compact.slice(0, 40)}`;
    return { header: {}, payload: {}, problems: [problem('form', 'a compact JWS with a JSON payload', actual)] };
  }
  return {
    header,
    payload,
    problems: [
      ...headerProblems(header),
      ...(await signatureProblems(compact, header, expected)),
      ...claimProblems(payload, expected),
    ],
  };
}

function headerProblems(header: Readonly<Record<string, unknown>>): TokenProblem[] {
  const problems: TokenProblem[] = [];
  if (!ALGORITHMS.includes(header.alg as string)) problems.push(problem('alg', ALGORITHMS.join(' or '), header.alg));
  if (header.typ !== 'JWT') problems.push(problem('typ', 'JWT', header.typ));
  const others = Object.keys(header).filter((name) => !['alg', 'typ', 'x5c'].includes(name));
  if (others.length > 0) problems.push(problem('header-parameters', 'alg, typ and x5c', others.join(', ')));
  return problems;
}

async function signatureProblems(
  compact: string,
  header: Readonly<Record<string, unknown>>,
  expected: TokenExpectation,
): Promise<TokenProblem[]> {
  const chain = Array.isArray(header.x5c) && header.x5c.length > 0 ? fromX5c(header.x5c) : undefined;
  const leaf = chain?.[0];
  if (!chain || !leaf) return [problem('x5c', 'a chain of certificates, base64 of DER', header.x5c)];
  const problems = chainProblems(chain, expected.root, expected.now).map(({ rule, message }) =>
    problem(rule, 'a complete chain, leaf first, to the configured root', message),
  );
  try {
    await compactVerify(compact, leaf.publicKey, {
      // The algorithm has its own rule; here only the signature counts, by whichever RSA algorithm was used.
      algorithms: [...ALGORITHMS, 'PS256', 'PS384', 'PS512'],
    });
  } catch (error) {
    const message = error instanceof errors.JOSEError ? error.code : (error as Error).message;
    problems.push(problem('signature', 'a signature by the first certificate of x5c', message));
  }
  return problems;
}

function claimProblems(payload: Readonly<Record<string, unknown>>, expected: TokenExpectation): TokenProblem[] {
  const { iss, sub, aud, jti, iat, exp } = payload;
  const problems: TokenProblem[] = [];
  if (iss !== expected.issuer) problems.push(problem('iss', expected.issuer, iss));
  if (sub !== iss) problems.push(problem('sub', `iss, ${String(iss)}`, sub));
  problems.push(...audienceProblems(aud, expected.audience));
  if (typeof jti !== 'string' || jti === '') problems.push(problem('claims', 'jti, a text', jti));
  for (const [name, value] of Object.entries({ iat, exp })) {
    if (!Number.isInteger(value)) problems.push(problem('claims', `${name}, whole seconds`, value));
  }
  if (typeof iat !== 'number' || typeof exp !== 'number') return problems;
  const skew = expected.skew ?? 10;
  const clocks = [expected.now, expected.otherwise ?? expected.now].map((milliseconds) => milliseconds / 1000);
  const [earliest, latest] = [Math.min(...clocks), Math.max(...clocks)];
  if (exp + skew < earliest) problems.push(problem('expired', `exp after ${Math.floor(earliest)}`, exp));
  if (iat - skew > latest) problems.push(problem('issued-in-future', `iat before ${Math.ceil(latest)}`, iat));
  if (exp - iat !== LIFETIME) problems.push(problem('lifetime', `exp is iat + ${LIFETIME}`, `iat + ${exp - iat}`));
  return problems;
}

function audienceProblems(aud: unknown, audience: string | undefined): TokenProblem[] {
  if (audience === undefined || aud === audience) return [];
  const list = Array.isArray(aud) && aud.length === 1 && aud[0] === audience;
  return [problem(list ? 'aud-list' : 'aud', audience, aud)];
}

function decodeMembers(part: string | undefined): Record<string, unknown> | undefined {
  if (!part || !/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url'));
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function problem(rule: TokenRule, expected: string, actual: unknown): TokenProblem {
  const text = actual === undefined ? 'missing' : typeof actual === 'string' ? actual : JSON.stringify(actual);
  return { rule, expected, actual: text.length > 120 ? `${text.slice(0, 117)}…` : text };
}
