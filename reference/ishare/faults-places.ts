/**
 * Faults that check the schema, or the meaning of certificates, at some places only: the first claim of a type, the common types, the
 * members that every client gets right.
 */
import type { Json, Problem, ProfileName } from '../../contracts/model.ts';
import { type Change, claimAt, isMembers, overlooking, overlookingMissing } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import type { Members } from './store.ts';

const accepts = (
  id: string,
  title: string,
  violations: string | readonly string[],
  apply: Change,
  breaks: ProfileName = 'contract',
): FaultEntry => ({ id, title, catches: [violations].flat().map((each) => `refusal/${each}`), breaks, apply });

const strictly = (id: string, title: string, violation: string, apply: Change): FaultEntry =>
  accepts(id, title, violation, apply, 'reference');

/** How many claims of its type stand before the claim that a pointer leads into, and after it. */
function neighbours(body: Json, pointer: string): { readonly before: number; readonly after: number } {
  const own = claimAt(body, pointer);
  const claims = (isMembers(body) && Array.isArray(body.claims) ? body.claims : []) as readonly Json[];
  const alike = claims.filter((claim): claim is Members => isMembers(claim) && claim.type === own.type);
  const index = alike.indexOf(own);
  return { before: index, after: alike.length - 1 - index };
}

/** Problems in claims of these types are let pass, where the rest applies too. */
const overlookingIn = (
  types: readonly string[],
  also: (problem: Problem, body: Json) => boolean = () => true,
): Change =>
  overlooking((problem, body) => types.includes(String(claimAt(body, problem.pointer).type)) && also(problem, body));

const beyondFirst = (problem: Problem, body: Json): boolean => neighbours(body, problem.pointer).before > 0;
const beforeLast = (problem: Problem, body: Json): boolean => neighbours(body, problem.pointer).after > 0;

const isDate = ({ pointer, rule }: Problem): boolean => rule === 'format' && /Date$/.test(pointer);
const outsideList =
  (member: string) =>
  ({ pointer, rule }: Problem): boolean =>
    rule === 'enum' && pointer.endsWith(`/${member}`);
const otherType =
  (place: RegExp) =>
  ({ pointer, rule }: Problem): boolean =>
    rule === 'type' && place.test(pointer);

/** Claims outside the minimum set: the beginning of the ids of their violations, and their types. */
const FURTHER = [
  ['assertion', 'idpAssertion'],
  ['auth-registry', 'authRegistry'],
  ['membership', 'dataspaceMembership'],
  ['dataspace-agreement', 'dataspaceAgreement'],
  ['dataspace-role', 'dataspaceRole'],
] as const;
const FURTHER_TYPES = FURTHER.map(([, type]) => type);

/** Faults that check the schema at some places only. */
export const placeFaults: readonly FaultEntry[] = [
  accepts(
    'first-role-checked-only',
    'of several roles the first is checked',
    ['role-member-missing', 'role-value-unknown', 'claim-status-unknown', 'date-malformed'],
    overlookingIn(['frameworkRole'], beyondFirst),
  ),
  accepts(
    'last-agreement-checked-only',
    'of several agreements the last is checked',
    ['agreement-member-missing', 'claim-status-unknown', 'date-malformed'],
    overlookingIn(['frameworkAgreement'], beforeLast),
  ),
  accepts(
    'first-certificate-checked-only',
    'of several certificate claims the first is checked',
    'second-certificate-member-missing',
    overlookingIn(['x509Certificate'], beyondFirst),
  ),
  accepts(
    'status-of-agreements-only',
    'only agreements must have a status',
    'claim-member-missing',
    overlooking(
      ({ pointer, rule }, body) =>
        rule === 'required' && pointer.endsWith('/status') && claimAt(body, pointer).type !== 'frameworkAgreement',
    ),
  ),
  accepts(
    'dates-rolled-over',
    '30 February becomes 2 March',
    'date-malformed',
    overlooking(
      (problem) =>
        isDate(problem) &&
        /^"\d{4}-\d\d-\d\dT.*Z"$/.test(problem.actual) &&
        !Number.isNaN(Date.parse(JSON.parse(problem.actual) as string)),
    ),
  ),
  accepts(
    'agreement-dates-unchecked',
    'dates of agreements may be any text',
    'date-malformed',
    overlookingIn(['frameworkAgreement'], isDate),
  ),
  accepts(
    'certificate-dates-unchecked',
    'dates of certificate claims may be any text',
    'date-malformed',
    overlookingIn(['x509Certificate'], isDate),
  ),
  accepts(
    'accepts-any-compliancy',
    'compliancyVerified may be any text',
    'role-value-unknown',
    overlooking(outsideList('compliancyVerified')),
  ),
  accepts(
    'accepts-any-adherence',
    'legalAdherence of a role may be any text',
    'role-value-unknown',
    overlookingIn(['frameworkRole'], outsideList('legalAdherence')),
  ),
  strictly(
    'x5c-as-list',
    'x5c may be a list, as in the header of a JWT',
    'text-member-type',
    overlooking(otherType(/\/x5c$/)),
  ),
  strictly(
    'numbers-as-texts',
    'members of agreements and roles may be numbers',
    'text-member-type',
    overlookingIn(['frameworkAgreement', 'frameworkRole'], otherType(/\/(?:agreementId|verificationHash|title)$/)),
  ),
  strictly(
    'aliases-of-any-type',
    'alsoKnownAs may hold anything',
    'text-member-type',
    overlooking(otherType(/^\/alsoKnownAs\/\d+$/)),
  ),
  strictly(
    'framework-id-optional',
    'a role or an agreement need not name its framework',
    'framework-id-missing',
    overlooking(
      ({ pointer, rule }, body) =>
        rule === 'required' &&
        pointer.endsWith('/frameworkId') &&
        claimAt(body, pointer).type !== 'frameworkCompliance',
    ),
  ),
  strictly(
    'capability-url-any-text',
    'capabilityUrl may be any text',
    'capability-url-malformed',
    overlooking(({ pointer, rule }) => rule === 'format' && pointer.endsWith('/capabilityUrl')),
  ),
  strictly(
    'additional-info-unchecked',
    'additionalInfo may hold anything but a wrong consent',
    'additional-info-type',
    overlooking(otherType(/\/additionalInfo\/(?!publiclyPublishable)/)),
  ),
  strictly(
    'membership-dates-optional',
    'a dataspaceMembership may lack its dates',
    'membership-value',
    overlookingMissing('dataspaceMembership', 'startDate', 'endDate'),
  ),
  strictly(
    'membership-adherence-any',
    'legalAdherence of a dataspaceMembership may be any text',
    'membership-value',
    overlookingIn(['dataspaceMembership'], outsideList('legalAdherence')),
  ),
  strictly(
    'dataspace-agreement-members-optional',
    'a dataspaceAgreement may lack members',
    'dataspace-agreement-member-missing',
    overlookingMissing('dataspaceAgreement'),
  ),
  strictly(
    'dataspace-role-members-optional',
    'a dataspaceRole may lack members',
    'dataspace-role-member',
    overlookingMissing('dataspaceRole'),
  ),
  strictly(
    'dataspace-role-loa-any',
    'loa of a dataspaceRole may be any text',
    'dataspace-role-member',
    overlookingIn(['dataspaceRole'], outsideList('loa')),
  ),
  accepts(
    'further-claims-any-status',
    'claims outside the minimum set may have any status, or none',
    FURTHER.map(([id]) => `${id}-status-and-dates`),
    overlookingIn(FURTHER_TYPES, ({ pointer }) => pointer.endsWith('/status')),
  ),
  accepts(
    'further-claims-any-date',
    'dates of claims outside the minimum set may be any text',
    FURTHER.map(([id]) => `${id}-status-and-dates`),
    overlookingIn(FURTHER_TYPES, isDate),
  ),
  accepts(
    'membership-consent-unchecked',
    'a dataspaceMembership need not say whether its contact data may be published',
    'membership-publishable',
    overlookingIn(['dataspaceMembership'], ({ pointer }) => pointer.endsWith('/publiclyPublishable')),
  ),
  accepts('status-as-number', 'a status may be a number', 'claim-status-unknown', overlooking(otherType(/\/status$/))),
  accepts(
    'compliancy-as-boolean',
    'compliancyVerified may be a boolean',
    'role-value-unknown',
    overlooking(otherType(/\/compliancyVerified$/)),
  ),
  strictly('times-as-numbers', 'a time may be a number', 'text-member-type', overlooking(otherType(/Date$/))),
  strictly(
    'additional-info-as-text',
    'additionalInfo may be anything',
    'additional-info-type',
    overlooking(otherType(/\/additionalInfo$/)),
  ),
];
