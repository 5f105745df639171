/** Legal differences between registries: no requirement may fail on one of these. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json, ProfileName } from '../../contracts/model.ts';
import {
  type Change,
  finishing,
  isMembers,
  isRegistration,
  jwtAccessToken,
  overlooking,
  refusing,
  showing,
  storing,
  storingClaims,
  success,
  withoutRules,
  withoutTokenRules,
} from './change.ts';
import type { IshareVariant } from './deviation.ts';
import type { Members } from './store.ts';
import {
  clockAhead,
  crowd,
  everyNth,
  everywhere,
  normalised,
  notOffered,
  onlyByLetter,
  refusalStatus,
  sameParty,
  signedWith,
  strictPolicy,
  UNAVAILABLE,
} from './variant-changes.ts';
import { identifierVariants } from './variants-identifiers.ts';
import { readingVariants } from './variants-reading.ts';
import { strictnessVariants } from './variants-strictness.ts';

const BOTH: readonly ProfileName[] = ['contract', 'reference'];
const CONTRACT: readonly ProfileName[] = ['contract'];

const variant = (id: string, title: string, apply: Change, more: Partial<IshareVariant> = {}): IshareVariant => ({
  id,
  title,
  conformsTo: BOTH,
  apply,
  ...more,
});

/** The variants of an embedded registry. */
export const ishareVariants: readonly IshareVariant[] = [
  variant('created-201', 'success is 201 with Location', (behaviour) => ({
    ...behaviour,
    successStatus: 201,
    afterCreation: (answer, party) => ({
      ...answer,
      headers: { ...answer.headers, location: `${behaviour.paths.parties}/${encodeURIComponent(party.id)}` },
    }),
  })),
  variant(
    'duplicate-400',
    'a duplicate is 400',
    refusalStatus((status) => (status === 409 ? 400 : status)),
  ),
  variant(
    'duplicate-422',
    'a duplicate is 422',
    refusalStatus((status) => (status === 409 ? 422 : status)),
  ),
  variant(
    'invalid-422',
    'bad input is 422',
    refusalStatus((status) => (status === 400 ? 422 : status)),
  ),
  variant('same-again-accepted', 'an identical second registration is answered with the same party', (behaviour) => ({
    ...behaviour,
    duplicate: (existing, posted) =>
      sameParty(existing, posted) ? { kind: 'answer', party: existing } : { kind: 'refuse' },
  })),
  variant('rs384', 'answers are signed with RS384', signedWith('RS384')),
  variant('rs512', 'answers are signed with RS512', signedWith('RS512')),
  variant('extra-members', 'every object has further members', (behaviour) => ({
    ...showing((party) => ({
      ...party,
      schemaVersion: 'v3.0',
      claims: party.claims.map((claim) => ({ ...claim, lastModified: '2026-01-01T00:00:00Z' })),
    }))(behaviour),
    tokenPayload: (payload, context) => ({ ...behaviour.tokenPayload(payload, context), nbf: payload.iat as Json }),
    finish: (answer) => (isMembers(answer.body) ? { ...answer, body: { ...answer.body, requestId: 'r-1' } } : answer),
  })),
  variant(
    'normalised',
    'dates, names, fingerprints and certificates come back in another notation',
    storingClaims(normalised),
  ),
  variant(
    'primary-id-added',
    'the id is added to alsoKnownAs',
    storing((party) => ({
      ...party,
      alsoKnownAs: [...new Set([party.id, ...(party.alsoKnownAs ?? [])])],
    })),
  ),
  variant(
    'claims-reordered',
    'claims come back in another order each time',
    showing((party, { state }) => {
      const by = state.counts.requests % Math.max(1, party.claims.length);
      return { ...party, claims: [...party.claims.slice(by), ...party.claims.slice(0, by)] };
    }),
  ),
  variant('registrar-is-registry', 'registrarId is the registry', (behaviour) => ({
    ...behaviour,
    registrarId: (pki) => pki.registryId,
  })),
  variant('base-path', 'everything lies below /registry/v3.0', (behaviour) => ({
    ...behaviour,
    basePath: '/registry/v3.0',
  })),
  variant(
    'problem-json',
    'refusals are problem documents',
    finishing(everywhere, (answer) =>
      answer.status >= 400
        ? { ...answer, body: { type: 'about:blank', status: answer.status }, mediaType: 'application/problem+json' }
        : answer,
    ),
  ),
  variant(
    'empty-errors',
    'refusals have no body',
    finishing(everywhere, ({ body, mediaType, ...answer }) =>
      answer.status >= 400 || body === undefined
        ? answer
        : { ...answer, body, ...(mediaType !== undefined && { mediaType }) },
    ),
  ),
  variant('slow', 'answers take 10 to 30 ms', (behaviour) => ({
    ...behaviour,
    delay: () => sleep(10 + Math.floor(Math.random() * 20)),
  })),
  variant(
    'trusted-list-path',
    'the trusted list is at /trusted_list',
    (behaviour) => ({
      ...behaviour,
      paths: { ...behaviour.paths, trustedList: '/trusted_list' },
    }),
    { paths: { trustedList: '/trusted_list' } },
  ),
  variant(
    'token-path',
    'the token endpoint is at /token',
    (behaviour) => ({
      ...behaviour,
      paths: { ...behaviour.paths, token: '/token' },
    }),
    { paths: { token: '/token' } },
  ),
  variant('jwt-only', 'registrations must be JWTs', (behaviour) => ({ ...behaviour, encoding: 'jwt' }), {
    statement: { requestEncoding: 'jwt' },
  }),
  variant(
    'not-offered',
    'registration is answered with 405',
    notOffered({ status: 405, headers: { allow: 'GET, OPTIONS' } }),
    {
      expected: 'not-applicable',
    },
  ),
  variant('not-found', 'registration is answered with 404', notOffered({ status: 404 }), {
    expected: 'not-applicable',
  }),
  variant('not-implemented', 'registration is answered with 501', notOffered({ status: 501 }), {
    expected: 'not-applicable',
  }),
  variant('crowded', 'five hundred parties of others are there', (behaviour) => behaviour, { prepare: crowd }),
  variant('strict-policy', 'what may be refused is refused', refusing(strictPolicy)),
  variant(
    'lenient',
    'what only reference refuses is accepted',
    withoutRules(
      'certificate-readable',
      'fingerprint',
      'subject',
      'organization-identifier',
      'certificate-validity',
      'certificate-trust',
      'verification-hash',
      'period',
      'utc',
      'capability-url',
      'alias-of-another',
    ),
    { conformsTo: CONTRACT },
  ),
  variant('lenient-schema', 'what only the letter of the schemas refuses is accepted', overlooking(onlyByLetter), {
    conformsTo: CONTRACT,
  }),
  variant(
    'root-left-out',
    'chains end below the root, in both directions',
    (behaviour) => ({
      ...withoutTokenRules('root-in-chain')(behaviour),
      tokenHeader: (header) => ({ ...header, x5c: (header.x5c as readonly Json[]).slice(0, -1) }),
    }),
    { conformsTo: CONTRACT },
  ),
  variant(
    'cacheable',
    'no cache headers',
    finishing(everywhere, ({ headers, ...answer }) => ({
      ...answer,
      headers: Object.fromEntries(
        Object.entries(headers ?? {}).filter(([name]) => !['cache-control', 'pragma'].includes(name)),
      ),
    })),
    { conformsTo: CONTRACT },
  ),
  variant('short-lived-tokens', 'access tokens live for five seconds', (behaviour) => ({
    ...behaviour,
    tokenLifetime: () => 5,
  })),
  variant('jwt-access-tokens', 'access tokens are JWTs', (behaviour) => ({ ...behaviour, newToken: jwtAccessToken })),
  variant('clock-ahead', 'the clock is a minute ahead', clockAhead(60)),
  variant('clock-behind', 'the clock is a minute behind, and bears a minute and a half', clockAhead(-60, 90)),
  variant('revoked-tokens', 'access tokens are revoked every 50 requests', (behaviour) => ({
    ...behaviour,
    intercept: (method, path, state) => {
      if (state.counts.requests % 50 === 0) state.tokens.clear();
      return behaviour.intercept(method, path, state);
    },
  })),
  variant(
    'no-token-lifetime',
    'the token answer does not say how long a token lives',
    (behaviour) => ({
      ...behaviour,
      tokenAnswer: (token) => ({
        ...behaviour.tokenAnswer(token, 0),
        body: { access_token: token, token_type: 'bearer' },
      }),
    }),
    { conformsTo: CONTRACT },
  ),
  variant('transient-unavailable', 'every 11th request is 503', everyNth(11, everywhere, UNAVAILABLE)),
  variant('unavailable-after-creating', 'every 13th registration succeeds and is answered with 503', (behaviour) => ({
    ...behaviour,
    afterCreation: (answer, party, state) =>
      state.counts.registrations % 13 === 0 ? UNAVAILABLE : behaviour.afterCreation(answer, party, state),
  })),
  variant(
    'connection-close',
    'the connection is closed after each answer',
    finishing(everywhere, (answer) => ({
      ...answer,
      headers: { ...answer.headers, connection: 'close' },
    })),
  ),
  variant(
    'forbidden-without-token',
    'a request without a token is 403',
    (behaviour) => ({
      ...behaviour,
      unauthorised: (header) => ({ ...behaviour.unauthorised(header), status: 403 }),
    }),
    { conformsTo: CONTRACT },
  ),
  variant(
    'success-envelope-members',
    'the answer holds a message beside the token',
    finishing(
      isRegistration,
      success((answer) => ({
        ...answer,
        body: { ...(answer.body as Members), status: true, message: 'created' },
      })),
    ),
  ),
  ...identifierVariants,
  ...readingVariants,
  ...strictnessVariants,
];
