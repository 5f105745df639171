/** Faults of single values that are kept: names, texts, times, levels, lists, and what few parties bring. */
import { type Change, isMembers, mapTexts, omit, refusing, refusingClaims, storing, storingClaims } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members, StoredParty } from './store.ts';

const naming = (change: (name: string) => string): Change =>
  storing((party) => ({ ...party, name: change(String(party.name)) }));

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const onlyOne = (type: string, of: 'first' | 'last'): Change =>
  storing((party) => {
    const kept = party.claims[of === 'first' ? 'find' : 'findLast']((claim) => claim.type === type);
    return { ...party, claims: party.claims.filter((claim) => claim.type !== type || claim === kept) };
  });

const lacking = (type: RegExp, ...members: readonly string[]): Change =>
  storingClaims((claim) => (type.test(String(claim.type)) ? members.reduce(omit, claim) : claim));

const startOfDay = (value: unknown): string => `${String(value).slice(0, 10)}T00:00:00Z`;

const NAMES = 'data/name';
const MEMBERS = 'data/claim-members';
const POLICY = 'data/policy-acceptances-complete';

/** Faults of values. */
export const valueFaults: readonly FaultEntry[] = [
  fault(
    'data-dates-day-only',
    'of times only the day is kept',
    MEMBERS,
    storingClaims((claim) => ({
      ...claim,
      ...(claim.startDate !== undefined && { startDate: startOfDay(claim.startDate) }),
      ...(claim.endDate !== undefined && { endDate: startOfDay(claim.endDate) }),
    })),
  ),
  fault(
    'data-dates-of-party',
    'every claim gets the dates of the first one',
    MEMBERS,
    storing((party) => ({ ...party, claims: party.claims.map((claim) => ({ ...claim, ...datesOf(party) })) })),
  ),
  fault('data-name-escaped', 'names are escaped for HTML', NAMES, naming(escaped)),
  fault(
    'data-name-ascii',
    'characters of names beyond ASCII become question marks',
    NAMES,
    naming((name) => name.replace(/[^ -~]/g, '?')),
  ),
  fault(
    'data-name-cut',
    'names are cut to 100 characters',
    POLICY,
    naming((name) => name.slice(0, 100)),
  ),
  fault(
    'data-name-trimmed',
    'blanks in names are collapsed',
    POLICY,
    naming((name) => name.trim().replace(/\s+/g, ' ')),
  ),
  fault(
    'refuses-name-beyond-ascii',
    'names must be letters, digits, blanks, dots and dashes',
    'acceptance/texts-beyond-ascii',
    refusing(({ name }) => (/^[A-Za-z0-9 .-]{1,64}$/.test(String(name)) ? undefined : 'illegal name')),
  ),
  fault(
    'data-texts-escaped',
    'texts of additionalInfo are escaped for HTML',
    'data/texts-verbatim',
    storingClaims((claim) =>
      claim.additionalInfo === undefined
        ? claim
        : { ...claim, additionalInfo: mapTexts(claim.additionalInfo, (text) => text.replaceAll('&', '&amp;')) },
    ),
  ),
  fault(
    'data-second-sector-dropped',
    'sectorIndustry keeps one entry',
    MEMBERS,
    storingClaims((claim) => {
      const info = claim.additionalInfo;
      return isMembers(info) && Array.isArray(info.sectorIndustry)
        ? { ...claim, additionalInfo: { ...info, sectorIndustry: info.sectorIndustry.slice(0, 1) } }
        : claim;
    }),
  ),
  fault(
    'data-loa-lowered',
    'the level of assurance "high" becomes "substantial"',
    MEMBERS,
    storingClaims((claim) => (claim.loa === 'high' ? { ...claim, loa: 'substantial' } : claim)),
  ),
  fault(
    'refuses-loa-high',
    'the levels of assurance "high" and "low" are refused',
    'acceptance/yes-and-no',
    refusingClaims(({ loa }) => loa === 'high' || loa === 'low', 'this level of assurance is not given here'),
  ),
  fault(
    'data-agreement-shared',
    'an agreement is kept once: a later party gets the title and hash of an earlier one',
    MEMBERS,
    (behaviour) => {
      const kept = new Map<string, Members>();
      return storingClaims((claim) => {
        if (claim.type !== 'frameworkAgreement') return claim;
        const { agreementId, title, verificationHash } = claim;
        const known = kept.get(String(agreementId)) ?? {
          ...(title !== undefined && { title }),
          ...(verificationHash !== undefined && { verificationHash }),
        };
        kept.set(String(agreementId), known);
        return { ...claim, ...known };
      })(behaviour);
    },
  ),
  fault(
    'data-claims-cut',
    'a party keeps ten claims at most',
    POLICY,
    storing((party) => ({ ...party, claims: party.claims.slice(0, 10) })),
  ),
  fault(
    'data-framework-fixed',
    'every claim is kept as one about iSHARE',
    POLICY,
    storingClaims((claim) => (claim.frameworkId === undefined ? claim : { ...claim, frameworkId: 'iSHARE' })),
  ),
  fault(
    'data-second-certificate-dropped',
    'a party keeps its last certificate only',
    POLICY,
    onlyOne('x509Certificate', 'last'),
  ),
  fault(
    'data-second-auth-registry-dropped',
    'a party keeps one authorisation registry',
    POLICY,
    onlyOne('authRegistry', 'first'),
  ),
  fault(
    'data-auth-registry-selection-dropped',
    'authRegistry claims lose what they were selected for',
    POLICY,
    lacking(/^authRegistry$/, 'serviceProviderPartyId', 'serviceIdentifier', 'dataspaceId'),
  ),
  fault(
    'data-dataspace-members-dropped',
    'claims on data spaces lose their optional members',
    POLICY,
    lacking(/^dataspace/, 'capabilityUrl', 'additionalInfo', 'verificationHash'),
  ),
  fault(
    'data-dataspace-dates-dropped',
    'agreements with data spaces lose their dates, roles in them their titles',
    POLICY,
    (behaviour) =>
      lacking(/^dataspaceRole$/, 'title')(lacking(/^dataspaceAgreement$/, 'startDate', 'endDate')(behaviour)),
  ),
];

function datesOf({ claims: [first] }: StoredParty): Members {
  return first?.startDate === undefined || first.endDate === undefined
    ? {}
    : { startDate: first.startDate, endDate: first.endDate };
}
