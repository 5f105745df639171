/** Violations of the schemas of what a party may have besides: contact data, a second certificate, claims of further types. */
import { type JsonObject, withValueAt } from '../json-paths.ts';
import type { TableVariant, Violation } from '../violation.ts';
import { fullAdditionalInfo, furtherClaims } from './claims.ts';
import { place, registration } from './registration.ts';
import {
  at,
  type Carrier,
  membersMissing,
  missing,
  secondCertificate,
  violation,
  withFurther,
  wrong,
} from './violation-parts.ts';

const { compliance, credential, further } = place;

const fullInfo: Carrier = (valid) => withValueAt(valid, at(compliance, 'additionalInfo'), fullAdditionalInfo);
const info = (...members: readonly (string | number)[]) => at(compliance, 'additionalInfo', ...members);

/** A consumer that only has an assertion. */
const assertionOnly: Carrier = () => registration({ credential: 'assertion' });

const having = (type: string): Carrier => withFurther(furtherClaims[type] as JsonObject);
const authRegistry = having('authRegistry');
const membership = having('dataspaceMembership');
const dataspaceAgreement = having('dataspaceAgreement');
const dataspaceRole = having('dataspaceRole');

const without = (carrier: Carrier, members: readonly string[]): TableVariant[] =>
  members.map((member) => missing(at(further, member), carrier));

/** The members that all claims have, in one of these: a status, and dates where there are some. */
const statusAndDates = (id: string, type: string, index: number, carrier: Carrier): Violation =>
  violation(
    `${id}-status-and-dates`,
    `a claim of type ${type} whose status or dates are wrong`,
    [
      missing(at(index, 'status'), carrier),
      wrong('enum', at(index, 'status'), 'pending', 'pending', carrier),
      wrong('format', at(index, 'startDate'), 'a bare date', '2026-01-01', carrier),
      wrong('format', at(index, 'endDate'), 'no date', 'next year', carrier),
    ],
    carrier,
  );

/** Violations of these schemas. */
export const furtherClaimViolations: readonly Violation[] = [
  membersMissing(
    'assertion-member-missing',
    'an idpAssertion claim without its assertion',
    credential,
    ['assertion'],
    assertionOnly,
  ),
  membersMissing(
    'auth-registry-member-missing',
    'an authRegistry claim without a member',
    further,
    ['authUrl', 'authRegistryId', 'name'],
    authRegistry,
  ),
  membersMissing(
    'membership-member-missing',
    'a dataspaceMembership claim without a member',
    further,
    ['dataspaceId', 'legalAdherence'],
    membership,
  ),
  violation(
    'membership-publishable',
    'additionalInfo of a dataspaceMembership whose publiclyPublishable is missing or no boolean',
    [
      wrong('required', at(further, 'additionalInfo'), 'without consent', { description: 'A member' }, membership),
      wrong('type', at(further, 'additionalInfo'), 'the text true', { publiclyPublishable: 'true' }, membership),
    ].map((variant) => ({ ...variant, pointer: `${variant.pointer}/publiclyPublishable` })),
    membership,
  ),
  statusAndDates('assertion', 'idpAssertion', credential, assertionOnly),
  statusAndDates('auth-registry', 'authRegistry', further, authRegistry),
  statusAndDates('membership', 'dataspaceMembership', further, membership),
  statusAndDates('dataspace-agreement', 'dataspaceAgreement', further, dataspaceAgreement),
  statusAndDates('dataspace-role', 'dataspaceRole', further, dataspaceRole),
  violation(
    'membership-value',
    'a dataspaceMembership claim without a date or with a value outside its list',
    [
      ...without(membership, ['startDate', 'endDate']),
      wrong('enum', at(further, 'legalAdherence'), 'partly', 'partly', membership),
    ],
    membership,
    'reference',
  ),
  membersMissing(
    'dataspace-agreement-member-missing',
    'a dataspaceAgreement claim without a member',
    further,
    ['dataspaceId', 'agreementType', 'agreementId', 'title'],
    dataspaceAgreement,
    'reference',
  ),
  violation(
    'dataspace-role-member',
    'a dataspaceRole claim without a member or with a value outside its list',
    [
      ...without(dataspaceRole, [
        'dataspaceId',
        'roleId',
        'loa',
        'compliancyVerified',
        'legalAdherence',
        'startDate',
        'endDate',
      ]),
      wrong('enum', at(further, 'loa'), 'medium', 'medium', dataspaceRole),
      wrong('enum', at(further, 'compliancyVerified'), 'pending', 'pending', dataspaceRole),
      wrong('enum', at(further, 'legalAdherence'), 'partly', 'partly', dataspaceRole),
    ],
    dataspaceRole,
    'reference',
  ),
  membersMissing(
    'second-certificate-member-missing',
    'a second x509Certificate claim without a member',
    further,
    ['subjectName', 'x5c', 'x5t#s256', 'certificateType'],
    secondCertificate,
  ),
  violation(
    'additional-info-publishable',
    'additionalInfo whose publiclyPublishable is missing or no boolean',
    [
      missing(info('publiclyPublishable'), fullInfo),
      wrong('type', info('publiclyPublishable'), 'the text true', 'true', fullInfo),
    ],
    fullInfo,
  ),
  violation(
    'additional-info-type',
    'additionalInfo with a member of a wrong type',
    [
      wrong('type', info(), 'a text', 'A party', fullInfo),
      wrong('type', info('description'), 'a number', 42, fullInfo),
      wrong('type', info('logo'), 'an object', {}, fullInfo),
      wrong('type', info('website'), 'a list', ['https://www.example.com'], fullInfo),
      wrong('type', info('companyPhone'), 'a number', 310200000000, fullInfo),
      wrong('type', info('companyEmail'), 'a boolean', false, fullInfo),
      wrong('type', info('countriesOfOperation'), 'a text', 'NL', fullInfo),
      wrong('type', info('countriesOfOperation', 0), 'an object', { country: 'NL' }, fullInfo),
      wrong('type', info('sectorIndustry'), 'a text', 'Transportation', fullInfo),
      wrong('type', info('sectorIndustry', 0), 'a number', 42, fullInfo),
      wrong('type', info('tags'), 'a list', ['conformance', 'test'], fullInfo),
    ],
    fullInfo,
    'reference',
  ),
];
