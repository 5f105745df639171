/**
 * Registrations by name, in two classes: those that must be accepted, and those that a registry may refuse by policy but
 * must keep in full when it accepts them.
 */
import type { ProfileName } from '../../contracts/model.ts';
import { type JsonObject, withoutMemberAt, withValueAt } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import {
  agreement,
  assertion,
  certificate,
  fullAdditionalInfo,
  furtherClaims,
  role,
  selectedAuthRegistries,
} from './claims.ts';
import { place, registration } from './registration.ts';
import { symbol } from './symbols.ts';

/** A valid registration with a name. */
export interface AcceptableRegistration {
  /** Frozen, e.g. `minimum-service-provider`. */
  readonly id: string;
  readonly title: string;
  /**
   * `must`: a refusal breaks the profile. `should`: a refusal is worth a warning. `may`: a refusal is policy; an acceptance
   * is compared in full.
   */
  readonly class: 'must' | 'should' | 'may';
  readonly profile: ProfileName;
  /** What it takes besides certificates: an assertion that the operator has to give. */
  readonly needs?: 'idp-assertion';
  readonly template: JsonObject;
}

const bare = {
  aliases: 'none',
  additionalInfo: 'none',
  titles: false,
  hashes: false,
  optionalDates: false,
} as const;

const set = (
  template: JsonObject,
  path: readonly (string | number)[],
  value: Parameters<typeof withValueAt>[2],
): JsonObject => withValueAt(template, path, value) as JsonObject;

const must = (id: string, title: string, template: JsonObject): AcceptableRegistration => ({
  id,
  title,
  class: 'must',
  profile: 'contract',
  template,
});

const strict = (
  id: string,
  title: string,
  template: JsonObject,
  level: 'must' | 'should' = 'should',
): AcceptableRegistration => ({ id, title, class: level, profile: 'reference', template });

const may = (id: string, title: string, template: JsonObject): AcceptableRegistration => ({
  id,
  title,
  class: 'may',
  profile: 'contract',
  template,
});

/** The claims in another order. */
function rotated(template: JsonObject, by: number): JsonObject {
  const claims = template.claims as readonly JsonObject[];
  return { ...template, claims: [...claims.slice(by), ...claims.slice(0, by)] };
}

/** Registrations that every registry must accept, under `contract` or, stricter, under `reference`. */
export const mustBeAccepted: readonly AcceptableRegistration[] = [
  must('minimum-service-consumer', 'the minimum set of a ServiceConsumer', registration(bare)),
  must(
    'minimum-service-provider',
    'the minimum set of a ServiceProvider',
    registration({ ...bare, roles: ['ServiceProvider'] }),
  ),
  must(
    'minimum-entitled-party',
    'the minimum set of an EntitledParty',
    registration({ ...bare, roles: ['EntitledParty'] }),
  ),
  must(
    'mixed-roles',
    'a consumer that is a provider too',
    registration({ roles: ['ServiceConsumer', 'ServiceProvider'] }),
  ),
  must(
    'three-roles',
    'all three common roles',
    registration({ roles: ['EntitledParty', 'ServiceConsumer', 'ServiceProvider'] }),
  ),
  must('as-in-the-example', 'every member that the example of the page has', registration()),
  must('aliases-primary-only', 'alsoKnownAs with the primary identifier only', registration({ aliases: 'primary' })),
  must('aliases-empty', 'an empty alsoKnownAs', { ...registration({ aliases: 'none' }), alsoKnownAs: [] }),
  must('additional-info-full', 'additionalInfo with every member', registration({ additionalInfo: 'full' })),
  must('without-hashes', 'agreements without verificationHash', registration({ hashes: false })),
  must('without-titles', 'roles without title', registration({ titles: false })),
  must('without-optional-dates', 'agreements and certificate without dates', registration({ optionalDates: false })),
  must('dates-without-fraction', 'dates without a fraction of a second', registration({ dates: 'seconds' })),
  must('dates-with-zero-offset', 'dates that end in +00:00', registration({ dates: 'offset' })),
  must(
    'claims-certificate-first',
    'the certificate claim before the others',
    rotated(registration(), place.credential),
  ),
  must('claims-role-first', 'the role claim before the others', rotated(registration(), place.role)),
  must(
    'loa-not-applicable',
    'a role with loa and legalAdherence "not-applicable"',
    set(
      set(registration(), ['claims', place.role, 'loa'], 'not-applicable'),
      ['claims', place.role, 'legalAdherence'],
      'not-applicable',
    ),
  ),
  must(
    'adherence-no',
    'a role with legalAdherence and compliancyVerified "no"',
    set(
      set(registration(), ['claims', place.role, 'legalAdherence'], 'no'),
      ['claims', place.role, 'compliancyVerified'],
      'no',
    ),
  ),
  must(
    'texts-beyond-ascii',
    'texts with accents, other scripts and characters beyond the basic plane',
    set(registration({ additionalInfo: 'full' }), ['claims', place.compliance, 'additionalInfo'], {
      ...fullAdditionalInfo,
      description: 'loads < 40 t & > 3 t; Caf\u00e9 / Cafe\u0301 \u4f01\u696d \ud83d\ude9a "quoted" \\ line\nbreak',
      tags: ' leading and trailing blanks ',
    }),
  ),
  must('name-beyond-ascii', 'a name with accents, an ampersand and quotation marks', {
    ...registration(),
    name: `${namePlaceholder()} M\u00fcller & S\u00f6hne "Fracht" \u2013 't Oever`,
  }),
  must(
    'loa-high-and-low',
    'roles with loa "high" and "low"',
    set(
      set(registration({ roles: ['ServiceConsumer', 'EntitledParty'] }), ['claims', place.role, 'loa'], 'high'),
      ['claims', place.further, 'loa'],
      'low',
    ),
  ),
  must(
    'agreements-of-its-own',
    'agreements whose files are copies of this party, with titles and hashes of their own',
    {
      ...registration(),
      claims: (registration().claims as readonly JsonObject[]).map((claim, index) =>
        claim.type === 'frameworkAgreement'
          ? {
              ...claim,
              title: `${claim.title}, copy of ${namePlaceholder()}`,
              verificationHash: symbol('agreement-hash', 'own', index),
            }
          : claim,
      ),
    },
  ),
  strict(
    'subject-reversed',
    'subjectName in the notation of the OpenAPI document',
    set(registration(), ['claims', place.credential, 'subjectName'], symbol('subject-reversed')),
    'must',
  ),
  strict(
    'fingerprint-upper',
    'a fingerprint in upper-case hex, as in the OpenAPI document',
    set(registration(), ['claims', place.credential, 'x5t#s256'], symbol('fingerprint-upper')),
  ),
  strict(
    'fingerprint-base64url',
    'a fingerprint in base64url, as its name suggests',
    set(registration(), ['claims', place.credential, 'x5t#s256'], symbol('fingerprint-base64url')),
  ),
  strict('claim-ids-given', 'claims that bring id and registrarId', {
    ...registration(),
    claims: (registration().claims as readonly JsonObject[]).map((claim, index) => ({
      ...claim,
      id: symbol('claim-id', 'own', index + 1),
      registrarId: symbol('client-id'),
    })),
  }),
  strict('extra-members', 'a member that the schema does not name', { ...registration(), schemaVersion: 'v3.0' }),
];

/** Registrations that a registry may refuse. */
export const mayBeAccepted: readonly AcceptableRegistration[] = [
  ...Object.entries(furtherClaims).map(([type, claim]) =>
    may(`further-${type}`, `a ${type} claim besides the minimum set`, registration({ further: [claim] })),
  ),
  ...['AuthorisationRegistry', 'IdentityProvider', 'IdentityBroker', 'ParticipantRegistry'].map((roleId) =>
    may(`role-${roleId}`, `the role ${roleId}`, registration({ roles: [roleId] })),
  ),
  ...['inactive', 'revoked', 'suspended'].map((status) =>
    may(
      `status-${status}`,
      `a second role with the status ${status}`,
      registration({ further: [{ ...role('EntitledParty', true), status }] }),
    ),
  ),
  ...['ServiceConsumer', 'EntitledParty'].map(
    (roleId): AcceptableRegistration => ({
      ...may(
        `assertion-${roleId}`,
        `a ${roleId} with an idpAssertion only`,
        registration({ roles: [roleId], credential: 'assertion' }),
      ),
      needs: 'idp-assertion',
    }),
  ),
  {
    ...may(
      'provider-with-assertion',
      'a ServiceProvider that brings an idpAssertion besides its certificate',
      registration({ roles: ['ServiceProvider'], further: [assertion()] }),
    ),
    needs: 'idp-assertion',
  },
  may('one-agreement', 'the Terms of Use only', {
    ...registration(),
    claims: (registration().claims as readonly JsonObject[]).filter((_, index) => index !== place.accession),
  }),
  may(
    'third-agreement',
    'another agreement besides the two',
    registration({
      further: [
        { ...agreement('terms', { dates: true, hash: true }), agreementType: 'Addendum', agreementId: 'addendum' },
      ],
    }),
  ),
  may(
    'many-agreements',
    'so many agreements that the party has thirteen claims',
    registration({
      roles: ['EntitledParty', 'ServiceConsumer', 'ServiceProvider'],
      further: Array.from({ length: 6 }, (_, index) => ({
        ...agreement('terms', { dates: true, hash: true }),
        agreementType: 'Addendum',
        agreementId: `addendum-${index + 1}`,
        title: `Addendum ${index + 1}`,
      })),
    }),
  ),
  may(
    'selected-auth-registries',
    'authorisation registries for a service of one provider and for a data space',
    registration({ roles: ['EntitledParty'], further: selectedAuthRegistries }),
  ),
  may(
    'another-framework',
    'a role in another framework besides the minimum set',
    registration({ further: [{ ...role('EntitledParty', true), frameworkId: 'Concordat' }] }),
  ),
  may(
    'two-certificates',
    'a second certificate of the same party',
    registration({ further: [certificate('second', true)] }),
  ),
  may('name-long', 'a name of some 140 characters', {
    ...registration(),
    name: `${namePlaceholder()} Stichting Administratiekantoor van de Vereniging van Verladers, Vervoerders en Ontvangers van Goederen in de Noordelijke Provincies`,
  }),
  may('name-with-blanks', 'a name with blanks at its end and two in the middle', {
    ...registration(),
    name: `${namePlaceholder()} Jansen  Transport `,
  }),
  may('without-party-id', 'a party without id', withoutMemberAt(registration(), ['id']) as JsonObject),
];
