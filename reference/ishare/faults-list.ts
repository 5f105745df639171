/** Faults of the list of parties: what it shows of a party, and whom its filters find. */
import type { ListQuery } from './behaviour.ts';
import { type Change, showing } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { StoredParty } from './store.ts';

const without = (query: ListQuery, name: string): ListQuery => new Map([...query].filter(([each]) => each !== name));

/** A name that this says yes to is compared otherwise. */
const comparingNames =
  (concerns: (pattern: string) => boolean, fits: (name: string, pattern: string) => boolean): Change =>
  (behaviour) => ({
    ...behaviour,
    selects: (party, query) => {
      const pattern = query.get('name');
      if (pattern === undefined || !concerns(pattern)) return behaviour.selects(party, query);
      return behaviour.selects(party, without(query, 'name')) && fits(String(party.name), pattern);
    },
  });

/** A filter with a value that no party has is ignored. */
const ignoringUnknownValues: Change = (behaviour) => {
  const known: StoredParty[] = [];
  return {
    ...behaviour,
    stored: (party) => {
      const stored = behaviour.stored(party);
      known.push(stored);
      return stored;
    },
    selects: (party, query) => {
      const filtered = ['id', 'alsoKnownAs', 'name'].some((name) => query.has(name));
      return filtered && !known.some((each) => behaviour.selects(each, query)) ? true : behaviour.selects(party, query);
    },
  };
};

/** Faults of this topic. */
export const listFaults: readonly FaultEntry[] = [
  fault(
    'list-first-claim-only',
    'the list shows the first claim of each party only',
    ['list/finds-once'],
    showing((party, { purpose }) => (purpose === 'list' ? { ...party, claims: party.claims.slice(0, 1) } : party)),
  ),
  fault(
    'list-claims-of-first-party',
    'the list shows the claims of the first party with every party',
    ['list/finds-once'],
    showing((party, { purpose, state }) =>
      purpose === 'list' ? { ...party, claims: state.parties[0]?.claims ?? [] } : party,
    ),
  ),
  fault(
    'list-unknown-value-ignored',
    'a filter with a value that nobody has finds everybody',
    ['list/finds-once', 'list/by-alias', 'list/by-name'],
    ignoringUnknownValues,
  ),
  fault(
    'list-name-contains',
    'a name without an asterisk finds every party whose name contains it',
    ['list/name-exact'],
    comparingNames(
      (pattern) => !pattern.includes('*'),
      (name, pattern) => name.includes(pattern),
    ),
    'reference',
  ),
  fault(
    'list-asterisk-at-ends-only',
    'an asterisk in the middle of a name stands for itself',
    ['list/by-name'],
    comparingNames(
      (pattern) => /^.+\*.+$/.test(pattern),
      (name, pattern) => name === pattern,
    ),
  ),
  fault(
    'list-demands-page',
    'a list is not answered without page and pageSize',
    ['list/pages-optional'],
    (behaviour) => ({
      ...behaviour,
      refusesList: (query) => (query.has('page') && query.has('pageSize') ? undefined : 'page and pageSize are needed'),
    }),
  ),
];
