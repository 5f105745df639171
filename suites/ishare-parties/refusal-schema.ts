/**
 * What the schemas refuse. Where the text leaves no doubt this decides under `contract`, elsewhere under `reference`.
 */
import { clause } from '../clause.ts';
import { refused } from './refused.ts';

const DOCUMENT = 'ishare-openapi-3.0';

const SCHEMA_CAUSES = 'Usual causes: no validation against the schema; a default put in; a value converted.';
const FIRST_ONLY = 'Usual causes: only the first claim of a type looked at.';
const UNKNOWN_TYPES = 'Usual causes: claims of data spaces stored without a look at them.';

/** Claims that a registry may offer; the schema of all claims holds for them as well. */
const statusAndDates = (
  [
    ['assertion', 'idpAssertion', 'idp-assertion'],
    ['auth-registry', 'authRegistry', 'auth-registry'],
    ['membership', 'dataspaceMembership', 'membership'],
    ['dataspace-agreement', 'dataspaceAgreement', 'dataspace-agreement'],
    ['dataspace-role', 'dataspaceRole', 'dataspace-role'],
  ] as const
).map(([id, type, slug]) =>
  refused(
    `${id}-status-and-dates`,
    clause(DOCUMENT, slug),
    `A claim of type ${type} without a status, with an unknown one or with a malformed date is refused.`,
    'Usual causes: what all claims have in common checked for the claims of the minimum set only.',
  ),
);

/** Requirements on the schemas. */
export const schemaRefusalRequirements = [
  refused(
    'party-member-missing',
    clause(DOCUMENT, 'party-required'),
    'A party without name or claims is refused.',
    SCHEMA_CAUSES,
    true,
  ),
  refused(
    'party-member-type',
    clause(DOCUMENT, 'party-types'),
    'A party with a member of a wrong type is refused, null included.',
    SCHEMA_CAUSES,
  ),
  refused(
    'text-member-type',
    clause(DOCUMENT, 'party-types'),
    'A number, a list or an object where a claim, a time or an alias is a text is refused.',
    'Usual causes: x5c taken as the list that a JOSE header has; values converted.',
  ),
  refused(
    'claim-member-missing',
    clause(DOCUMENT, 'claim-required'),
    'A claim without type or status is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'claim-status-unknown',
    clause(DOCUMENT, 'claim-status'),
    'A claim with a status outside active, inactive, revoked, suspended is refused; their case matters.',
    SCHEMA_CAUSES,
  ),
  refused(
    'compliance-member-missing',
    clause(DOCUMENT, 'compliance'),
    'A frameworkCompliance claim without frameworkId, startDate or endDate is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'capability-url-malformed',
    clause(DOCUMENT, 'capability-url'),
    'A capabilityUrl that is no URI is refused.',
    'Usual causes: formats not checked.',
  ),
  refused(
    'role-member-missing',
    clause(DOCUMENT, 'role'),
    'A frameworkRole claim without roleId, loa, compliancyVerified, legalAdherence or a date is refused.',
    SCHEMA_CAUSES,
    true,
  ),
  refused(
    'role-value-unknown',
    clause(DOCUMENT, 'role'),
    'A frameworkRole claim whose loa, compliancyVerified or legalAdherence is outside its list, or a boolean, is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'agreement-member-missing',
    clause(DOCUMENT, 'agreement'),
    'A frameworkAgreement claim without agreementType, agreementId or title is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'framework-id-missing',
    clause(DOCUMENT, 'role'),
    'A frameworkRole or frameworkAgreement claim that names no framework is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'certificate-member-missing',
    clause(DOCUMENT, 'certificate'),
    'An x509Certificate claim without subjectName, certificateType, x5c or x5t#s256 is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'certificate-status',
    clause(DOCUMENT, 'certificate-status'),
    'An x509Certificate claim is active or revoked; suspended and inactive are refused.',
    'Usual causes: the statuses of all claims applied to certificates.',
  ),
  refused(
    'second-certificate-member-missing',
    clause(DOCUMENT, 'certificate'),
    'Where a party may have two certificates, the second claim must be whole as well.',
    FIRST_ONLY,
  ),
  refused(
    'assertion-member-missing',
    clause(DOCUMENT, 'idp-assertion'),
    'An idpAssertion claim without its assertion is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'auth-registry-member-missing',
    clause(DOCUMENT, 'auth-registry'),
    'An authRegistry claim without name, authUrl or authRegistryId is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'membership-member-missing',
    clause(DOCUMENT, 'membership'),
    'A dataspaceMembership claim without dataspaceId or legalAdherence is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'membership-publishable',
    clause(DOCUMENT, 'additional-info'),
    'additionalInfo of a dataspaceMembership without publiclyPublishable, or with a text there, is refused.',
    'Usual causes: consent assumed; the text "true" converted.',
  ),
  refused(
    'membership-value',
    clause(DOCUMENT, 'membership'),
    'A dataspaceMembership claim without a date, or with a legalAdherence outside its list, is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'dataspace-agreement-member-missing',
    clause(DOCUMENT, 'dataspace-agreement'),
    'A dataspaceAgreement claim without dataspaceId, agreementType, agreementId or title is refused.',
    UNKNOWN_TYPES,
  ),
  refused(
    'dataspace-role-member',
    clause(DOCUMENT, 'dataspace-role'),
    'A dataspaceRole claim without a member that a role must have, or with a loa outside its list, is refused.',
    UNKNOWN_TYPES,
  ),
  refused(
    'additional-info-publishable',
    clause(DOCUMENT, 'additional-info'),
    'additionalInfo without publiclyPublishable, or with a text there, is refused: the consent must be said.',
    'Usual causes: consent assumed; the text "true" converted.',
  ),
  refused(
    'additional-info-type',
    clause(DOCUMENT, 'additional-info'),
    'additionalInfo with a member of a wrong type is refused.',
    'Usual causes: contact data stored as any JSON.',
  ),
  refused(
    'date-malformed',
    clause(DOCUMENT, 'claim-dates'),
    'A date that is no RFC 3339 time is refused, in any claim: a bare date, a time without a zone, month 13, 30 February.',
    'Usual causes: lenient parsers for dates; formats not checked.',
  ),
  ...statusAndDates,
];
