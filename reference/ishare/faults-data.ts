/** Faults of what is stored and shown: data, identifiers, duplicates and races. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../contracts/model.ts';
import { type Change, mapTexts, omit, showing, storing, storingClaims } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members, StoredParty } from './store.ts';

const dropping = (member: string): Change => storingClaims((claim) => omit(claim, member));

const texts = (change: (text: string) => string): Change =>
  storingClaims((claim) =>
    claim.additionalInfo === undefined ? claim : { ...claim, additionalInfo: mapTexts(claim.additionalInfo, change) },
  );

const shiftHour = (value: Json | undefined): Json =>
  typeof value === 'string' ? new Date(Date.parse(value) + 3_600_000).toISOString() : (value ?? null);

/** Faults of the data that is kept of a registration. */
export const dataFaults: readonly FaultEntry[] = [
  fault(
    'data-id-lower-cased',
    'the id is written in lower case',
    'data/identifier',
    storing((party) => ({ ...party, id: party.id.toLowerCase() })),
  ),
  fault(
    'data-name-upper-cased',
    'the name is written in upper case',
    'data/name',
    storing((party) => ({ ...party, name: String(party.name).toUpperCase() })),
  ),
  fault(
    'data-aliases-dropped',
    'alsoKnownAs keeps the primary id only',
    'data/also-known-as',
    storing((party) => ({ ...party, alsoKnownAs: [party.id] })),
  ),
  fault(
    'data-first-claim-only',
    'only the first claim is stored',
    'data/claims-complete',
    storingClaims((claim, index) => (index === 0 ? claim : undefined)),
  ),
  fault(
    'data-second-agreement-dropped',
    'only one agreement is stored',
    'data/claims-complete',
    storing((party) => ({
      ...party,
      claims: party.claims.filter(
        (claim, index) =>
          party.claims.findIndex(({ type }) => type === claim.type) === index || claim.type !== 'frameworkAgreement',
      ),
    })),
  ),
  fault(
    'data-additional-info-dropped',
    'additionalInfo is not stored',
    'data/claim-members',
    dropping('additionalInfo'),
  ),
  fault('data-capability-url-dropped', 'capabilityUrl is not stored', 'data/claim-members', dropping('capabilityUrl')),
  fault('data-title-dropped', 'titles are not stored', 'data/claim-members', dropping('title')),
  fault('data-hash-dropped', 'verificationHash is not stored', 'data/claim-members', dropping('verificationHash')),
  fault(
    'data-dates-shifted',
    'dates move by an hour',
    'data/claim-members',
    storingClaims((claim) => ({
      ...claim,
      ...(claim.startDate !== undefined && { startDate: shiftHour(claim.startDate) }),
    })),
  ),
  fault(
    'data-fingerprint-truncated',
    'fingerprints are cut to 40 characters',
    'data/claim-members',
    storingClaims((claim) =>
      claim['x5t#s256'] === undefined ? claim : { ...claim, 'x5t#s256': String(claim['x5t#s256']).slice(0, 40) },
    ),
  ),
  fault(
    'data-texts-normalised',
    'texts are brought to Unicode form C',
    'data/texts-verbatim',
    texts((text) => text.normalize('NFC')),
  ),
  fault(
    'data-texts-trimmed',
    'texts are trimmed',
    'data/texts-verbatim',
    texts((text) => text.trim()),
  ),
  fault(
    'data-astral-lost',
    'characters beyond the basic plane become question marks',
    'data/texts-verbatim',
    texts((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?')),
  ),
  fault(
    'data-claim-invented',
    'a claim is added that nobody sent',
    'data/nothing-invented',
    storing((party) => ({
      ...party,
      claims: [
        ...party.claims,
        {
          ...(party.claims[0] as Members),
          type: 'dataspaceMembership',
          dataspaceId: 'DSP.EU.NL.Default',
          legalAdherence: 'yes',
          id: fixedUuid(`${party.id} invented`),
        },
      ],
    })),
    'reference',
  ),
  fault(
    'data-further-claims-dropped',
    'claims on data spaces are accepted and dropped',
    'data/policy-acceptances-complete',
    storingClaims((claim) => (String(claim.type).startsWith('dataspace') ? undefined : claim)),
  ),
  fault(
    'data-status-forced',
    'every claim becomes active',
    'data/policy-acceptances-complete',
    storingClaims((claim) => ({ ...claim, status: 'active' })),
  ),
];

/** A UUID made from a text. */
export function fixedUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const sameClaims = (party: StoredParty, existing: StoredParty): StoredParty => ({ ...party, claims: existing.claims });

/** The registrations that arrive while others wait are let through. */
const racing: Change = (behaviour) => ({ ...behaviour, beforeInsertion: () => sleep(40) });

/** Faults of identifiers, duplicates and races. */
export const identifierFaults: readonly FaultEntry[] = [
  fault(
    'claim-ids-repeated',
    'both agreements get one claim id',
    'identifiers/claim-ids-unique-in-party',
    storing((party) => {
      const first = party.claims.find(({ type }) => type === 'frameworkAgreement');
      return {
        ...party,
        claims: party.claims.map((claim) =>
          claim.type === 'frameworkAgreement' ? { ...claim, id: first?.id as Json } : claim,
        ),
      };
    }),
  ),
  fault(
    'claim-ids-by-position',
    'claim ids depend on the position only',
    'identifiers/claim-ids-unique-across-parties',
    (behaviour) => ({
      ...behaviour,
      newClaimId: (index) => fixedUuid(`claim ${index}`),
    }),
  ),
  fault(
    'claim-ids-new-on-read',
    'every reading gives new claim ids',
    'identifiers/claim-ids-stable',
    showing((party, { purpose, state }) =>
      purpose === 'creation'
        ? party
        : {
            ...party,
            claims: party.claims.map((claim, index) => ({
              ...claim,
              id: fixedUuid(`${party.id} ${index} ${state.counts.requests}`),
            })),
          },
    ),
  ),
  fault('registrar-is-party', 'registrarId is the party itself', 'identifiers/registrar', (behaviour) => ({
    ...behaviour,
    registrarId: (_, partyId) => partyId,
  })),
  fault(
    'registrar-padded',
    'registrarId starts with a blank',
    'identifiers/registrar-exact',
    (behaviour) => ({ ...behaviour, registrarId: (pki) => ` ${pki.clientId}` }),
    'reference',
  ),
  fault(
    'duplicate-replaces',
    'a second registration replaces the party',
    'identifiers/duplicate-changes-nothing',
    (behaviour) => ({ ...behaviour, duplicate: () => ({ kind: 'replace' }) }),
  ),
  fault(
    'duplicate-renames',
    'a second registration is refused but changes the name',
    'identifiers/duplicate-changes-nothing',
    (behaviour) => ({
      ...behaviour,
      duplicate: (existing, posted) => {
        (existing as { name: Json }).name = posted.name;
        return { kind: 'refuse' };
      },
    }),
  ),
  fault('duplicate-adds', 'a second registration makes a second party', 'identifiers/no-second-party', (behaviour) => ({
    ...behaviour,
    duplicate: () => ({ kind: 'add' }),
  })),
  fault(
    'duplicate-answer-lies',
    'a second registration is confirmed with its own data and dropped',
    'identifiers/duplicate-answered-honestly',
    (behaviour) => ({
      ...behaviour,
      duplicate: (existing, posted) => ({ kind: 'answer', party: sameClaims(posted, existing) }),
    }),
  ),
  fault(
    'duplicate-confirmed',
    'a second registration with other data is answered with the first party',
    'identifiers/duplicate-status',
    (behaviour) => ({
      ...behaviour,
      duplicate: (existing) => ({ kind: 'answer', party: existing }),
    }),
    'reference',
  ),
  fault('duplicate-500', 'a second registration ends in 500', 'identifiers/duplicate-no-server-error', (behaviour) => ({
    ...behaviour,
    refusal: (refusal) =>
      refusal.kind === 'duplicate'
        ? { status: 500, body: { error: 'unique constraint violated' } }
        : behaviour.refusal(refusal),
  })),
  fault('race-several-winners', 'of registrations at the same time several win', 'identifiers/race-one-winner', racing),
  fault(
    'race-losers-500',
    'of registrations at the same time the losers get 500',
    'identifiers/race-losers-refused',
    (behaviour) => {
      const answered = new WeakSet<StoredParty>();
      const conflict = 'could not serialize access';
      return {
        ...behaviour,
        afterCreation: (answer, party, state) => {
          answered.add(party);
          return behaviour.afterCreation(answer, party, state);
        },
        duplicate: (existing, posted) =>
          answered.has(existing) ? behaviour.duplicate(existing, posted) : { kind: 'refuse', because: conflict },
        refusal: (refusal) =>
          refusal.message === conflict ? { status: 500, body: { error: conflict } } : behaviour.refusal(refusal),
      };
    },
  ),
];
