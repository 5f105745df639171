/** Faults of reading that show when answers are held against each other: ids, registrars, tokens, what refusals leave behind. */
import type { Json } from '../../contracts/model.ts';
import type { Refusal } from './answer.ts';
import type { Behaviour, TokenPurpose } from './behaviour.ts';
import { type Change, finishing, isMembers, showing } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import { fixedUuid } from './faults-data.ts';
import type { Members, StoredParty } from './store.ts';

const shownIn = (
  purposes: readonly TokenPurpose[],
  change: (party: StoredParty, requests: number) => StoredParty,
): Change =>
  showing((party, { purpose, state }) => (purposes.includes(purpose) ? change(party, state.counts.requests) : party));

const READ: readonly TokenPurpose[] = ['party', 'claims', 'list'];

/** The payload of everything that is read. */
const readPayload =
  (change: (payload: Members) => Members, purposes: readonly TokenPurpose[] = READ): Change =>
  (behaviour) => ({
    ...behaviour,
    tokenPayload: (payload, context) => {
      const correct = behaviour.tokenPayload(payload, context);
      return purposes.includes(context.purpose) ? change(correct) : correct;
    },
  });

const otherIds = (party: StoredParty, requests: number): StoredParty => ({
  ...party,
  claims: party.claims.map((claim, index) => ({ ...claim, id: fixedUuid(`${party.id} ${index} ${requests}`) })),
});

const isClaims = (method: string, path: string): boolean => method === 'GET' && /\/parties\/[^/]+\/claims$/.test(path);

/** Remembers what was refused for one of these reasons, for what is different besides. */
function remembering(
  behaviour: Behaviour,
  kinds: readonly Refusal['kind'][],
  keep: (posted: Members) => void,
  different: Partial<Behaviour>,
): Behaviour {
  let posted: Json = null;
  return {
    ...behaviour,
    preprocess: (body) => {
      posted = body;
      return behaviour.preprocess(body);
    },
    refusal: (refusal) => {
      if (kinds.includes(refusal.kind) && isMembers(posted)) keep(posted);
      return behaviour.refusal(refusal);
    },
    ...different,
  };
}

/** A token that nobody signed. */
const UNSIGNED = `${Buffer.from('{}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`;

/** Of a refused registration the claims can be read. */
const leavingClaims: Change = (behaviour) => {
  const left = new Set<string>();
  return remembering(behaviour, ['schema', 'minimum'], ({ id }) => left.add(String(id)), {
    finish: (answer, method, path) => {
      const id = decodeURIComponent(path.split('/').at(-2) ?? '');
      const found = isClaims(method, path) && answer.status === 404 && left.has(id);
      return behaviour.finish(found ? { status: 200, body: { claimsToken: UNSIGNED } } : answer, method, path);
    },
  });
};

/** The other identifiers of a refused registration lead to a party. */
const leavingAliases: Change = (behaviour) => {
  const left: StoredParty[] = [];
  const keep = ({ id, alsoKnownAs }: Members): void => {
    if (!Array.isArray(alsoKnownAs)) return;
    const aliases = (alsoKnownAs as readonly string[]).filter((alias) => alias !== id);
    left.push({ id: String(id), name: 'rolled back', alsoKnownAs: aliases, claims: [] });
  };
  return remembering(behaviour, ['minimum'], keep, {
    find: (state, id) => behaviour.find(state, id) ?? left.find(({ alsoKnownAs }) => alsoKnownAs?.includes(id)),
  });
};

/** Faults of this topic. */
export const consistencyFaults: readonly FaultEntry[] = [
  fault(
    'read-ids-permuted',
    'reading shows the ids of claims in another order than the claims',
    ['identifiers/claim-ids-stable', 'read/claims-equal', 'list/finds-once'],
    shownIn(READ, (party) => {
      const ids = party.claims.map(({ id }) => id as Json).reverse();
      return { ...party, claims: party.claims.map((claim, index) => ({ ...claim, id: ids[index] as Json })) };
    }),
  ),
  fault(
    'claims-other-ids',
    'GET claims shows other claim ids than the party has',
    ['read/claims-equal'],
    shownIn(['claims'], otherIds),
  ),
  fault('list-other-ids', 'the list shows new claim ids each time', ['list/finds-once'], shownIn(['list'], otherIds)),
  fault(
    'read-registrar-is-party',
    'reading shows the party itself as registrar',
    ['identifiers/registrar'],
    shownIn(READ, (party) => ({
      ...party,
      claims: party.claims.map((claim) => ({ ...claim, registrarId: party.id })),
    })),
  ),
  fault('claims-token-unsigned', 'the claims of a party are not signed', ['read/claims-token-valid'], (behaviour) => ({
    ...behaviour,
    tokenHeader: (header, context) =>
      context.purpose === 'claims' ? { ...header, alg: 'none' } : behaviour.tokenHeader(header, context),
  })),
  fault(
    'claims-token-of-others',
    'the token with the claims of a party is an old one for somebody else',
    ['read/claims-token-valid'],
    readPayload((payload) => ({ ...payload, aud: 'did:ishare:EU.NL.NTRNL-99999999', iat: 1, exp: 31 }), ['claims']),
  ),
  fault(
    'read-jti-constant',
    'every token that is read has the same jti',
    ['answer/identifier-unique'],
    readPayload((payload) => ({ ...payload, jti: 'read' })),
  ),
  fault(
    'read-lifetime-hour',
    'tokens that are read live for an hour',
    ['answer/lifetime'],
    readPayload((payload) => ({ ...payload, exp: Number(payload.iat) + 3_600 })),
    'reference',
  ),
  fault(
    'claims-of-nobody',
    'the claims of an unknown party are an empty success',
    ['read/unknown-party-404'],
    finishing(isClaims, (answer) =>
      answer.status === 404 ? { status: 200, body: { claimsToken: UNSIGNED } } : answer,
    ),
    'reference',
  ),
  fault(
    'refused-leaves-claims',
    'the claims of a refused registration are kept',
    ['refusal/leaves-nothing'],
    leavingClaims,
  ),
  fault(
    'refused-leaves-aliases',
    'the other identifiers of a refused registration are kept',
    ['refusal/leaves-nothing'],
    leavingAliases,
  ),
];
