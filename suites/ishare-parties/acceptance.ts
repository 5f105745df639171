/**
 * What must be accepted: the minimum set of each common role, and every legal way to write it.
 */
import { acceptances } from '../../engine/checks/acceptance.ts';
import { accepts } from '../../engine/checks/accepts.ts';
import { notApplicable, undetermined } from '../../engine/checks/outcome.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { unresolvedPattern } from '../../generators/ishare/symbols.ts';
import { spellings } from '../../generators/spellings.ts';
import { clause } from '../clause.ts';
import { ishareInputs } from '../ishare/inputs.ts';
import { registerParty } from '../ishare/register-party.ts';
import { acceptsRows, forJsonBodies } from './accepted-rows.ts';
import { drawn, isRow, policy, required, stricter } from './specimens.ts';

const PAGE = 'ishare-post-parties';
const DOCUMENT = 'ishare-openapi-3.0';

const spelled = acceptances({
  key: 'registrations/spelled',
  operation: registerParty,
  profile: 'contract',
  bodies: {
    kind: 'table',
    rows: ({ budget }) =>
      spellings(registration({ additionalInfo: 'full' }), unresolvedPattern)
        .filter((_, index) => budget !== 'smoke' || index === 0)
        .map(({ label, text }) => ({ label, body: { kind: 'text', text } })),
  },
});

/** An EntitledParty and a ServiceConsumer with an assertion: both are accepted, or none is. */
const exemptRolesAlike: Check = {
  experiments: [policy],
  judge: async (context) => {
    if (ishareInputs(context).idpAssertions.length === 0) {
      return notApplicable(
        'operator-input-missing',
        'No assertion of an identity provider was given (ishare.idpAssertions).',
      );
    }
    const { cases, stopped } = await context.evidence(policy);
    const exempt = cases.filter(isRow('assertion-ServiceConsumer', 'assertion-EntitledParty'));
    if (exempt.length < 2 && stopped) return undetermined(stopped.reasonCode, stopped.message);
    if (exempt.some(({ record }) => !record.answered)) {
      return undetermined('transient-trouble', 'A request with an assertion got no lasting answer.');
    }
    if (!exempt.some(({ accepted }) => accepted)) {
      return notApplicable('not-offered', 'No registration with an assertion is accepted, which is policy.');
    }
    return accepts([policy], { which: isRow('assertion-ServiceConsumer', 'assertion-EntitledParty') }).judge(context);
  },
};

/** Requirements of this topic. */
export const acceptanceRequirements = [
  requirement({
    id: 'ishare-parties/acceptance/service-consumer',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'minimum-set'),
    text: 'A ServiceConsumer with the minimum set of claims is registered.',
    explain:
      'Usual causes: members demanded that the schema does not require; an authority that the registry does not trust.',
    check: acceptsRows([required], 'minimum-service-consumer'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/service-provider',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'minimum-set'),
    text: 'A ServiceProvider with the minimum set of claims is registered.',
    explain: 'Usual causes: members demanded that the schema does not require.',
    smoke: true,
    check: acceptsRows([required], 'minimum-service-provider'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/entitled-party',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'exempt-roles'),
    text: 'An EntitledParty with the minimum set of claims and a certificate is registered.',
    explain: 'Usual causes: an EntitledParty held to an assertion, although it may use either credential.',
    check: acceptsRows([required], 'minimum-entitled-party'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/mixed-roles',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'claims'),
    text: 'A party with several roles, and with a certificate, is registered.',
    explain: 'Usual causes: one role claim only; claims kept in a map by type.',
    check: acceptsRows([required], 'mixed-roles', 'three-roles'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/both-agreements',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'agreement'),
    text: 'A party with claims for both the Accession Agreement and the Terms of Use is registered.',
    explain: 'Usual causes: claims kept in a map by type; one agreement only.',
    check: acceptsRows([required], 'as-in-the-example', 'without-hashes', 'agreements-of-its-own'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/claim-ids-may-be-omitted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'ids-provided-by-registry'),
    text: 'Claims without id and registrarId are accepted: the registry provides both.',
    explain: 'Usual causes: requests validated with the schema of answers, which requires both members.',
    smoke: true,
    check: acceptsRows([required], 'as-in-the-example'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/claim-ids-may-be-given',
    level: 'SHOULD',
    profile: 'reference',
    source: clause(PAGE, 'ids-provided-by-registry'),
    text: 'Claims that bring an id and a registrarId are accepted: both may, not must, be omitted.',
    explain: 'Usual causes: members of answers refused in requests.',
    check: acceptsRows([stricter], 'claim-ids-given'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/optional-members',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party'),
    text: 'Optional members may be there or not, in any combination: alsoKnownAs, additionalInfo and its members, titles, hashes, dates.',
    explain: 'Usual causes: optional members that a database demands; enumerations of countries or sectors.',
    check: acceptsRows(
      [required, drawn],
      'minimum-service-consumer',
      'minimum-service-provider',
      'minimum-entitled-party',
      'as-in-the-example',
      'aliases-primary-only',
      'aliases-empty',
      'additional-info-full',
      'without-hashes',
      'without-titles',
      'without-optional-dates',
      ...Array.from({ length: 60 }, (_, index) => `draw ${index}`),
    ),
  }),
  requirement({
    id: 'ishare-parties/acceptance/yes-and-no',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'role'),
    text: 'The texts yes, no and not-applicable are accepted where the schema lists them, and every level of assurance.',
    explain:
      'Usual causes: a validator made from the YAML form of the document, in which yes and no are read as booleans; one level of assurance taken for granted.',
    check: acceptsRows([required], 'as-in-the-example', 'adherence-no', 'loa-not-applicable', 'loa-high-and-low'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/date-notations',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'claim-dates'),
    text: 'UTC times are accepted with and without a fraction of a second, and with Z as well as +00:00.',
    explain: 'Usual causes: a fixed pattern instead of a parser for RFC 3339.',
    check: acceptsRows([required], 'as-in-the-example', 'dates-without-fraction', 'dates-with-zero-offset'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/claim-order',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'claims'),
    text: 'The order of claims does not matter.',
    explain: 'Usual causes: claims read by position.',
    check: acceptsRows([required], 'as-in-the-example', 'claims-certificate-first', 'claims-role-first'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/texts-beyond-ascii',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'additional-info'),
    text: 'Free texts may hold any character, and a name may hold accents, ampersands and quotation marks.',
    explain: 'Usual causes: a pattern for names that knows letters of ASCII only; a database in Latin-1.',
    check: acceptsRows([required], 'texts-beyond-ascii', 'name-beyond-ascii'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/fingerprint-hex',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'certificate-fingerprint'),
    text: 'A fingerprint in lower-case hexadecimal digits, as in the example of the page, is accepted.',
    explain: 'Usual causes: base64url expected, because the member is named like one of JOSE.',
    check: acceptsRows([required], 'as-in-the-example'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/fingerprint-notations',
    level: 'SHOULD',
    profile: 'reference',
    source: clause(DOCUMENT, 'certificate-fingerprint'),
    text: 'A fingerprint in upper-case hexadecimal digits or in base64url is accepted as well.',
    explain: 'Usual causes: fingerprints compared as texts.',
    check: acceptsRows([stricter], 'fingerprint-upper', 'fingerprint-base64url'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/subject-notation',
    level: 'MUST',
    profile: 'reference',
    source: clause(DOCUMENT, 'certificate-subject'),
    text: 'subjectName is accepted in the notation of the OpenAPI document too.',
    explain: 'Usual causes: distinguished names compared as texts.',
    check: acceptsRows([stricter], 'subject-reversed'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/extra-members',
    level: 'SHOULD',
    profile: 'reference',
    source: clause(DOCUMENT, 'party'),
    text: 'A member that the schema does not name is ignored.',
    explain: 'Usual causes: schemas closed with additionalProperties: false.',
    check: acceptsRows([stricter], 'extra-members'),
  }),
  requirement({
    id: 'ishare-parties/acceptance/json-spellings',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'request-json'),
    text: 'Every spelling of the same JSON value is accepted: order of members, white space, escapes.',
    explain: 'Usual causes: a body compared or searched as text before it is parsed.',
    check: forJsonBodies(acceptsRows([spelled])),
  }),
  requirement({
    id: 'ishare-parties/acceptance/exempt-roles-alike',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'exempt-roles'),
    text: 'Where registrations with an idpAssertion are accepted, both exempt roles may use one.',
    explain: 'Usual causes: the exemption written for one of the two roles only.',
    check: exemptRolesAlike,
  }),
];
