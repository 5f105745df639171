/** Faults that accept what must be refused, or that refuse it in a wrong way. */
import type { Json, ProfileName } from '../../contracts/model.ts';
import {
  type Change,
  claimAt,
  finishing,
  isMembers,
  isRegistration,
  overlooking,
  overlookingMissing,
  withoutRules,
} from './change.ts';
import type { IshareFault } from './deviation.ts';
import type { RegistrationRule } from './registration-rules.ts';
import type { Members } from './store.ts';

const fault = (
  id: string,
  title: string,
  requirement: string,
  apply: Change,
  breaks: ProfileName = 'contract',
): IshareFault => ({ id, title, catches: [requirement], breaks, apply });

const accepts = (id: string, title: string, violation: string, apply: Change): IshareFault =>
  fault(id, title, `refusal/${violation}`, apply);

const at = (pointer: string | RegExp, rule?: string): Change =>
  overlooking(
    (problem) =>
      (typeof pointer === 'string' ? problem.pointer === pointer : pointer.test(problem.pointer)) &&
      (rule === undefined || problem.rule === rule),
  );

/** The body as a reader with this habit understands it. */
const reading =
  (change: (body: Members) => Members): Change =>
  (behaviour) => ({ ...behaviour, preprocess: (body) => (isMembers(body) ? change(body) : body) });

const readingText =
  (change: (text: string) => string): Change =>
  (behaviour) => ({ ...behaviour, bodyText: (bytes) => change(behaviour.bodyText(bytes)) });

const textOf = (value: Json | undefined): Json | undefined => (typeof value === 'number' ? String(value) : value);

const mapClaims = (body: Members, change: (claim: Members) => Members): Members => ({
  ...body,
  ...(Array.isArray(body.claims) && {
    claims: (body.claims as readonly Json[]).map((claim) => (isMembers(claim) ? change(claim) : claim)),
  }),
});

/** Faults that let a broken schema pass. */
export const schemaFaults: readonly IshareFault[] = [
  accepts('accepts-missing-name', 'a party may lack its name', 'party-member-missing', at('/name', 'required')),
  accepts('accepts-missing-claims', 'a party may lack claims', 'party-member-missing', at('/claims', 'required')),
  accepts('coerces-id', 'a number as id becomes a text', 'party-member-type', at('/id', 'type')),
  accepts(
    'coerces-name',
    'a number as name becomes a text',
    'party-member-type',
    reading((body) => ({ ...body, name: textOf(body.name) as Json })),
  ),
  accepts('accepts-claims-object', 'claims may be an object', 'party-member-type', at('/claims', 'type')),
  accepts('accepts-text-as-aliases', 'alsoKnownAs may be a text', 'party-member-type', at('/alsoKnownAs', 'type')),
  accepts(
    'skips-strange-claims',
    'claims that are no objects are skipped',
    'party-member-type',
    at(/^\/claims\/\d+$/, 'type'),
  ),
  accepts('accepts-claim-without-type', 'a claim may lack its type', 'claim-member-missing', at(/\/type$/, 'required')),
  accepts(
    'defaults-claim-status',
    'a claim without status becomes active',
    'claim-member-missing',
    reading((body) => mapClaims(body, (claim) => ({ status: 'active', ...claim }))),
  ),
  accepts('accepts-unknown-status', 'any status is accepted', 'claim-status-unknown', at(/\/status$/, 'enum')),
  accepts(
    'status-case-folded',
    'the case of a status does not matter',
    'claim-status-unknown',
    reading((body) =>
      mapClaims(body, (claim) => ({
        ...claim,
        ...(typeof claim.status === 'string' && { status: claim.status.toLowerCase() }),
      })),
    ),
  ),
  accepts(
    'compliance-members-optional',
    'frameworkCompliance may lack members',
    'compliance-member-missing',
    overlookingMissing('frameworkCompliance'),
  ),
  accepts(
    'role-dates-optional',
    'a role may lack its dates',
    'role-member-missing',
    overlookingMissing('frameworkRole', 'startDate', 'endDate'),
  ),
  accepts(
    'role-loa-optional',
    'a role may lack loa',
    'role-member-missing',
    overlookingMissing('frameworkRole', 'loa'),
  ),
  accepts('accepts-any-loa', 'any loa is accepted', 'role-value-unknown', at(/\/loa$/, 'enum')),
  accepts(
    'coerces-adherence',
    'booleans become yes and no',
    'role-value-unknown',
    reading((body) =>
      mapClaims(body, (claim) =>
        typeof claim.legalAdherence === 'boolean'
          ? { ...claim, legalAdherence: claim.legalAdherence ? 'yes' : 'no' }
          : claim,
      ),
    ),
  ),
  accepts(
    'agreement-members-optional',
    'an agreement may lack members',
    'agreement-member-missing',
    overlookingMissing('frameworkAgreement'),
  ),
  accepts(
    'certificate-members-optional',
    'a certificate claim may lack members',
    'certificate-member-missing',
    overlookingMissing('x509Certificate'),
  ),
  accepts(
    'accepts-suspended-certificate',
    'a certificate may be suspended',
    'certificate-status',
    overlooking(
      ({ pointer, rule }, body) =>
        rule === 'enum' && pointer.endsWith('/status') && claimAt(body, pointer).type === 'x509Certificate',
    ),
  ),
  accepts(
    'accepts-empty-assertion-claim',
    'an idpAssertion claim may lack its assertion',
    'assertion-member-missing',
    overlookingMissing('idpAssertion'),
  ),
  accepts(
    'auth-registry-members-optional',
    'an authRegistry claim may lack members',
    'auth-registry-member-missing',
    overlookingMissing('authRegistry'),
  ),
  accepts(
    'membership-members-optional',
    'a dataspaceMembership claim may lack members',
    'membership-member-missing',
    overlookingMissing('dataspaceMembership'),
  ),
  accepts(
    'publishable-optional',
    'publiclyPublishable may be missing',
    'additional-info-publishable',
    at(/\/publiclyPublishable$/, 'required'),
  ),
  accepts(
    'coerces-publishable',
    'publiclyPublishable may be a text',
    'additional-info-publishable',
    at(/\/publiclyPublishable$/, 'type'),
  ),
  accepts(
    'accepts-bare-date',
    'a date without a time is accepted',
    'date-malformed',
    overlooking(({ rule, actual }) => rule === 'format' && /^"\d{4}-\d\d-\d\d"$/.test(actual)),
  ),
  accepts('dates-unchecked', 'dates may be any text', 'date-malformed', at(/Date$/, 'format')),
  accepts(
    'trailing-garbage-ignored',
    'what follows the first JSON value is ignored',
    'malformed-json',
    readingText((text) => text.replace(/\}[^{}\]]*$/s, '}')),
  ),
  accepts(
    'truncated-json-completed',
    'a missing brace at the end is added',
    'malformed-json',
    readingText((text) => (/[^}\s]\s*$/.test(text) && text.startsWith('{') ? `${text}}` : text)),
  ),
  accepts('missing-body-accepted', 'a missing body is an empty party', 'missing-body', (behaviour) => ({
    ...behaviour,
    bodyText: (bytes) => behaviour.bodyText(bytes).trim() || '{}',
    overlooks: (_, body) => isMembers(body) && Object.keys(body).length === 0,
  })),
  accepts('array-unwrapped', 'an array with one party is taken for the party', 'not-an-object', (behaviour) => ({
    ...behaviour,
    preprocess: (body) => (Array.isArray(body) && body.length === 1 ? (body[0] as Json) : body),
  })),
];

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

const NEEDED = [
  'some-claims',
  'needs-frameworkCompliance',
  'needs-frameworkAgreement',
  'needs-frameworkRole',
  'credential',
];

/** Faults that let a registration pass without the claims it needs. */
export const claimSetFaults: readonly IshareFault[] = [
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
];

const meaningless = (id: string, title: string, violation: string, rule: string): IshareFault =>
  fault(id, title, `semantics/${violation}`, withoutRules(rule), 'reference');

/** Faults that let disagreeing members pass. */
export const semanticFaults: readonly IshareFault[] = [
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
  meaningless(
    'alias-of-another-accepted',
    'alsoKnownAs may hold the id of another party',
    'alias-of-another',
    'alias-of-another',
  ),
];

/** Faults in how things are refused. */
export const refusalFaults: readonly IshareFault[] = [
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
