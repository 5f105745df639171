/**
 * Violations of the schemas of the claims that every party must have. All break the same carrier, which has two roles: what a registry
 * checks of the first claim of a type only, or of the last, shows.
 */
import type { TableVariant, Violation } from '../violation.ts';
import { place } from './registration.ts';
import { symbol } from './symbols.ts';
import { at, membersMissing, missing, severalRoles, violation, wrong } from './violation-parts.ts';

const { compliance, accession, terms, credential, role } = place;
/** Where the second role of the carrier stands. */
const secondRole = place.further;

const carrier = severalRoles;
const table = (id: string, title: string, variants: readonly TableVariant[], profile?: Violation['profile']) =>
  violation(id, title, variants, carrier, profile);
const without = (index: number, members: readonly string[], where?: string): TableVariant[] =>
  members.map((member) => missing(at(index, member), carrier, where));
const value = (rule: string, index: number, member: string, label: string, given: Parameters<typeof wrong>[3]) =>
  wrong(rule, at(index, member), label, given, carrier);

/** A date that breaks RFC 3339 at one of the places that have dates. */
const date = (index: number, member: 'startDate' | 'endDate', label: string, text: string): TableVariant =>
  value('format', index, member, label, text);

/** Violations of the schemas of frameworkCompliance, frameworkAgreement, frameworkRole and x509Certificate claims. */
export const minimumClaimViolations: readonly Violation[] = [
  table('claim-member-missing', 'a claim without type or status', [
    ...without(terms, ['type', 'status']),
    ...without(accession, ['type'], 'in the first agreement'),
    ...without(compliance, ['status'], 'in the compliance'),
    ...without(credential, ['status'], 'in the certificate'),
    ...without(role, ['status'], 'in the first role'),
    ...without(secondRole, ['type', 'status'], 'in the second role'),
  ]),
  table('claim-status-unknown', 'a claim with an unknown status', [
    value('enum', terms, 'status', 'pending', 'pending'),
    value('enum', role, 'status', 'Active', 'Active'),
    value('enum', compliance, 'status', 'empty', ''),
    value('type', compliance, 'status', 'a number', 1),
    value('enum', accession, 'status', 'expired in the first agreement', 'expired'),
    value('enum', secondRole, 'status', 'pending in the second role', 'pending'),
  ]),
  membersMissing(
    'compliance-member-missing',
    'a frameworkCompliance claim without a member',
    compliance,
    ['frameworkId', 'startDate', 'endDate'],
    carrier,
  ),
  table('role-member-missing', 'a frameworkRole claim without a member', [
    ...without(role, ['roleId', 'loa', 'compliancyVerified', 'legalAdherence', 'startDate', 'endDate']),
    ...without(secondRole, ['loa', 'legalAdherence', 'endDate'], 'in the second role'),
  ]),
  table('role-value-unknown', 'a frameworkRole claim with a value outside its list', [
    value('enum', role, 'loa', 'medium', 'medium'),
    value('type', role, 'legalAdherence', 'true', true),
    value('type', role, 'compliancyVerified', 'true', true),
    value('enum', role, 'legalAdherence', 'partly', 'partly'),
    value('enum', role, 'compliancyVerified', 'pending', 'pending'),
    value('enum', role, 'compliancyVerified', 'Yes', 'Yes'),
    value('enum', secondRole, 'loa', 'medium in the second role', 'medium'),
  ]),
  table('agreement-member-missing', 'a frameworkAgreement claim without a member', [
    ...without(terms, ['agreementType', 'agreementId', 'title']),
    ...without(accession, ['agreementType', 'agreementId', 'title'], 'in the first agreement'),
  ]),
  membersMissing(
    'certificate-member-missing',
    'an x509Certificate claim without a member',
    credential,
    ['subjectName', 'x5c', 'x5t#s256', 'certificateType'],
    carrier,
  ),
  table('certificate-status', 'an x509Certificate claim with a status that certificates do not have', [
    value('enum', credential, 'status', 'suspended', 'suspended'),
    value('enum', credential, 'status', 'inactive', 'inactive'),
  ]),
  table('date-malformed', 'a date that is no RFC 3339 time', [
    date(compliance, 'startDate', 'a bare date', '2026-01-01'),
    date(compliance, 'endDate', 'no date', 'next year'),
    date(role, 'endDate', 'month 13', '2099-13-01T00:00:00Z'),
    date(role, 'startDate', 'without a zone', '2026-01-01T00:00:00'),
    date(compliance, 'startDate', '30 February', '2026-02-30T00:00:00Z'),
    date(secondRole, 'endDate', '31 April', '2099-04-31T00:00:00Z'),
    date(accession, 'startDate', 'a bare date in the first agreement', '2026-01-01'),
    date(terms, 'endDate', 'no date in the second agreement', 'next year'),
    date(credential, 'startDate', 'a bare date in the certificate', '2026-01-01'),
    date(credential, 'endDate', 'no date in the certificate', 'next year'),
  ]),
  table(
    'framework-id-missing',
    'a role or an agreement that names no framework',
    [
      ...without(role, ['frameworkId'], 'in the first role'),
      ...without(secondRole, ['frameworkId'], 'in the second role'),
      ...without(accession, ['frameworkId'], 'in the first agreement'),
      ...without(terms, ['frameworkId'], 'in the second agreement'),
    ],
    'reference',
  ),
  table(
    'text-member-type',
    'something else where the schema has a text',
    [
      wrong('type', ['alsoKnownAs', 0], 'a number', 42, carrier),
      wrong('type', ['alsoKnownAs', 0], 'an object', { id: 'CoC:1' }, carrier),
      value('type', credential, 'x5c', 'a list', [symbol('x5c')]),
      value('type', credential, 'x5t#s256', 'a number', 42),
      value('type', credential, 'subjectName', 'a list', [symbol('subject')]),
      value('type', credential, 'certificateType', 'a number', 1),
      value('type', compliance, 'frameworkId', 'a number', 1),
      value('type', compliance, 'capabilityUrl', 'a list', ['https://www.example.com/capabilities']),
      value('type', compliance, 'endDate', 'seconds since the epoch', 4_102_444_800),
      value('type', role, 'startDate', 'milliseconds since the epoch', 1_767_225_600_000),
      value('type', terms, 'agreementType', 'a number', 1),
      value('type', terms, 'agreementId', 'a number', 42),
      value('type', terms, 'verificationHash', 'a number', 42),
      value('type', accession, 'title', 'an object', {}),
      value('type', role, 'title', 'a number', 42),
      value('type', secondRole, 'roleId', 'a list', ['ServiceProvider']),
    ],
    'reference',
  ),
  table(
    'capability-url-malformed',
    'a capabilityUrl that is no URI',
    [value('format', compliance, 'capabilityUrl', 'a text', 'capabilities of the party')],
    'reference',
  ),
];
