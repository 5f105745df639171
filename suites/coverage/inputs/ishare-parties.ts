/**
 * The table of inputs of the suite `ishare-parties`.
 */
import { mayBeAccepted, mustBeAccepted } from '../../../generators/ishare/acceptable.ts';
import { registration } from '../../../generators/ishare/registration.ts';
import { ishareRefusedInputs } from './ishare-refused.ts';
import { type Claim, type InputGroup, type InputRow, json, text } from './row.ts';

const OPERATION = 'register-new-party';

const onPage = (slug: string): string => `ishare-post-parties#${slug}`;
const inDocument = (slug: string): string => `ishare-openapi-3.0#${slug}`;

/** Registrations of the generators, by id. @throws RangeError for an id that is none */
function templates(ids: readonly string[]): InputRow['examples'] {
  return ids.map((id) => {
    const found = [...mustBeAccepted, ...mayBeAccepted].find((each) => each.id === id);
    if (!found) throw new RangeError(`there is no registration ${id}`);
    return json(found.template);
  });
}

const row = (
  input: string,
  [contract, reference]: readonly [contract: Claim, reference: Claim],
  behind: readonly string[],
  requirements: readonly string[],
  ids: readonly string[],
  remark?: string,
): InputRow => ({
  input,
  contract,
  reference,
  behind,
  requirements,
  examples: templates(ids),
  ...(remark !== undefined && { remark }),
});

const ACCEPTED = ['accepted', 'accepted'] as const;
const STRICTER = ['not-scored', 'accepted'] as const;
const OPEN = ['not-scored', 'not-scored'] as const;

const mustGroup: InputGroup = {
  title: 'What must be accepted',
  operation: OPERATION,
  rows: [
    row(
      'the minimum set of a ServiceConsumer, a ServiceProvider or an EntitledParty, active, valid today, with a certificate of a trusted root',
      ACCEPTED,
      [onPage('minimum-set'), onPage('exempt-roles')],
      ['acceptance/service-consumer', 'acceptance/service-provider', 'acceptance/entitled-party'],
      ['minimum-service-consumer', 'minimum-service-provider', 'minimum-entitled-party'],
    ),
    row('several roles', ACCEPTED, [onPage('claims')], ['acceptance/mixed-roles'], ['mixed-roles', 'three-roles']),
    row(
      'claims without `id` and `registrarId`; both agreements of the framework',
      ACCEPTED,
      [onPage('ids-provided-by-registry'), 'ishare/claim-ids-omitted', inDocument('agreement')],
      ['acceptance/claim-ids-may-be-omitted', 'acceptance/both-agreements'],
      ['as-in-the-example'],
    ),
    row(
      '`alsoKnownAs` absent, empty, with the primary identifier only, or with several',
      ACCEPTED,
      [onPage('also-known-as')],
      ['acceptance/optional-members', 'data/also-known-as'],
      ['minimum-service-consumer', 'aliases-empty', 'aliases-primary-only', 'as-in-the-example'],
    ),
    row(
      '`additionalInfo`, titles, hashes and optional dates present or absent',
      ACCEPTED,
      [inDocument('additional-info'), inDocument('agreement'), inDocument('role'), inDocument('certificate')],
      ['acceptance/optional-members', 'data/claim-members'],
      ['additional-info-full', 'without-hashes', 'without-titles', 'without-optional-dates'],
    ),
    row(
      'agreements with titles and hashes that no other party has',
      ACCEPTED,
      [inDocument('agreement'), inDocument('verification-hash')],
      ['acceptance/both-agreements', 'data/claim-members'],
      ['agreements-of-its-own'],
    ),
    row(
      'UTC times with or without a fraction, with `Z` or `+00:00`',
      ACCEPTED,
      [inDocument('claim-dates')],
      ['acceptance/date-notations'],
      ['dates-without-fraction', 'dates-with-zero-offset'],
    ),
    row(
      'the values yes, no and not-applicable where they are listed, and every level of assurance',
      ACCEPTED,
      [inDocument('role')],
      ['acceptance/yes-and-no'],
      ['adherence-no', 'loa-not-applicable', 'loa-high-and-low'],
    ),
    row(
      'claims in any order',
      ACCEPTED,
      [onPage('claims')],
      ['acceptance/claim-order'],
      ['claims-certificate-first', 'claims-role-first'],
    ),
    row(
      'texts with any character',
      ACCEPTED,
      [inDocument('additional-info')],
      ['acceptance/texts-beyond-ascii', 'data/texts-verbatim'],
      ['texts-beyond-ascii'],
    ),
    row(
      'a name with accents, an ampersand, quotation marks and a dash',
      ACCEPTED,
      [onPage('name')],
      ['acceptance/texts-beyond-ascii', 'data/name'],
      ['name-beyond-ascii'],
    ),
    row(
      'a fingerprint in lower-case hexadecimal digits, `subjectName` in encoding order',
      ACCEPTED,
      [inDocument('certificate-fingerprint'), inDocument('certificate-subject')],
      ['acceptance/fingerprint-hex'],
      ['as-in-the-example'],
    ),
    {
      input: 'the same JSON value in another spelling: order of members, white space, escapes',
      contract: 'accepted',
      reference: 'accepted',
      behind: [onPage('request-json')],
      requirements: ['acceptance/json-spellings'],
      examples: [text(JSON.stringify(registration(), null, 2))],
    },
    {
      input: 'a charset parameter of the content type',
      contract: 'not-scored',
      reference: 'accepted',
      behind: ['ishare-framework#charset-tolerated'],
      requirements: ['operation/charset-parameter-accepted'],
      examples: [],
      decidedBy: 'request',
      remark: 'A SHOULD.',
    },
  ],
};

const strictGroup: InputGroup = {
  title: 'What the stricter readings want accepted',
  operation: OPERATION,
  rows: [
    row(
      '`subjectName` in the notation of the OpenAPI document',
      STRICTER,
      [inDocument('certificate-subject')],
      ['acceptance/subject-notation'],
      ['subject-reversed'],
    ),
    row(
      'a fingerprint in upper-case hexadecimal digits or in base64url',
      STRICTER,
      [inDocument('certificate-fingerprint')],
      ['acceptance/fingerprint-notations'],
      ['fingerprint-upper', 'fingerprint-base64url'],
      'A SHOULD.',
    ),
    row(
      'claims that bring `id` and `registrarId`',
      STRICTER,
      [onPage('ids-provided-by-registry')],
      ['acceptance/claim-ids-may-be-given'],
      ['claim-ids-given'],
      'A SHOULD.',
    ),
    row(
      'a member that the schema does not name',
      STRICTER,
      [inDocument('party')],
      ['acceptance/extra-members'],
      ['extra-members'],
      'A SHOULD.',
    ),
  ],
};

const KEPT = ['data/policy-acceptances-complete'];

const policyGroup: InputGroup = {
  title: 'What a registry may refuse, and must keep in full when it accepts it',
  operation: OPERATION,
  rows: [
    row(
      'claims of further types: authRegistry, dataspaceMembership, dataspaceAgreement, dataspaceRole',
      OPEN,
      [
        inDocument('auth-registry'),
        inDocument('membership'),
        inDocument('dataspace-agreement'),
        inDocument('dataspace-role'),
      ],
      [],
      ['further-authRegistry', 'further-dataspaceMembership', 'further-dataspaceAgreement', 'further-dataspaceRole'],
      `What is accepted must come back: ${KEPT.join()}.`,
    ),
    row(
      'several authRegistry claims, for a service of a provider and for a data space',
      OPEN,
      [inDocument('auth-registry')],
      [],
      ['selected-auth-registries'],
    ),
    row(
      'a claim about another framework',
      OPEN,
      [inDocument('role')],
      [],
      ['another-framework'],
      'frameworkId is a free text; a registry may know one framework only.',
    ),
    row(
      'a second certificate of the same party',
      OPEN,
      [inDocument('certificate')],
      [],
      ['two-certificates'],
      'No text says how many certificates a party may have.',
    ),
    row(
      'a name of more than a hundred characters, or with blanks at its ends or two in a row',
      OPEN,
      [onPage('name')],
      [],
      ['name-long', 'name-with-blanks'],
      'No text limits names, and every database does. What is accepted must come back unchanged.',
    ),
    row(
      'other roles of the scheme, with a certificate',
      OPEN,
      [inDocument('role')],
      [],
      ['role-AuthorisationRegistry', 'role-IdentityProvider', 'role-IdentityBroker', 'role-ParticipantRegistry'],
    ),
    row(
      'a claim that is inactive, revoked or suspended',
      OPEN,
      [inDocument('claim-status')],
      [],
      ['status-inactive', 'status-revoked', 'status-suspended'],
    ),
    row(
      'a ServiceConsumer or an EntitledParty with an idpAssertion only',
      OPEN,
      [onPage('exempt-roles'), inDocument('idp-assertion')],
      [],
      ['assertion-ServiceConsumer', 'assertion-EntitledParty'],
      'Where one of the two roles may use an assertion, the other may as well: acceptance/exempt-roles-alike, with an assertion of the operator.',
    ),
    row(
      'a ServiceProvider with an idpAssertion besides its certificate',
      OPEN,
      [inDocument('idp-assertion')],
      [],
      ['provider-with-assertion'],
    ),
    row(
      'one agreement only, or more than the two',
      OPEN,
      [inDocument('agreement'), onPage('minimum-set')],
      [],
      ['one-agreement', 'third-agreement', 'many-agreements'],
    ),
    row(
      'a party without `id`',
      OPEN,
      [inDocument('party-required'), onPage('ids-provided-by-registry')],
      [],
      ['without-party-id'],
      'A registry may derive the identifier from the certificate.',
    ),
  ],
};

/** Every kind of input, in the order of the page. */
export const isharePartiesInputs: readonly InputGroup[] = [mustGroup, strictGroup, policyGroup, ...ishareRefusedInputs];
