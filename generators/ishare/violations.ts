/**
 * Everything that a registration can have wrong, one property at a time, as data. Rules are named as the request oracle
 * names them.
 */
import type { Json } from '../../contracts/model.ts';
import { isObject, type JsonObject, type Path, pointerOf, withoutMemberAt, withValueAt } from '../json-paths.ts';
import { malformedJson, missingBody, type TextFrame } from '../malformed-json.ts';
import { notAnObject } from '../not-an-object.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { certificateViolations } from './certificate-violations.ts';
import { claimSetViolations } from './claim-set-violations.ts';
import { fullAdditionalInfo, furtherClaims } from './claims.ts';
import { place, registration } from './registration.ts';

type Carrier = (valid: Json) => Json;

/** The draw as it is. */
const asDrawn: Carrier = (valid) => valid;

/** The draw with one further claim behind a single role. */
const withFurther =
  (claim: JsonObject): Carrier =>
  (valid) =>
    isObject(valid)
      ? { ...valid, claims: [...(valid.claims as readonly Json[]).slice(0, place.further), claim] }
      : valid;

/** The draw without roles beyond the first. */
const singleRole: Carrier = (valid) =>
  isObject(valid) ? { ...valid, claims: (valid.claims as readonly Json[]).slice(0, place.further) } : valid;

const fullInfo: Carrier = (valid) =>
  withValueAt(valid, ['claims', place.compliance, 'additionalInfo'], fullAdditionalInfo);

/** A consumer that only has an assertion. */
const assertionOnly: Carrier = () => registration({ credential: 'assertion' });

function missing(path: Path, carrier: Carrier): TableVariant {
  return {
    label: `without ${labelOf(path)}`,
    rule: 'required',
    pointer: pointerOf(path),
    smoke: true,
    apply: (valid) => ({ kind: 'json', value: withoutMemberAt(carrier(valid), path) }),
  };
}

function wrong(rule: string, path: Path, label: string, value: Json, carrier: Carrier): TableVariant {
  return {
    label: `${labelOf(path)}: ${label}`,
    rule,
    pointer: pointerOf(path),
    apply: (valid) => ({ kind: 'json', value: withValueAt(carrier(valid), path, value) }),
  };
}

function labelOf(path: Path): string {
  return path.filter((step, index) => typeof step === 'string' || index === path.length - 1).join('.');
}

function violation(
  id: string,
  title: string,
  variants: readonly TableVariant[],
  carrier: Carrier = asDrawn,
): Violation {
  return { id, title, profile: 'contract', pointer: '', carrier, variants: fromTable(variants) };
}

function membersMissing(
  id: string,
  title: string,
  index: number,
  members: readonly string[],
  carrier = asDrawn,
): Violation {
  return violation(
    id,
    title,
    members.map((member) => missing(['claims', index, member], carrier)),
    carrier,
  );
}

const { compliance, terms, credential, role, further } = place;
const at = (index: number, member: string): Path => ['claims', index, member];

/** Violations of the schemas: refused under `contract`. */
export const schemaViolations: readonly Violation[] = [
  violation('party-member-missing', 'a party without name or claims', [
    missing(['name'], asDrawn),
    missing(['claims'], asDrawn),
  ]),
  violation('party-member-type', 'a member of the party has a wrong type', [
    wrong('type', ['id'], 'a number', 42, asDrawn),
    wrong('type', ['id'], 'null', null, asDrawn),
    wrong('type', ['id'], 'an object', {}, asDrawn),
    wrong('type', ['name'], 'a number', 42, asDrawn),
    wrong('type', ['name'], 'null', null, asDrawn),
    wrong('type', ['name'], 'a list', [], asDrawn),
    wrong('type', ['claims'], 'an object', {}, asDrawn),
    wrong('type', ['claims'], 'null', null, asDrawn),
    wrong('type', ['claims'], 'a text', 'claims', asDrawn),
    wrong('type', ['alsoKnownAs'], 'a text', 'CoC:1', asDrawn),
    wrong('type', ['claims', further], 'a number', 42, singleRole),
    wrong('type', ['claims', further], 'null', null, singleRole),
  ]),
  violation('claim-member-missing', 'a claim without type or status', [
    missing(at(terms, 'type'), asDrawn),
    missing(at(terms, 'status'), asDrawn),
  ]),
  violation('claim-status-unknown', 'a claim with an unknown status', [
    wrong('enum', at(terms, 'status'), 'pending', 'pending', asDrawn),
    wrong('enum', at(role, 'status'), 'Active', 'Active', asDrawn),
    wrong('enum', at(compliance, 'status'), 'empty', '', asDrawn),
  ]),
  membersMissing('compliance-member-missing', 'a frameworkCompliance claim without a member', compliance, [
    'frameworkId',
    'startDate',
    'endDate',
  ]),
  membersMissing('role-member-missing', 'a frameworkRole claim without a member', role, [
    'roleId',
    'loa',
    'compliancyVerified',
    'legalAdherence',
    'startDate',
    'endDate',
  ]),
  violation('role-value-unknown', 'a frameworkRole claim with a value outside its list', [
    wrong('enum', at(role, 'loa'), 'medium', 'medium', asDrawn),
    wrong('type', at(role, 'legalAdherence'), 'true', true, asDrawn),
  ]),
  membersMissing('agreement-member-missing', 'a frameworkAgreement claim without a member', terms, [
    'agreementType',
    'agreementId',
    'title',
  ]),
  membersMissing('certificate-member-missing', 'an x509Certificate claim without a member', credential, [
    'subjectName',
    'x5c',
    'x5t#s256',
    'certificateType',
  ]),
  violation('certificate-status', 'an x509Certificate claim with a status that certificates do not have', [
    wrong('enum', at(credential, 'status'), 'suspended', 'suspended', asDrawn),
    wrong('enum', at(credential, 'status'), 'inactive', 'inactive', asDrawn),
  ]),
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
    withFurther(furtherClaims.authRegistry as JsonObject),
  ),
  membersMissing(
    'membership-member-missing',
    'a dataspaceMembership claim without a member',
    further,
    ['dataspaceId', 'legalAdherence'],
    withFurther(furtherClaims.dataspaceMembership as JsonObject),
  ),
  violation(
    'additional-info-publishable',
    'additionalInfo whose publiclyPublishable is missing or no boolean',
    [
      missing(['claims', compliance, 'additionalInfo', 'publiclyPublishable'], fullInfo),
      wrong('type', ['claims', compliance, 'additionalInfo', 'publiclyPublishable'], 'the text true', 'true', fullInfo),
    ],
    fullInfo,
  ),
  violation('date-malformed', 'a date that is no RFC 3339 time', [
    wrong('format', at(compliance, 'startDate'), 'a bare date', '2026-01-01', asDrawn),
    wrong('format', at(compliance, 'endDate'), 'no date', 'next year', asDrawn),
    wrong('format', at(role, 'endDate'), 'month 13', '2099-13-01T00:00:00Z', asDrawn),
    wrong('format', at(role, 'startDate'), 'without a zone', '2026-01-01T00:00:00', asDrawn),
  ]),
];

/** A registration laid out so that its text ends in the name. */
const frame: TextFrame = {
  arrange: (valid) => {
    if (!isObject(valid)) return valid;
    const { name, ...others } = valid;
    return { ...others, name: name as Json };
  },
  key: 'name',
  withText: (arranged, text) => withValueAt(arranged, ['schemaVersion'], text),
};

/** Violations of the form of a body. */
export const bodyViolations: readonly Violation[] = [malformedJson(frame), missingBody(frame), notAnObject(asDrawn)];

/** All violations, those of `reference` included. */
export const registrationViolations: readonly Violation[] = [
  ...bodyViolations,
  ...schemaViolations,
  ...claimSetViolations,
  ...certificateViolations,
];
