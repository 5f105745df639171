/** Legal differences between registries: no requirement may fail on one of these. */
import { setTimeout as sleep } from 'node:timers/promises';
import { normaliseFingerprint } from '../../contracts/ishare/certificate.ts';
import { parseDistinguishedName } from '../../contracts/ishare/distinguished-name.ts';
import type { Json, ProfileName } from '../../contracts/model.ts';
import type { Answer } from './answer.ts';
import {
  type Change,
  finishing,
  isMembers,
  isRegistration,
  refusing,
  showing,
  storing,
  storingClaims,
  success,
  withoutRules,
  withoutTokenRules,
} from './change.ts';
import type { IshareVariant } from './deviation.ts';
import { fixedUuid } from './faults-data.ts';
import type { Members, RegistryState, StoredParty } from './store.ts';

const BOTH: readonly ProfileName[] = ['contract', 'reference'];
const CONTRACT: readonly ProfileName[] = ['contract'];

const variant = (id: string, title: string, apply: Change, more: Partial<IshareVariant> = {}): IshareVariant => ({
  id,
  title,
  conformsTo: BOTH,
  apply,
  ...more,
});

const everywhere = (): boolean => true;

const refusalStatus =
  (change: (status: number) => number): Change =>
  (behaviour) => ({
    ...behaviour,
    refusal: (refusal) => {
      const answer = behaviour.refusal(refusal);
      return { ...answer, status: change(answer.status) };
    },
  });

const signedWith =
  (alg: string): Change =>
  (behaviour) => ({
    ...behaviour,
    tokenHeader: (header, context) => ({ ...behaviour.tokenHeader(header, context), alg }),
  });

const notOffered =
  (answer: Answer): Change =>
  (behaviour) => ({
    ...behaviour,
    intercept: (method, path) => (isRegistration(method, path) ? answer : undefined),
    allow: () => ({ status: 204, headers: { allow: 'GET, OPTIONS' } }),
    capabilities: (...input) => {
      const info = behaviour.capabilities(...input);
      const restricted = info.restrictedServices as readonly Members[] | undefined;
      return {
        ...info,
        ...(restricted && {
          restrictedServices: restricted.filter(({ identifier }) => identifier !== 'register-new-party'),
        }),
      };
    },
  });

/** Every `n`-th request that this applies to is answered otherwise, before anything is done. */
const everyNth =
  (n: number, applies: (method: string, path: string) => boolean, answer: Answer): Change =>
  (behaviour) => {
    let count = 0;
    return {
      ...behaviour,
      intercept: (method, path, state) => {
        if (applies(method, path)) {
          count += 1;
          if (count % n === 0) return answer;
        }
        return behaviour.intercept(method, path, state);
      },
    };
  };

const UNAVAILABLE: Answer = {
  status: 503,
  headers: { 'retry-after': '0' },
  body: 'try again',
  mediaType: 'text/plain',
};

const EXEMPT = ['ServiceConsumer', 'EntitledParty', 'ServiceProvider'];

/** What a strict but legal registry does not take. */
function strictPolicy(body: Members): string | undefined {
  const claims = body.claims as readonly Members[];
  const minimum = ['frameworkCompliance', 'frameworkAgreement', 'frameworkRole', 'x509Certificate'];
  const odd = claims.find(({ type }) => !minimum.includes(String(type)));
  if (odd) return `claims of type ${String(odd.type)} are not registered here`;
  if (claims.some(({ status }) => status !== 'active')) return 'only active claims are registered here';
  if (claims.some(({ type, roleId }) => type === 'frameworkRole' && !EXEMPT.includes(String(roleId)))) {
    return 'this role is assigned by the scheme';
  }
  const agreements = claims
    .filter(({ type }) => type === 'frameworkAgreement')
    .map(({ agreementType }) => agreementType);
  return agreements.length === 2 && agreements.includes('TermsOfUse') && agreements.includes('AccessionAgreement')
    ? undefined
    : 'exactly the two agreements of the framework are wanted';
}

const zeroOffset = (value: Json | undefined): Json =>
  new Date(Date.parse(String(value))).toISOString().replace(/\.000Z$/, '+00:00');

function normalised(claim: Members): Members {
  const fingerprint = claim['x5t#s256'];
  const name = claim.subjectName;
  return {
    ...claim,
    ...(claim.startDate !== undefined && { startDate: zeroOffset(claim.startDate) }),
    ...(claim.endDate !== undefined && { endDate: zeroOffset(claim.endDate) }),
    ...(typeof fingerprint === 'string' && { 'x5t#s256': (normaliseFingerprint(fingerprint) ?? '').toUpperCase() }),
    ...(typeof name === 'string' && { subjectName: [...(parseDistinguishedName(name) ?? [])].reverse().join(', ') }),
    ...(typeof claim.x5c === 'string' && { x5c: claim.x5c.replace(/.{64}/g, '$&\n') }),
  };
}

function sameParty(existing: StoredParty, posted: StoredParty): boolean {
  const plain = (party: StoredParty): string =>
    JSON.stringify({ ...party, claims: party.claims.map((claim) => ({ ...claim, id: null })) });
  return plain(existing) === plain(posted);
}

/** Parties of others, as a registry in use has them. */
function crowd(state: RegistryState): void {
  for (let index = 0; index < 500; index += 1) {
    const id = `did:ishare:EU.NL.NTRNL-${String(20_000_000 + index)}`;
    state.parties.push({
      id,
      name: `Resident ${index}`,
      alsoKnownAs: [id],
      claims: [
        {
          id: fixedUuid(id),
          registrarId: 'did:ishare:EU.NL.NTRNL-10000000',
          type: 'frameworkCompliance',
          status: 'active',
          frameworkId: 'iSHARE',
          startDate: '2025-01-01T00:00:00Z',
          endDate: '2035-01-01T00:00:00Z',
        },
      ],
    });
  }
}

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
    { settings: { paths: { trustedList: '/trusted_list' } } },
  ),
  variant(
    'token-path',
    'the token endpoint is at /token',
    (behaviour) => ({
      ...behaviour,
      paths: { ...behaviour.paths, token: '/token' },
    }),
    { settings: { paths: { token: '/token' } } },
  ),
  variant('jwt-only', 'registrations must be JWTs', (behaviour) => ({ ...behaviour, encoding: 'jwt' }), {
    settings: { requestEncoding: 'jwt' },
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
  variant('strict-policy', 'what may be refused is refused', refusing(strictPolicy), { conformsTo: CONTRACT }),
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
];
