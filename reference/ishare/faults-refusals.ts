/** Faults that accept registrations without the claims they need or with members that disagree, or refuse in a wrong way. */
import { type Change, finishing, isRegistration, roles, withoutRules, withRule } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members } from './store.ts';

const accepts = (id: string, title: string, violation: string, apply: Change): FaultEntry =>
  fault(id, title, `refusal/${violation}`, apply);

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
