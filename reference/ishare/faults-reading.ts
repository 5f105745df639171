/** Faults of reading: single party, claims, list, trusted list, capabilities, OPTIONS. */
import type { Json } from '../../contracts/model.ts';
import { type Change, isMembers, omit, showing } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members, StoredParty } from './store.ts';

const ignoringFilter =
  (bad: (name: string) => boolean): Change =>
  (behaviour) => ({
    ...behaviour,
    selects: (party, query) => behaviour.selects(party, new Map([...query].filter(([name]) => !bad(name)))),
  });

const paging =
  (page: (selected: readonly StoredParty[], page: number, size: number) => readonly StoredParty[]): Change =>
  (behaviour) => ({ ...behaviour, page });

const listed = (change: (party: StoredParty) => StoredParty): Change =>
  showing((party, { purpose }) => (purpose === 'list' ? change(party) : party));

const capabilities =
  (change: (info: Members) => Members): Change =>
  (behaviour) => ({
    ...behaviour,
    capabilities: (...input) => change(behaviour.capabilities(...input)),
  });

/** How many requests a late fault waits for. */
const LATE = 40;

/** Faults of reading. */
export const readingFaults: readonly FaultEntry[] = [
  fault('read-party-missing', 'a registered party cannot be read', 'read/by-id', (behaviour) => ({
    ...behaviour,
    find: () => undefined,
  })),
  fault(
    'read-first-claim-only',
    'reading shows the first claim only',
    'read/equals-creation',
    showing((party, { purpose }) => (purpose === 'party' ? { ...party, claims: party.claims.slice(0, 1) } : party)),
  ),
  fault(
    'read-name-cut',
    'reading shows the name cut to 16 characters',
    'read/equals-creation',
    showing((party, { purpose }) =>
      purpose === 'party' ? { ...party, name: String(party.name).slice(0, 16) } : party,
    ),
  ),
  fault('read-token-unsigned', 'a single party is not signed', 'read/token-valid', (behaviour) => ({
    ...behaviour,
    tokenHeader: (header, context) =>
      context.purpose === 'party' ? { ...header, alg: 'none' } : behaviour.tokenHeader(header, context),
  })),
  fault('read-by-alias-missing', 'a party cannot be read by another identifier', 'read/by-alias', (behaviour) => ({
    ...behaviour,
    find: (state, id) => state.parties.find((party) => party.id === id),
  })),
  fault(
    'read-claims-incomplete',
    'the claims of a party lack the last one',
    'read/claims-equal',
    showing((party, { purpose }) => (purpose === 'claims' ? { ...party, claims: party.claims.slice(0, -1) } : party)),
  ),
  fault('read-null-party', 'an unknown party is 200 with null', 'read/unknown-party-not-invented', (behaviour) => ({
    ...behaviour,
    notFound: () => 'null-party',
  })),
  fault(
    'read-any-party',
    'for an unknown party another one is shown',
    'read/unknown-party-not-invented',
    (behaviour) => ({ ...behaviour, find: (state, id) => behaviour.find(state, id) ?? state.parties[0] }),
  ),
  fault(
    'read-unknown-400',
    'an unknown party is 400',
    'read/unknown-party-404',
    (behaviour) => ({ ...behaviour, notFound: () => ({ status: 400, body: { error: 'unknown' } }) }),
    'reference',
  ),
  fault('party-vanishes-later', 'after a while the first parties are gone', 'read/stable-at-the-end', (behaviour) => ({
    ...behaviour,
    find: (state, id) => {
      const party = behaviour.find(state, id);
      return party && state.counts.requests > LATE && state.parties.indexOf(party) < 3 ? undefined : party;
    },
  })),
  fault(
    'party-changes-later',
    'after a while the claims become inactive',
    'read/stable-at-the-end',
    showing((party, { state }) =>
      state.counts.requests > LATE && state.parties.indexOf(party) < 3
        ? { ...party, claims: party.claims.map((claim) => ({ ...claim, status: 'inactive' })) }
        : party,
    ),
  ),

  fault('list-misses-new', 'the list lacks the newest parties', 'list/finds-once', (behaviour) => ({
    ...behaviour,
    selects: () => false,
  })),
  fault(
    'list-holds-twice',
    'the list holds every party twice',
    'list/finds-once',
    paging((selected, page, size) => selected.flatMap((party) => [party, party]).slice((page - 1) * size, page * size)),
  ),
  fault(
    'list-ignores-id',
    'the filter id is ignored',
    'list/finds-once',
    ignoringFilter((name) => name === 'id'),
  ),
  fault(
    'list-ignores-alias',
    'the filter alsoKnownAs is ignored',
    'list/by-alias',
    ignoringFilter((name) => name === 'alsoKnownAs'),
  ),
  fault('list-wildcard-literal', 'an asterisk in a name stands for itself', 'list/by-name', (behaviour) => ({
    ...behaviour,
    selects: (party, query) => behaviour.selects(party, query) && (query.get('name') ?? party.name) === party.name,
  })),
  fault(
    'list-ignores-claim-filter',
    'filters on claims are ignored',
    'list/by-claim',
    ignoringFilter((name) => name.startsWith('claimFilter')),
    'reference',
  ),
  fault(
    'list-party-without-name',
    'listed parties have no name',
    'list/response-schema',
    listed((party) => omit(party as Members, 'name') as StoredParty),
  ),
  fault('list-token-unsigned', 'the list is not signed', 'list/token-valid', (behaviour) => ({
    ...behaviour,
    tokenHeader: (header, context) =>
      context.purpose === 'list' ? { ...header, alg: 'none' } : behaviour.tokenHeader(header, context),
  })),
  fault(
    'list-pages-overlap',
    'pages overlap by one',
    'list/pages-visit-each-once',
    paging((selected, page, size) => selected.slice(Math.max(0, (page - 1) * size - 1), page * size)),
  ),
  fault(
    'list-page-gap',
    'the first of every later page is lost',
    'list/pages-visit-each-once',
    paging((selected, page, size) => selected.slice((page - 1) * size + (page > 1 ? 1 : 0), page * size)),
  ),
  fault(
    'list-page-size-ignored',
    'pageSize is ignored',
    'list/page-size-respected',
    paging((selected, page) => selected.slice((page - 1) * 10, page * 10)),
  ),
  fault(
    'list-counts-wrong',
    'totalCount counts one page',
    'list/counts-agree',
    (behaviour) => ({ ...behaviour, pageInfo: (info) => ({ ...info, totalCount: info.count as Json, totalPages: 1 }) }),
    'reference',
  ),

  fault('trusted-list-empty', 'the trusted list is empty', 'trusted-list/contains-root', (behaviour) => ({
    ...behaviour,
    trustedList: () => [],
  })),
  fault('trusted-list-bare', 'the trusted list is not signed', 'trusted-list/response', (behaviour) => ({
    ...behaviour,
    tokenBody: (member, compact, context) =>
      context.purpose === 'trusted-list' ? { trustedList: [] } : behaviour.tokenBody(member, compact, context),
  })),
  fault(
    'capabilities-leak-restricted',
    'everybody sees the restricted services',
    'capabilities/restricted-need-token',
    (behaviour) => ({
      ...behaviour,
      capabilities: (baseUrl, paths) => behaviour.capabilities(baseUrl, paths, true),
    }),
  ),
  fault(
    'capabilities-miss-registration',
    'the registration of parties is not listed',
    'capabilities/agree-with-offer',
    capabilities((info) => ({
      ...info,
      ...(Array.isArray(info.restrictedServices) && {
        restrictedServices: (info.restrictedServices as readonly Members[]).filter(
          ({ identifier }) => identifier !== 'register-new-party',
        ),
      }),
    })),
  ),
  fault(
    'capabilities-without-version',
    'services have no version',
    'capabilities/response',
    capabilities((info) =>
      Object.fromEntries(
        Object.entries(info).map(([name, services]) => [
          name,
          (services as readonly Members[]).map((service) => omit(service, 'version')),
        ]),
      ),
    ),
  ),
  fault(
    'capabilities-closed',
    'capabilities need a token',
    'capabilities/open',
    (behaviour) => ({
      ...behaviour,
      tokenBody: (member, compact, context) =>
        context.purpose === 'capabilities' && context.caller === undefined
          ? { error: 'unauthorized' }
          : behaviour.tokenBody(member, compact, context),
      finish: (answer, method, path) =>
        isMembers(answer.body) && answer.body.error === 'unauthorized' && path.endsWith('/capabilities')
          ? { ...answer, status: 401 }
          : behaviour.finish(answer, method, path),
    }),
    'reference',
  ),
  fault('options-200', 'OPTIONS is answered with 200', 'options/status', (behaviour) => ({
    ...behaviour,
    allow: (path) => ({ ...behaviour.allow(path), status: 200, body: {} }),
  })),
  fault('options-without-post', 'OPTIONS does not name POST', 'options/agree-with-offer', (behaviour) => ({
    ...behaviour,
    allow: () => ({ status: 204, headers: { allow: 'GET, OPTIONS' } }),
  })),
];
