/** Faults of the token endpoint that take one credential for another: identifiers, keys, certificates, used assertions. */
import { createHmac, createPublicKey, createVerify, type JsonWebKey, type X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { belongsTo } from './chain-check.ts';
import { type Change, withoutTokenRules } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { faultOf } from './fault.ts';
import type { TokenRule } from './token-rules.ts';

const fault = faultOf('token');

/** One check is another one. It may ask the proper one. */
const rule =
  (id: string, change: (proper: TokenRule['broken']) => TokenRule['broken']): Change =>
  (behaviour) => ({
    ...behaviour,
    tokenRules: behaviour.tokenRules.map((each) => (each.id === id ? { id, broken: change(each.broken) } : each)),
  });

const all =
  (...changes: readonly Change[]): Change =>
  (behaviour) =>
    changes.reduce((changed, change) => change(changed), behaviour);

/** HS256 is understood, keyed with a text that is made from the certificate. */
const sharedSecret = (secretOf: (leaf: X509Certificate) => string | Buffer): Change =>
  all(
    rule('alg', (proper) => (request, world) => request.header.alg !== 'HS256' && proper(request, world)),
    rule('signature', (proper) => (request, world) => {
      const { header, chain, signed, signature } = request;
      if (header.alg !== 'HS256' || !chain[0]) return proper(request, world);
      return !createHmac('sha256', secretOf(chain[0])).update(signed).digest().equals(signature);
    }),
  );

/** Every certificate and the one above it, the root last. */
const links = (chain: readonly X509Certificate[], root: X509Certificate): [X509Certificate, X509Certificate][] =>
  chain.map((certificate, index) => [certificate, chain[index + 1] ?? root]);

const isTimely = ({ validFrom, validTo }: X509Certificate, now: number): boolean =>
  Date.parse(validFrom) <= now * 1000 && now * 1000 <= Date.parse(validTo);

const signedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);

/** Faults of credentials. */
export const credentialFaults: readonly FaultEntry[] = [
  fault(
    'token-client-id-of-anybody-known',
    'the certificate must be that of iss, and client_id may be any party that is known',
    'client-id-checked',
    all(
      withoutTokenRules('iss'),
      rule(
        'client_id',
        (proper) => (request, world) => request.form.get('client_id') !== world.registryId && proper(request, world),
      ),
      rule(
        'certificate-owner',
        () =>
          ({ chain, payload }) =>
            chain[0] !== undefined && !belongsTo(chain[0], String(payload.iss)),
      ),
    ),
  ),
  fault(
    'token-root-by-fingerprint-only',
    'the last certificate must be trusted, and those before it are not verified',
    'chain-trusted',
    rule(
      'chain',
      () =>
        ({ chain }, { root }) =>
          chain.length > 0 && chain.at(-1)?.fingerprint256 !== root.fingerprint256,
    ),
  ),
  fault(
    'token-chain-by-names',
    'certificates are linked by the names of their issuers, without their signatures',
    'chain-trusted',
    rule(
      'chain',
      () =>
        ({ chain }, { root }) =>
          links(chain, root).some(([certificate, issuer]) => certificate.issuer !== issuer.subject),
    ),
  ),
  fault(
    'token-root-by-name',
    'the chain is verified, and its root is known by its name',
    'chain-trusted',
    all(
      withoutTokenRules('root-in-chain'),
      rule(
        'chain',
        () =>
          ({ chain }, { root }) =>
            chain.at(-1)?.subject !== root.subject ||
            links(chain.slice(0, -1), chain.at(-1) ?? root).some(
              ([certificate, issuer]) => !signedBy(certificate, issuer),
            ),
      ),
    ),
  ),
  fault(
    'token-client-may-issue',
    'the right to issue is not looked at: a participant makes certificates for others',
    'chain-trusted',
    rule(
      'chain',
      () =>
        ({ chain }, { root, now }) =>
          links(chain, root).some(
            ([certificate, issuer]) => !isTimely(certificate, now) || !signedBy(certificate, issuer),
          ),
    ),
  ),
  fault(
    'token-certificate-validity-unchecked',
    'the time for which certificates are valid is not looked at',
    'certificate-validity-checked',
    rule(
      'chain',
      () =>
        ({ chain }, { root }) =>
          links(chain, root).some(
            ([certificate, issuer]) => !certificate.checkIssued(issuer) || !signedBy(certificate, issuer),
          ),
    ),
    'reference',
  ),
  fault(
    'token-hs256-public-key',
    'HS256 is verified with the PEM of the public key',
    'algorithm-checked',
    sharedSecret(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' })),
  ),
  fault(
    'token-hs256-certificate',
    'HS256 is verified with the PEM of the certificate',
    'algorithm-checked',
    sharedSecret((leaf) => leaf.toString()),
  ),
  fault(
    'token-hs256-x5c',
    'HS256 is verified with the text in x5c',
    'algorithm-checked',
    sharedSecret((leaf) => leaf.raw.toString('base64')),
  ),
  fault(
    'token-key-from-header',
    'a key in the header parameter jwk is preferred to the certificate',
    'signature-checked',
    rule('signature', (proper) => (request, world) => {
      const { header, signed, signature } = request;
      if (!header.jwk) return proper(request, world);
      const key = createPublicKey({ key: header.jwk as JsonWebKey, format: 'jwk' });
      return !createVerify('sha256').update(signed).verify(key, signature);
    }),
  ),
  fault(
    'token-lifetime-minutes',
    'assertions may live for five minutes',
    'lifetime-checked',
    rule(
      'lifetime',
      () =>
        ({ payload }) =>
          Number(payload.exp) - Number(payload.iat) > 300,
    ),
  ),
  fault(
    'token-audience-anybody-else',
    'aud may be anybody but the client',
    'audience-checked',
    rule(
      'aud',
      () =>
        ({ payload, form }) =>
          [payload.aud].flat().includes(form.get('client_id')),
    ),
  ),
  fault(
    'token-replay-race',
    'an assertion is noted as used only when its token has been made',
    'single-use',
    (behaviour) => ({ ...behaviour, beforeGrant: () => sleep(100) }),
  ),
  fault(
    'token-scope-contained',
    'the scope is looked for as a part of the text, in any case',
    'scope-checked',
    rule(
      'scope',
      () =>
        ({ form }) =>
          !/ishare/i.test(form.get('scope') ?? ''),
    ),
  ),
];
