/**
 * Registrations whose members do not agree with each other or with the world. Schemas cannot see these, so they belong to
 * `reference`; what no text states as a ground for refusal is worth a warning at most.
 */
import type { Json } from '../../contracts/model.ts';
import { type JsonObject, type Path, pointerOf, withoutMemberAt, withValueAt } from '../json-paths.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { certificate, VALID_FROM, VALID_TO } from './claims.ts';
import type { CertificateKind } from './party-identity.ts';
import { place } from './registration.ts';
import { day, symbol } from './symbols.ts';
import { asDrawn, at, type Carrier, secondCertificate, withRoles } from './violation-parts.ts';

const credential = (member: string): Path => ['claims', place.credential, member];

function set(rule: string, path: Path, label: string, value: Json): TableVariant {
  return {
    label,
    rule,
    pointer: pointerOf(path),
    smoke: true,
    apply: (valid) => ({ kind: 'json', value: withValueAt(valid, path, value) }),
  };
}

/** The whole certificate claim is that of an odd certificate, in itself consistent. */
function showing(kind: CertificateKind, rule: string, label: string): TableVariant {
  return set(rule, ['claims', place.credential], label, certificate(kind) as JsonObject);
}

const pointingAt = (pointer: string, variant: TableVariant): TableVariant => ({ ...variant, pointer });

/** A role whose services nobody can find. */
function withoutCapabilities(label: string, roleId: string): TableVariant {
  const path = at(place.compliance, 'capabilityUrl');
  return {
    label,
    rule: 'capability-url',
    pointer: pointerOf(path),
    smoke: true,
    apply: (valid) => ({ kind: 'json', value: withoutMemberAt(withRoles(roleId)(valid), path) }),
  };
}

function violation(
  id: string,
  title: string,
  variants: readonly TableVariant[],
  carrier: Carrier = asDrawn,
): Violation {
  return { id, title, profile: 'reference', pointer: '', carrier, variants: fromTable(variants) };
}

const x5c = pointerOf(credential('x5c'));

/** Violations of meaning. */
export const certificateViolations: readonly Violation[] = [
  violation('fingerprint-of-another', 'a fingerprint of another certificate', [
    set('fingerprint', credential('x5t#s256'), 'of another certificate', symbol('fingerprint-hex', 'of-another')),
    set('fingerprint', credential('x5t#s256'), 'all zeros', '0'.repeat(64)),
    set('fingerprint', credential('x5t#s256'), 'no fingerprint', 'fingerprint'),
  ]),
  violation('certificate-unreadable', 'an x5c that is no certificate', [
    set('certificate', credential('x5c'), 'base64 of a text', Buffer.from('not a certificate').toString('base64')),
    set('certificate', credential('x5c'), 'no base64', '*** not base64 ***'),
  ]),
  violation('subject-of-another', 'a subjectName that is not the subject of the certificate', [
    set('subject', credential('subjectName'), 'the subject of another certificate', symbol('subject', 'of-another')),
    set('subject', credential('subjectName'), 'a text', 'Example Corporation'),
  ]),
  violation('certificate-of-another', 'a certificate that names another organisation', [
    pointingAt(x5c, showing('of-another', 'organization-identifier', 'of another organisation')),
  ]),
  violation('certificate-untrusted', 'a certificate that no trusted root issued', [
    pointingAt(x5c, showing('untrusted', 'certificate-trust', 'of an authority that nobody trusts')),
    pointingAt(x5c, showing('forged', 'certificate-trust', 'in the name of an authority that did not sign it')),
  ]),
  violation('certificate-expired', 'a certificate that is not valid today', [
    pointingAt(x5c, showing('expired', 'certificate-validity', 'expired yesterday')),
    pointingAt(x5c, showing('not-yet-valid', 'certificate-validity', 'valid next month')),
  ]),
  violation('hash-malformed', 'a verificationHash that is no SHA-256', [
    set('hash', ['claims', place.terms, 'verificationHash'], 'SHA-1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'),
    set('hash', ['claims', place.terms, 'verificationHash'], 'a text', 'hash of the agreement'),
    set(
      'hash',
      ['claims', place.accession, 'verificationHash'],
      'a text in the first agreement',
      'hash of the agreement',
    ),
  ]),
  violation('period-reversed', 'a claim that ends before it starts', [
    {
      label: 'end before start',
      rule: 'period',
      pointer: `/claims/${place.compliance}`,
      smoke: true,
      apply: (valid) => ({
        kind: 'json',
        value: withValueAt(
          withValueAt(valid, ['claims', place.compliance, 'startDate'], day(VALID_TO)),
          ['claims', place.compliance, 'endDate'],
          day(VALID_FROM),
        ),
      }),
    },
  ]),
  violation('date-with-offset', 'a time that is not in UTC', [
    set('utc', ['claims', place.compliance, 'startDate'], 'two hours ahead', '2026-01-01T00:00:00+02:00'),
  ]),
  violation(
    'capability-url-missing',
    'a ServiceProvider, or another role with services, without capabilityUrl',
    [
      withoutCapabilities('no capabilityUrl', 'ServiceProvider'),
      ...['AuthorisationRegistry', 'IdentityProvider', 'ParticipantRegistry'].map((roleId) =>
        withoutCapabilities(`no capabilityUrl, role ${roleId}`, roleId),
      ),
    ],
    withRoles('ServiceProvider'),
  ),
  violation(
    'second-certificate-of-another',
    'a second certificate that names another organisation',
    [
      {
        label: 'of another organisation',
        rule: 'organization-identifier',
        pointer: pointerOf(at(place.further, 'x5c')),
        smoke: true,
        apply: (valid) => ({
          kind: 'json',
          value: withValueAt(secondCertificate(valid), at(place.further), certificate('of-another', true)),
        }),
      },
    ],
    secondCertificate,
  ),
];

/** Violations of `reference` that no text names as a ground for refusal: a warning at most. */
export const onlyShouldBeRefused: ReadonlySet<string> = new Set([
  'period-reversed',
  'date-with-offset',
  'capability-url-missing',
]);
