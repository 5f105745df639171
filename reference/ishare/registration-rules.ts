/**
 * The checks of a registration: the schema, the sentences of the page on claims, and what certificates say. One property
 * each, so that a fault can leave out exactly one.
 */
import { createHash, type X509Certificate } from 'node:crypto';
import { sameDistinguishedName } from '../../contracts/ishare/distinguished-name.ts';
import type { Json } from '../../contracts/model.ts';
import { belongsTo, leadsToRoot, readOne } from './chain-check.ts';
import type { Members, RegistryState } from './store.ts';

/** A registration that is right by the schema. */
export interface Submission {
  readonly id: string;
  readonly name: string;
  readonly alsoKnownAs?: readonly string[];
  readonly claims: readonly Members[];
}

/** What registrations are checked against. */
export interface RegistrationWorld {
  readonly state: RegistryState;
  readonly root: X509Certificate;
  readonly intermediates: readonly X509Certificate[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One check; the text says what is wrong. */
export interface RegistrationRule {
  readonly id: string;
  readonly kind: 'minimum' | 'semantics';
  broken(party: Submission, world: RegistrationWorld): string | undefined;
}

const minimum = (id: string, broken: RegistrationRule['broken']): RegistrationRule => ({ id, kind: 'minimum', broken });
const semantics = (id: string, broken: RegistrationRule['broken']): RegistrationRule => ({
  id,
  kind: 'semantics',
  broken,
});

const has = (party: Submission, type: string): boolean => party.claims.some((claim) => claim.type === type);
const needs = (type: string): RegistrationRule =>
  minimum(`needs-${type}`, (party) => (has(party, type) ? undefined : `a ${type} claim is required`));

const rolesOf = (party: Submission): readonly Json[] =>
  party.claims.filter(({ type }) => type === 'frameworkRole').map(({ roleId }) => roleId ?? null);

const EXEMPT: readonly Json[] = ['ServiceConsumer', 'EntitledParty'];
const WITH_CAPABILITIES: readonly Json[] = [
  'ServiceProvider',
  'IdentityProvider',
  'ParticipantRegistry',
  'AuthorisationRegistry',
];

interface CertificateClaim {
  readonly claim: Members;
  readonly certificate: X509Certificate | undefined;
}

// Several checks look at the certificates of one submission.
const certificatesRead = new WeakMap<Submission, readonly CertificateClaim[]>();

function certificateClaims(party: Submission): readonly CertificateClaim[] {
  let claims = certificatesRead.get(party);
  if (!claims) {
    claims = party.claims
      .filter(({ type }) => type === 'x509Certificate')
      .map((claim) => ({ claim, certificate: readOne(String(claim.x5c)) }));
    certificatesRead.set(party, claims);
  }
  return claims;
}

/** A check on every certificate that can be read. */
function onCertificates(
  id: string,
  message: string,
  right: (certificate: X509Certificate, claim: Members, party: Submission, world: RegistrationWorld) => boolean,
): RegistrationRule {
  return semantics(id, (party, world) =>
    certificateClaims(party).every(({ claim, certificate }) => !certificate || right(certificate, claim, party, world))
      ? undefined
      : message,
  );
}

/** Hex in either case, with or without colons, or base64url. */
function fingerprintBytes(text: string): string {
  const hex = text.replaceAll(':', '');
  return /^[0-9a-f]{64}$/i.test(hex) ? hex.toLowerCase() : Buffer.from(text, 'base64url').toString('hex');
}

function eachClaim(party: Submission, right: (claim: Members) => boolean, message: string): string | undefined {
  return party.claims.every(right) ? undefined : message;
}

const instant = (value: Json | undefined): number => Date.parse(String(value));

/** All checks after the schema, in order. */
export const registrationRules: readonly RegistrationRule[] = [
  minimum('some-claims', (party) => (party.claims.length > 0 ? undefined : 'claims are required')),
  needs('frameworkCompliance'),
  needs('frameworkAgreement'),
  needs('frameworkRole'),
  minimum('credential', (party) =>
    has(party, 'x509Certificate') || has(party, 'idpAssertion')
      ? undefined
      : 'an x509Certificate or an idpAssertion claim is required',
  ),
  minimum('certificate-for-role', (party) => {
    if (has(party, 'x509Certificate') || !has(party, 'idpAssertion')) return undefined;
    const other = rolesOf(party).find((roleId) => !EXEMPT.includes(roleId));
    return other === undefined ? undefined : `the role ${String(other)} requires an x509Certificate claim`;
  }),
  semantics('certificate-readable', (party) =>
    certificateClaims(party).every(({ certificate }) => certificate) ? undefined : 'x5c is not a certificate',
  ),
  onCertificates(
    'fingerprint',
    'x5t#s256 is not the fingerprint of the certificate',
    (certificate, claim) =>
      fingerprintBytes(String(claim['x5t#s256'])) === createHash('sha256').update(certificate.raw).digest('hex'),
  ),
  onCertificates('subject', 'subjectName is not the subject of the certificate', (certificate, claim) =>
    sameDistinguishedName(String(claim.subjectName), certificate.subject),
  ),
  onCertificates(
    'organization-identifier',
    'certificate organizationIdentifier does not align with party id',
    (certificate, _, party) => belongsTo(certificate, party.id),
  ),
  onCertificates(
    'certificate-validity',
    'the certificate is not valid today',
    (certificate, _claim, _party, { now }) =>
      Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo),
  ),
  onCertificates(
    'certificate-trust',
    'the certificate was not issued under a trusted root',
    (certificate, _claim, _party, world) => {
      // Validity has a check of its own, so trust is judged at a time at which the certificate was valid.
      const when = Math.min(Math.max(world.now, Date.parse(certificate.validFrom)), Date.parse(certificate.validTo));
      const issuer = world.intermediates.find((candidate) => certificate.checkIssued(candidate));
      return leadsToRoot(issuer ? [certificate, issuer] : [certificate], world.root, when);
    },
  ),
  semantics('verification-hash', (party) =>
    eachClaim(
      party,
      ({ verificationHash }) => verificationHash === undefined || /^[0-9a-f]{64}$/i.test(String(verificationHash)),
      'verificationHash is not a SHA-256 in hex',
    ),
  ),
  semantics('period', (party) =>
    eachClaim(
      party,
      ({ startDate, endDate }) => !startDate || !endDate || instant(startDate) < instant(endDate),
      'endDate is not after startDate',
    ),
  ),
  semantics('utc', (party) =>
    eachClaim(
      party,
      ({ startDate, endDate }) => [startDate, endDate].every((date) => !date || /(?:Z|[+-]00:00)$/i.test(String(date))),
      'times must be in UTC',
    ),
  ),
  semantics('capability-url', (party) => {
    const needed = rolesOf(party).some((roleId) => WITH_CAPABILITIES.includes(roleId));
    const missing = (claim: Members): boolean => claim.type === 'frameworkCompliance' && !claim.capabilityUrl;
    return needed && party.claims.some(missing) ? 'capabilityUrl is required for this role' : undefined;
  }),
  semantics('alias-of-another', (party, { state }) => {
    const taken = (party.alsoKnownAs ?? []).find(
      (alias) => alias !== party.id && state.parties.some(({ id }) => id === alias),
    );
    return taken === undefined ? undefined : `${taken} is the identifier of another party`;
  }),
];
