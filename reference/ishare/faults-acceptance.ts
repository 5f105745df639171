/** Faults that refuse what must be accepted. */
import { type Change, claimAt, isMembers, refusing, refusingClaims } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { faultOf } from './fault.ts';
import type { Members } from './store.ts';

const fault = faultOf('acceptance');

const claimsOf = (body: Members): readonly Members[] => body.claims as readonly Members[];
const rolesOf = (body: Members): readonly unknown[] =>
  claimsOf(body).flatMap(({ type, roleId }) => (type === 'frameworkRole' ? [roleId] : []));

const refusingRole = (roleId: string): Change =>
  refusing((body) =>
    rolesOf(body).length === 1 && rolesOf(body)[0] === roleId ? `the role ${roleId} is not known` : undefined,
  );

const demanding = (type: string, member: string): Change =>
  refusingClaims((claim) => claim.type === type && claim[member] === undefined, `${member} is required`);

const certificateIs = (bad: (claim: Members) => boolean, message: string): Change =>
  refusingClaims((claim) => claim.type === 'x509Certificate' && bad(claim), message);

const dateIs = (bad: RegExp): Change =>
  refusingClaims(
    ({ startDate, endDate }) => [startDate, endDate].some((date) => typeof date === 'string' && bad.test(date)),
    'the time cannot be read',
  );

const ORDER = ['frameworkCompliance', 'frameworkAgreement', 'x509Certificate', 'idpAssertion', 'frameworkRole'];

/** Where the body of a request is not taken as it may be written. */
const refusingText =
  (bad: (text: string) => boolean): Change =>
  (behaviour) => ({
    ...behaviour,
    bodyText: (bytes) => {
      const text = behaviour.bodyText(bytes);
      return bad(text) ? '' : text;
    },
  });

/** Faults that refuse what must be accepted, or should be. */
export const acceptanceFaults: readonly FaultEntry[] = [
  fault(
    'refuses-service-consumer',
    'a ServiceConsumer is refused',
    'service-consumer',
    refusingRole('ServiceConsumer'),
  ),
  fault(
    'refuses-service-provider',
    'a ServiceProvider is refused',
    'service-provider',
    refusingRole('ServiceProvider'),
  ),
  fault('refuses-entitled-party', 'an EntitledParty is refused', 'entitled-party', refusingRole('EntitledParty')),
  fault(
    'refuses-two-roles',
    'a party with two roles is refused',
    'mixed-roles',
    refusing((body) => (rolesOf(body).length > 1 ? 'only one role' : undefined)),
  ),
  fault(
    'demands-claim-ids',
    'claims must bring an id',
    'claim-ids-may-be-omitted',
    refusingClaims(({ id }) => id === undefined, 'id is required'),
  ),
  fault(
    'demands-registrar-ids',
    'claims must bring a registrarId',
    'claim-ids-may-be-omitted',
    refusingClaims(({ registrarId }) => registrarId === undefined, 'registrarId is required'),
  ),
  fault(
    'refuses-claim-ids',
    'claims must not bring an id',
    'claim-ids-may-be-given',
    refusingClaims(({ id }) => id !== undefined, 'id is not allowed'),
    'reference',
  ),
  fault(
    'demands-aliases',
    'alsoKnownAs is required',
    'optional-members',
    refusing((body) => (body.alsoKnownAs === undefined ? 'alsoKnownAs is required' : undefined)),
  ),
  fault(
    'refuses-empty-aliases',
    'an empty alsoKnownAs is refused',
    'optional-members',
    refusing(({ alsoKnownAs }) =>
      Array.isArray(alsoKnownAs) && alsoKnownAs.length === 0 ? 'alsoKnownAs is empty' : undefined,
    ),
  ),
  fault(
    'demands-hashes',
    'agreements must have a verificationHash',
    'optional-members',
    demanding('frameworkAgreement', 'verificationHash'),
  ),
  fault('demands-titles', 'roles must have a title', 'optional-members', demanding('frameworkRole', 'title')),
  fault(
    'demands-agreement-dates',
    'agreements must have a startDate',
    'optional-members',
    demanding('frameworkAgreement', 'startDate'),
  ),
  fault(
    'demands-additional-info',
    'frameworkCompliance must have additionalInfo',
    'optional-members',
    demanding('frameworkCompliance', 'additionalInfo'),
  ),
  fault(
    'refuses-additional-info',
    'additionalInfo with all members is refused',
    'optional-members',
    refusingClaims(
      ({ additionalInfo }) => isMembers(additionalInfo) && additionalInfo.sectorIndustry !== undefined,
      'sectorIndustry is not known',
    ),
  ),
  fault(
    'refuses-second-agreement',
    'a second agreement is refused',
    'both-agreements',
    refusing((body) =>
      claimsOf(body).filter(({ type }) => type === 'frameworkAgreement').length > 1 ? 'one agreement only' : undefined,
    ),
  ),
  fault(
    'refuses-yes',
    'the text yes is refused, as a YAML 1.1 reader made booleans of the list',
    'yes-and-no',
    refusingClaims(
      ({ legalAdherence }) => legalAdherence === 'yes' || legalAdherence === 'no',
      'legalAdherence must be one of true, false, not-applicable',
    ),
  ),
  fault(
    'refuses-no',
    'the text no is refused',
    'yes-and-no',
    refusingClaims(({ legalAdherence }) => legalAdherence === 'no', 'legalAdherence must be yes'),
  ),
  fault('refuses-zero-offset', 'times that end in +00:00 are refused', 'date-notations', dateIs(/\+00:00$/)),
  fault('refuses-whole-seconds', 'times without a fraction are refused', 'date-notations', dateIs(/:\d\dZ$/)),
  fault(
    'demands-claim-order',
    'claims must come in a fixed order',
    'claim-order',
    refusing((body) => {
      const places = claimsOf(body)
        .map(({ type }) => ORDER.indexOf(String(type)))
        .filter((place) => place >= 0);
      return places.every((place, index) => index === 0 || place >= (places[index - 1] as number))
        ? undefined
        : 'claims are out of order';
    }),
  ),
  fault(
    'demands-base64url-fingerprint',
    'a fingerprint in hex is refused',
    'fingerprint-hex',
    certificateIs((claim) => /^[0-9a-f]{64}$/i.test(String(claim['x5t#s256'])), 'x5t#s256 must be base64url'),
  ),
  fault(
    'refuses-upper-fingerprint',
    'a fingerprint in upper-case hex is refused',
    'fingerprint-notations',
    certificateIs((claim) => /^[0-9A-F]{64}$/.test(String(claim['x5t#s256'])), 'x5t#s256 must be lower case'),
    'reference',
  ),
  fault(
    'compares-subject-as-text',
    'subjectName must be written in encoding order',
    'subject-notation',
    certificateIs((claim) => !String(claim.subjectName).startsWith('C='), 'subjectName does not match'),
    'reference',
  ),
  fault(
    'refuses-non-ascii',
    'characters outside ASCII are refused',
    'texts-beyond-ascii',
    refusing((body) => (/[^ -~\n]/.test(JSON.stringify(body)) ? 'illegal character' : undefined)),
  ),
  fault(
    'refuses-extra-members',
    'unknown members are refused',
    'extra-members',
    refusing((body) => (body.schemaVersion === undefined ? undefined : 'schemaVersion is not known')),
    'reference',
  ),
  fault(
    'refuses-pretty-print',
    'white space between the members is refused',
    'json-spellings',
    refusingText((text) => /^\{\s/.test(text)),
  ),
  fault(
    'refuses-assertion-of-entitled-party',
    'an EntitledParty may not use an idpAssertion',
    'exempt-roles-alike',
    refusing((body) =>
      rolesOf(body).includes('EntitledParty') && claimAt(body, '/claims/3').type === 'idpAssertion'
        ? 'a certificate is required'
        : undefined,
    ),
  ),
  {
    id: 'refuses-charset-parameter',
    title: 'a charset parameter of the content type is refused',
    catches: ['operation/charset-parameter-accepted'],
    breaks: 'reference',
    apply: (behaviour) => ({ ...behaviour, acceptsMediaType: (contentType) => contentType === 'application/json' }),
  },
];
