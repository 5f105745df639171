/**
 * Rules of the request oracle on certificate claims: what the certificate says against what the claim and the party say.
 * All of them are semantic, so they decide under `reference` only; `contract` does not score such a body.
 */
import type { X509Certificate } from 'node:crypto';
import {
  type CertificateFacts,
  derivedPartyId,
  isIssuedUnder,
  normaliseFingerprint,
  readCertificate,
} from './certificate.ts';
import { attributeType, parseDistinguishedName } from './distinguished-name.ts';
import { type Claim, type Registration, type Remark, remark } from './remark.ts';
import { shorten } from './schema.ts';

interface World {
  readonly now: number;
  readonly trustedRoots?: readonly X509Certificate[];
  readonly intermediates?: readonly X509Certificate[];
}

/** Remarks on every certificate claim whose members are texts. */
export function certificateRemarks(registration: Registration, world: World): Remark[] {
  return registration.claims.flatMap((claim, index) =>
    claim.type === 'x509Certificate' && typeof claim.x5c === 'string'
      ? remarksOnOne(claim, claim.x5c, `/claims/${index}`, registration, world)
      : [],
  );
}

function remarksOnOne(claim: Claim, x5c: string, pointer: string, registration: Registration, world: World): Remark[] {
  const facts = readCertificate(x5c);
  if (!facts) return [strict(`${pointer}/x5c`, 'certificate', 'base64 of a DER certificate', shorten(x5c))];
  return [
    ...fingerprintRemarks(claim, facts, pointer),
    ...subjectRemarks(claim, facts, pointer),
    ...identifierRemarks(registration.party, facts, pointer),
    ...validityRemarks(facts, pointer, world.now),
    ...trustRemarks(facts, pointer, world),
  ];
}

function strict(pointer: string, rule: string, expected: string, actual: string): Remark {
  return remark(pointer, rule, expected, actual, 'not-scored', 'invalid');
}

function fingerprintRemarks(claim: Claim, facts: CertificateFacts, pointer: string): Remark[] {
  const text = claim['x5t#s256'];
  if (typeof text !== 'string') return [];
  const place = `${pointer}/x5t#s256`;
  if (normaliseFingerprint(text) !== facts.fingerprints.hex) {
    return [strict(place, 'fingerprint', `SHA-256 of the certificate, ${facts.fingerprints.hex}`, shorten(text))];
  }
  // The page shows lower-case hex; the other notations occur elsewhere.
  return text === facts.fingerprints.hex
    ? []
    : [remark(place, 'fingerprint-notation', 'lower-case hex', shorten(text), 'not-scored', 'valid')];
}

function subjectRemarks(claim: Claim, facts: CertificateFacts, pointer: string): Remark[] {
  const text = claim.subjectName;
  if (typeof text !== 'string') return [];
  const said = parseDistinguishedName(text);
  const same = said?.length === facts.subject.length && said.every((pair, index) => pair === facts.subject[index]);
  const place = `${pointer}/subjectName`;
  if (!same)
    return [strict(place, 'subject', `the subject of the certificate, ${facts.subject.join(',')}`, shorten(text))];
  // "As encoded in the certificate" may be read as the order of the attributes too.
  return inEncodingOrder(text, facts)
    ? []
    : [remark(place, 'subject-notation', 'attributes in encoding order', shorten(text), 'not-scored', 'valid')];
}

function inEncodingOrder(text: string, { certificate }: CertificateFacts): boolean {
  const [first = ''] = Object.keys(certificate.toLegacyObject().subject);
  return attributeType(text.slice(0, text.indexOf('='))) === attributeType(first);
}

function identifierRemarks(party: Registration['party'], facts: CertificateFacts, pointer: string): Remark[] {
  if (typeof party.id !== 'string') return [];
  const derived = facts.organizationIdentifier && derivedPartyId(facts.organizationIdentifier);
  return derived === party.id
    ? []
    : [
        strict(
          `${pointer}/x5c`,
          'organization-identifier',
          `a certificate for ${party.id}`,
          `organizationIdentifier ${facts.organizationIdentifier ?? 'missing'}`,
        ),
      ];
}

function validityRemarks(facts: CertificateFacts, pointer: string, now: number): Remark[] {
  if (facts.notBefore <= now && now <= facts.notAfter) return [];
  const period = `${new Date(facts.notBefore).toISOString()} to ${new Date(facts.notAfter).toISOString()}`;
  return [strict(`${pointer}/x5c`, 'certificate-validity', 'a certificate that is valid today', period)];
}

function trustRemarks(facts: CertificateFacts, pointer: string, world: World): Remark[] {
  const place = `${pointer}/x5c`;
  if (!world.trustedRoots) {
    return [remark(place, 'certificate-trust', 'an issuer known to be trusted', 'unknown', 'not-scored')];
  }
  return isIssuedUnder(facts.certificate, world.intermediates ?? [], world.trustedRoots)
    ? []
    : [strict(place, 'certificate-trust', 'a certificate issued under a trusted root', 'another issuer')];
}
