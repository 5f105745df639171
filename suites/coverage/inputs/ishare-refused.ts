/**
 * Rows of the table of inputs of `ishare-parties`: what must be refused. Examples are the variants of the violations.
 */
import type { Claim, InputGroup, InputRow } from './row.ts';

const OPERATION = 'register-new-party';

const onPage = (slug: string): string => `ishare-post-parties#${slug}`;
const inDocument = (slug: string): string => `ishare-openapi-3.0#${slug}`;

const refused = (
  violation: string,
  input: string,
  behind: string,
  [contract, reference]: readonly [contract: Claim, reference: Claim] = ['refused', 'refused'],
): InputRow => ({
  input,
  contract,
  reference,
  behind: [behind],
  requirements: [`${contract === 'refused' ? 'refusal' : 'semantics'}/${violation}`],
  violations: [violation],
  examples: [],
});

/** What the schema refuses, although readers of the scheme are known to be lenient: scored under `reference` only. */
const strictly = (violation: string, input: string, behind: string): InputRow => ({
  ...refused(violation, input, behind, ['not-scored', 'refused']),
  requirements: [`refusal/${violation}`],
});

const meaningless = (violation: string, input: string, behind: string, remark?: string): InputRow => ({
  ...refused(violation, input, behind, ['not-scored', 'refused']),
  ...(remark !== undefined && { remark }),
});

const schemaRows: readonly InputRow[] = [
  refused('party-member-missing', 'no `name`, no `claims`', inDocument('party-required')),
  refused('party-member-type', 'a member of the party with another type, or null', inDocument('party-types')),
  refused('claim-member-missing', 'a claim without `type` or `status`', inDocument('claim-required')),
  refused('claim-status-unknown', 'a status that is not listed, another case included', inDocument('claim-status')),
  refused('compliance-member-missing', 'frameworkCompliance without a required member', inDocument('compliance')),
  refused('role-member-missing', 'frameworkRole without a required member', inDocument('role')),
  refused('role-value-unknown', '`loa`, `compliancyVerified` or `legalAdherence` outside its list', inDocument('role')),
  refused('agreement-member-missing', 'frameworkAgreement without a required member', inDocument('agreement')),
  refused('certificate-member-missing', 'x509Certificate without a required member', inDocument('certificate')),
  refused('certificate-status', 'x509Certificate suspended or inactive', inDocument('certificate-status')),
  refused(
    'second-certificate-member-missing',
    'a second x509Certificate without a required member',
    inDocument('certificate'),
  ),
  refused('assertion-member-missing', 'idpAssertion without `assertion`', inDocument('idp-assertion')),
  refused('auth-registry-member-missing', 'authRegistry without a required member', inDocument('auth-registry')),
  refused('membership-member-missing', 'dataspaceMembership without a required member', inDocument('membership')),
  refused(
    'additional-info-publishable',
    '`additionalInfo` without `publiclyPublishable`, or with a text there',
    inDocument('additional-info'),
  ),
  refused(
    'membership-publishable',
    '`additionalInfo` of a dataspaceMembership without `publiclyPublishable`, or with a text there',
    inDocument('additional-info'),
  ),
  ...(
    [
      ['assertion', 'idpAssertion', 'idp-assertion'],
      ['auth-registry', 'authRegistry', 'auth-registry'],
      ['membership', 'dataspaceMembership', 'membership'],
      ['dataspace-agreement', 'dataspaceAgreement', 'dataspace-agreement'],
      ['dataspace-role', 'dataspaceRole', 'dataspace-role'],
    ] as const
  ).map(([id, type, slug]) =>
    refused(`${id}-status-and-dates`, `${type} with a wrong status or a malformed date`, inDocument(slug)),
  ),
  refused('date-malformed', 'a date that is no RFC 3339 time', inDocument('claim-dates')),
  strictly('text-member-type', 'a number, a list or an object where a text belongs', inDocument('party-types')),
  strictly('framework-id-missing', 'frameworkRole or frameworkAgreement without `frameworkId`', inDocument('role')),
  strictly('capability-url-malformed', 'a `capabilityUrl` that is no URI', inDocument('capability-url')),
  strictly('additional-info-type', 'a member of `additionalInfo` of a wrong type', inDocument('additional-info')),
  strictly('membership-value', 'dataspaceMembership without dates, unknown `legalAdherence`', inDocument('membership')),
  strictly(
    'dataspace-agreement-member-missing',
    'dataspaceAgreement without a required member',
    inDocument('dataspace-agreement'),
  ),
  strictly('dataspace-role-member', 'dataspaceRole without a required member', inDocument('dataspace-role')),
];

const setRows: readonly InputRow[] = [
  refused('claims-empty', '`claims: []`', onPage('minimum-set')),
  refused('compliance-claim-missing', 'no frameworkCompliance claim', onPage('minimum-set')),
  refused('agreement-claim-missing', 'no frameworkAgreement claim', onPage('minimum-set')),
  refused('role-claim-missing', 'no frameworkRole claim', onPage('minimum-set')),
  refused('credential-missing-consumer', 'a ServiceConsumer with neither credential', onPage('exempt-roles')),
  refused('credential-missing-entitled-party', 'an EntitledParty with neither credential', onPage('exempt-roles')),
  refused('credential-missing-provider', 'a ServiceProvider with neither credential', onPage('certificate-required')),
  refused(
    'certificate-rule-provider',
    'a ServiceProvider with an idpAssertion and no certificate',
    onPage('certificate-required'),
  ),
  refused(
    'certificate-rule-mixed-roles',
    'an exempt role beside a ServiceProvider, with an idpAssertion and no certificate',
    onPage('certificate-required'),
  ),
  refused(
    'certificate-rule-other-roles',
    'another role of the scheme with an idpAssertion and no certificate',
    onPage('certificate-required'),
  ),
];

const bodyRows: readonly InputRow[] = [
  refused('malformed-json', 'a body that is not JSON', onPage('request-json')),
  refused('missing-body', 'no body, or nothing but white space', inDocument('party')),
  refused('not-an-object', 'JSON that is no object', inDocument('party')),
];

const SHOULD = 'A SHOULD: no text names it as a ground for refusal.';

const meaningRows: readonly InputRow[] = [
  meaningless('fingerprint-of-another', 'a fingerprint of another certificate', inDocument('certificate-fingerprint')),
  meaningless('certificate-unreadable', '`x5c` that is no certificate', inDocument('certificate')),
  meaningless('subject-of-another', '`subjectName` of another certificate', inDocument('certificate-subject')),
  meaningless(
    'certificate-of-another',
    'a certificate that names another organisation',
    'ishare-framework#certificate-names-the-party',
  ),
  meaningless(
    'second-certificate-of-another',
    'a second certificate that names another organisation',
    'ishare-framework#certificate-names-the-party',
  ),
  meaningless(
    'certificate-untrusted',
    'a certificate of an authority that nobody trusts, or that the authority in it did not sign',
    inDocument('certificate'),
  ),
  meaningless('certificate-expired', 'a certificate that is not valid today', inDocument('certificate')),
  meaningless('hash-malformed', '`verificationHash` that is no SHA-256', inDocument('verification-hash')),
  meaningless('period-reversed', 'a claim that ends before it starts', inDocument('claim-dates'), SHOULD),
  meaningless('date-with-offset', 'a time with an offset other than zero', inDocument('claim-dates'), SHOULD),
  meaningless(
    'capability-url-missing',
    'a ServiceProvider, AuthorisationRegistry, IdentityProvider or ParticipantRegistry without `capabilityUrl`',
    inDocument('capability-url'),
    SHOULD,
  ),
  {
    input: 'the identifier of another party in `alsoKnownAs`',
    contract: 'not-scored',
    reference: 'refused',
    behind: ['ishare-framework#identifiers-unique'],
    requirements: ['semantics/alias-of-another'],
    examples: [],
    decidedBy: 'state',
  },
  {
    input: 'an identifier that is registered already, with other data',
    contract: 'not-scored',
    reference: 'refused',
    behind: ['ishare-framework#status-codes'],
    requirements: ['identifiers/duplicate-status'],
    examples: [],
    decidedBy: 'state',
    remark: 'Under `contract` it must change nothing, make no second party and be no server error.',
  },
];

/** What must be refused, in the order of the page. */
export const ishareRefusedInputs: readonly InputGroup[] = [
  { title: 'Schemas', operation: OPERATION, rows: schemaRows },
  { title: 'The minimum set and the credential of each role', operation: OPERATION, rows: setRows },
  { title: 'The body as such', operation: OPERATION, rows: bodyRows },
  { title: 'Meaning and state', operation: OPERATION, rows: meaningRows },
];
