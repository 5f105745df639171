/** Faults that let members pass which do not mean what they should. */
import { readOne } from './chain-check.ts';
import { roles, withoutRules, withRule } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members } from './store.ts';

const withoutLaterCertificates = (claims: readonly Members[]): readonly Members[] => {
  const first = claims.find(({ type }) => type === 'x509Certificate');
  return claims.filter((claim) => claim.type !== 'x509Certificate' || claim === first);
};

const meaningless = (id: string, title: string, violation: string, rule: string): FaultEntry =>
  fault(id, title, `semantics/${violation}`, withoutRules(rule), 'reference');

/** Faults that let disagreeing members pass. */
export const semanticFaults: readonly FaultEntry[] = [
  meaningless('fingerprint-unchecked', 'the fingerprint is not compared', 'fingerprint-of-another', 'fingerprint'),
  meaningless('certificate-unread', 'x5c may be anything', 'certificate-unreadable', 'certificate-readable'),
  meaningless('subject-unchecked', 'subjectName is not compared', 'subject-of-another', 'subject'),
  meaningless(
    'organisation-unchecked',
    'the certificate may name another organisation',
    'certificate-of-another',
    'organization-identifier',
  ),
  meaningless(
    'certificate-trust-unchecked',
    'the issuer of a certificate does not matter',
    'certificate-untrusted',
    'certificate-trust',
  ),
  fault(
    'certificate-issuer-by-name',
    'the issuer of a certificate is compared by its name only',
    'semantics/certificate-untrusted',
    withRule('certificate-trust', ({ claims }, { root, intermediates }) => {
      const known = [root, ...intermediates].map(({ subject }) => subject);
      const read = claims.flatMap(({ type, x5c }) => (type === 'x509Certificate' ? (readOne(String(x5c)) ?? []) : []));
      return read.every(({ issuer }) => known.includes(issuer)) ? undefined : 'the issuer is not known';
    }),
    'reference',
  ),
  meaningless(
    'certificate-validity-unchecked',
    'a certificate may be expired',
    'certificate-expired',
    'certificate-validity',
  ),
  meaningless('hash-unchecked', 'verificationHash may be anything', 'hash-malformed', 'verification-hash'),
  meaningless('period-unchecked', 'a claim may end before it starts', 'period-reversed', 'period'),
  meaningless('offsets-accepted', 'times need not be in UTC', 'date-with-offset', 'utc'),
  meaningless('capability-url-optional', 'no role needs a capabilityUrl', 'capability-url-missing', 'capability-url'),
  fault(
    'second-certificate-unread',
    'of several certificates the first is looked at',
    'semantics/second-certificate-of-another',
    (behaviour) => ({
      ...behaviour,
      registrationRules: behaviour.registrationRules.map((rule) => ({
        ...rule,
        broken: (party, world) => rule.broken({ ...party, claims: withoutLaterCertificates(party.claims) }, world),
      })),
    }),
    'reference',
  ),
  fault(
    'hash-of-first-agreement-unchecked',
    'only the hash of the last agreement is checked',
    'semantics/hash-malformed',
    withRule('verification-hash', ({ claims }) => {
      const hash = claims.filter(({ type }) => type === 'frameworkAgreement').at(-1)?.verificationHash;
      return hash === undefined || /^[0-9a-f]{64}$/i.test(String(hash)) ? undefined : 'no SHA-256';
    }),
    'reference',
  ),
  fault(
    'capability-url-of-providers-only',
    'only a ServiceProvider needs a capabilityUrl',
    'semantics/capability-url-missing',
    withRule('capability-url', ({ claims }) =>
      roles(claims).includes('ServiceProvider') &&
      claims.some(({ type, capabilityUrl }) => type === 'frameworkCompliance' && !capabilityUrl)
        ? 'capabilityUrl is required'
        : undefined,
    ),
    'reference',
  ),
  meaningless(
    'alias-of-another-accepted',
    'alsoKnownAs may hold the id of another party',
    'alias-of-another',
    'alias-of-another',
  ),
];
