/** Faults of the token endpoint. */
import type { ProfileName } from '../../contracts/model.ts';
import type { Answer } from './answer.ts';
import { type Change, finishing, isMembers, isTokenRequest, omit, withoutTokenRules } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members } from './store.ts';

/** A check of the assertion that is not made. */
const unchecked = (
  id: string,
  title: string,
  requirement: string,
  rules: readonly string[],
  breaks?: ProfileName,
): FaultEntry => fault(id, title, [`token/${requirement}`], withoutTokenRules(...rules), breaks);

const tokenAnswer = (change: (answer: Answer) => Answer): Change =>
  finishing(isTokenRequest, (answer) => (answer.status === 200 ? change(answer) : answer));

const tokenBody = (change: (body: Members) => Members): Change =>
  tokenAnswer((answer) => ({ ...answer, body: change(isMembers(answer.body) ? answer.body : {}) }));

const TIME_RULES = ['issued-in-future', 'expired', 'lifetime'];

/** Faults of the token endpoint. */
export const tokenFaults: readonly FaultEntry[] = [
  fault(
    'token-answer-as-text',
    'the token answer is text/plain',
    ['token/response'],
    tokenAnswer((answer) => ({ ...answer, mediaType: 'text/plain' })),
  ),
  fault(
    'token-expires-in-text',
    'expires_in is a text',
    ['token/response'],
    tokenBody((body) => ({ ...body, expires_in: String(body.expires_in) })),
  ),
  fault(
    'token-type-mac',
    'token_type is mac',
    ['token/response'],
    tokenBody((body) => ({ ...body, token_type: 'mac' })),
  ),
  fault(
    'token-status-201',
    'a token is answered with 201',
    ['token/response'],
    tokenAnswer((answer) => ({ ...answer, status: 201 })),
  ),
  fault(
    'token-expires-in-missing',
    'expires_in is missing',
    ['token/members-complete'],
    tokenBody((body) => omit(body, 'expires_in')),
    'reference',
  ),
  fault(
    'token-cacheable',
    'the token answer may be cached',
    ['token/not-cacheable'],
    tokenAnswer((answer) => ({ ...answer, headers: {} })),
    'reference',
  ),
  fault(
    'token-with-refresh-token',
    'a refresh token is issued',
    ['token/no-refresh-token'],
    tokenBody((body) => ({ ...body, refresh_token: 'r' })),
    'reference',
  ),
  fault(
    'token-error-500',
    'a token request that is refused is answered with 500',
    ['token/refusals-are-client-errors'],
    (behaviour) => ({ ...behaviour, tokenRefusal: () => ({ status: 500, body: { error: 'internal' } }) }),
    'reference',
  ),

  unchecked('token-grant-type-unchecked', 'grant_type is not checked', 'grant-type-checked', ['grant_type']),
  unchecked('token-scope-unchecked', 'scope is not checked', 'scope-checked', ['scope']),
  unchecked('token-assertion-type-unchecked', 'client_assertion_type is not checked', 'assertion-type-checked', [
    'client_assertion_type',
  ]),
  unchecked('token-json-accepted', 'a JSON body is read like a form', 'form-demanded', ['media-type'], 'reference'),
  fault(
    'token-client-id-unchecked',
    'client_id is taken from the assertion',
    ['token/client-id-checked'],
    (behaviour) => ({
      ...behaviour,
      readToken: (request) => ({
        ...request,
        form: new Map([...request.form, ['client_id', String(request.payload.iss)]]),
      }),
    }),
  ),
  fault(
    'token-assertion-not-demanded',
    'a request without an assertion gets a token',
    ['token/assertion-demanded'],
    (behaviour) => ({
      ...behaviour,
      tokenRules: behaviour.tokenRules.map((rule, index) =>
        index < 5
          ? rule
          : {
              id: rule.id,
              broken: (request, world) => request.payload.iss !== undefined && rule.broken(request, world),
            },
      ),
    }),
  ),

  unchecked('token-signature-unchecked', 'the signature is not verified', 'signature-checked', ['signature']),
  unchecked('token-algorithm-unchecked', 'any algorithm is taken, none included', 'algorithm-checked', ['alg']),
  unchecked('token-expiry-unchecked', 'exp is not looked at', 'expiry-checked', ['expired']),
  unchecked('token-future-accepted', 'assertions from the future are taken', 'future-refused', ['issued-in-future']),
  unchecked('token-lifetime-unchecked', 'exp may be far from iat', 'lifetime-checked', ['lifetime']),
  fault(
    'token-milliseconds-accepted',
    'times in milliseconds are understood',
    ['token/seconds-demanded'],
    (behaviour) => ({
      ...behaviour,
      tokenRules: behaviour.tokenRules.map((rule) =>
        TIME_RULES.includes(rule.id)
          ? {
              id: rule.id,
              broken: (request, world) => Number(request.payload.iat) < 1e11 && rule.broken(request, world),
            }
          : rule,
      ),
    }),
  ),
  unchecked('token-issuer-unchecked', 'iss is not compared with client_id', 'issuer-checked', ['iss']),
  unchecked('token-subject-unchecked', 'sub is not looked at', 'subject-checked', ['sub', 'sub-present']),
  unchecked('token-subject-optional', 'sub may be missing', 'subject-checked', ['sub-present']),
  unchecked('token-audience-unchecked', 'aud is not looked at', 'audience-checked', ['aud', 'aud-present']),
  unchecked('token-audience-optional', 'aud may be missing', 'audience-checked', ['aud-present']),
  unchecked(
    'token-audience-list-accepted',
    'aud may be a list',
    'single-audience-demanded',
    ['aud-single'],
    'reference',
  ),
  unchecked('token-id-optional', 'jti may be missing', 'id-demanded', ['jti', 'replay']),
  unchecked('token-times-optional', 'iat and exp may be missing', 'times-demanded', ['iat', 'exp']),
  unchecked('token-replay-accepted', 'an assertion is accepted again and again', 'single-use', ['replay']),
  unchecked('token-type-unchecked', 'typ is not looked at', 'type-checked', ['typ']),
  fault(
    'token-chain-optional',
    'x5c may be missing: the key on file is used',
    ['token/chain-demanded'],
    withoutTokenRules('x5c'),
  ),
  fault(
    'token-leaf-suffices',
    'the leaf certificate is taken without its chain',
    ['token/chain-demanded'],
    (behaviour) => ({
      ...withoutTokenRules('root-in-chain')(behaviour),
      tokenRules: withoutTokenRules('root-in-chain')(behaviour).tokenRules.map((rule) =>
        rule.id === 'chain'
          ? { id: rule.id, broken: (request, world) => request.chain.length > 1 && rule.broken(request, world) }
          : rule,
      ),
    }),
  ),
  unchecked(
    'token-root-optional',
    'the chain may end below the root',
    'root-in-chain-demanded',
    ['root-in-chain'],
    'reference',
  ),
  unchecked('token-chain-unverified', 'the chain may lead anywhere', 'chain-trusted', ['chain', 'root-in-chain']),
  unchecked('token-certificate-of-anybody', 'any trusted certificate may sign', 'certificate-owner-checked', [
    'certificate-owner',
  ]),
];
