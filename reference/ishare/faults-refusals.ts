/** Faults that accept registrations without the claims they need or with members that disagree, or refuse in a wrong way. */
import type { ProfileName } from '../../contracts/model.ts';
import { readOne } from './chain-check.ts';
import { type Change, finishing, isRegistration, withoutRules } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import type { RegistrationRule } from './registration-rules.ts';
import type { Members } from './store.ts';

const fault = (
  id: string,
  title: string,
  requirement: string,
  apply: Change,
  breaks: ProfileName = 'contract',
): FaultEntry => ({ id, title, catches: [requirement], breaks, apply });

const accepts = (id: string, title: string, violation: string, apply: Change): FaultEntry =>
  fault(id, title, `refusal/${violation}`, apply);

const withRule =
  (id: string, broken: RegistrationRule['broken']): Change =>
  (behaviour) => ({
    ...behaviour,
    registrationRules: behaviour.registrationRules.map((rule) => (rule.id === id ? { ...rule, broken } : rule)),
  });

const roles = (claims: readonly Members[]): readonly string[] =>
  claims.flatMap(({ type, roleId }) => (type === 'frameworkRole' ? [String(roleId)] : []));
const lacksCertificate = (claims: readonly Members[]): boolean =>
  !claims.some(({ type }) => type === 'x509Certificate');
const exempt = (role: string | undefined): boolean => role === 'ServiceConsumer' || role === 'EntitledParty';

const WITH_CERTIFICATE = [
  'ServiceProvider',
  'AuthorisationRegistry',
  'IdentityProvider',
  'IdentityBroker',
  'ParticipantRegistry',
];

const NEEDED = [
  'some-claims',
  'needs-frameworkCompliance',
  'needs-frameworkAgreement',
  'needs-frameworkRole',
  'credential',
];

/** Faults that let a registration pass without the claims it needs. */
export const claimSetFaults: readonly FaultEntry[] = [
  accepts('accepts-no-claims', 'an empty list of claims is accepted', 'claims-empty', (behaviour) => ({
    ...behaviour,
    registrationRules: behaviour.registrationRules.map((rule) =>
      NEEDED.includes(rule.id)
        ? { ...rule, broken: (party, world) => (party.claims.length === 0 ? undefined : rule.broken(party, world)) }
        : rule,
    ),
  })),
  accepts(
    'compliance-optional',
    'frameworkCompliance is not demanded',
    'compliance-claim-missing',
    withoutRules('needs-frameworkCompliance'),
  ),
  accepts(
    'agreement-optional',
    'frameworkAgreement is not demanded',
    'agreement-claim-missing',
    withoutRules('needs-frameworkAgreement'),
  ),
  accepts('role-optional', 'frameworkRole is not demanded', 'role-claim-missing', withoutRules('needs-frameworkRole')),
  ...(['consumer', 'entitled-party', 'provider'] as const).map((who) => {
    const role = { consumer: 'ServiceConsumer', 'entitled-party': 'EntitledParty', provider: 'ServiceProvider' }[who];
    return accepts(
      `credential-optional-${who}`,
      `a ${role} may lack both credentials`,
      `credential-missing-${who}`,
      withRule('credential', ({ claims }) =>
        lacksCertificate(claims) && !claims.some(({ type }) => type === 'idpAssertion') && !roles(claims).includes(role)
          ? 'a credential is required'
          : undefined,
      ),
    );
  }),
  accepts(
    'certificate-rule-unchecked',
    'any role may do without a certificate',
    'certificate-rule-provider',
    withoutRules('certificate-for-role'),
  ),
  accepts(
    'certificate-rule-some-role',
    'one exempt role is enough',
    'certificate-rule-mixed-roles',
    withRule('certificate-for-role', ({ claims }) =>
      lacksCertificate(claims) && roles(claims).length > 0 && !roles(claims).some(exempt)
        ? 'a certificate is required'
        : undefined,
    ),
  ),
  accepts(
    'certificate-rule-first-role',
    'only the first role counts',
    'certificate-rule-mixed-roles',
    withRule('certificate-for-role', ({ claims }) =>
      lacksCertificate(claims) && roles(claims).length > 0 && !exempt(roles(claims)[0])
        ? 'a certificate is required'
        : undefined,
    ),
  ),
  accepts(
    'certificate-rule-providers-only',
    'only providers need a certificate',
    'certificate-rule-other-roles',
    withRule('certificate-for-role', ({ claims }) =>
      lacksCertificate(claims) && roles(claims).includes('ServiceProvider') ? 'a certificate is required' : undefined,
    ),
  ),
  {
    id: 'certificate-rule-listed-roles',
    title: 'roles that need a certificate are listed, any other does without',
    catches: ['refusal/certificate-rule-provider', 'refusal/certificate-rule-other-roles'],
    breaks: 'contract',
    apply: withRule('certificate-for-role', ({ claims }) =>
      lacksCertificate(claims) && roles(claims).some((role) => WITH_CERTIFICATE.includes(role))
        ? 'a certificate is required'
        : undefined,
    ),
  },
];

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

/** Faults in how things are refused. */
export const refusalFaults: readonly FaultEntry[] = [
  fault('refusal-500', 'what is refused is answered with 500', 'refusal/compliance-claim-missing', (behaviour) => ({
    ...behaviour,
    refusal: () => ({ status: 500, body: { error: 'internal' } }),
  })),
  fault(
    'refusal-enveloped',
    'what is refused is answered with 200 and status false',
    'refusal/compliance-claim-missing',
    (behaviour) => ({
      ...behaviour,
      refusal: ({ message }) => ({ status: 200, body: { status: false, message } }),
    }),
  ),
  fault(
    'refusal-redirect',
    'what is refused is answered with 302',
    'refusal/compliance-claim-missing',
    (behaviour) => ({ ...behaviour, refusal: () => ({ status: 302, headers: { location: '/error' } }) }),
  ),
  fault(
    'refusal-404',
    'what is refused is answered with 404',
    'refusal/status',
    (behaviour) => ({ ...behaviour, refusal: () => ({ status: 404, body: { error: 'not found' } }) }),
    'reference',
  ),
  fault(
    'claim-set-404',
    'a missing credential or certificate is answered with 404',
    'refusal/status',
    (behaviour) => ({
      ...behaviour,
      refusal: (refusal) =>
        refusal.kind === 'minimum' && /idpAssertion|requires an x509Certificate/.test(refusal.message)
          ? { status: 404, body: { error: 'not found' } }
          : behaviour.refusal(refusal),
    }),
    'reference',
  ),
  fault(
    'no-json-404',
    'what is no JSON object is answered with 404',
    'refusal/status',
    (behaviour) => ({
      ...behaviour,
      refusal: (refusal) =>
        refusal.kind === 'json' || refusal.message.startsWith('the body')
          ? { status: 404, body: { error: 'not found' } }
          : behaviour.refusal(refusal),
    }),
    'reference',
  ),
  fault('schema-500', 'what breaks the schema is answered with 500', 'refusal/role-member-missing', (behaviour) => ({
    ...behaviour,
    refusal: (refusal) =>
      refusal.kind === 'schema' ? { status: 500, body: { error: 'validation error' } } : behaviour.refusal(refusal),
  })),
  fault(
    'refused-but-stored',
    'what breaks the minimum set is refused and stored',
    'refusal/leaves-nothing',
    (behaviour) => ({ ...behaviour, storesRefused: ({ kind }) => kind === 'minimum' }),
  ),
  fault(
    'refused-schema-but-stored',
    'what breaks the schema is refused and stored',
    'refusal/leaves-nothing',
    (behaviour) => ({ ...behaviour, storesRefused: ({ kind }) => kind === 'schema' }),
  ),
  fault(
    'unauthorised-but-redirected',
    'a refusal is a page in HTML with status 200',
    'refusal/compliance-claim-missing',
    finishing(isRegistration, (answer) =>
      answer.status >= 400 && answer.status !== 401
        ? { status: 200, body: '<p>Something went wrong</p>', mediaType: 'text/html' }
        : answer,
    ),
  ),
];
