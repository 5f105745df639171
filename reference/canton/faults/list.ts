/**
 * Faults of listing parties.
 */
import type { Behaviour, Page } from '../behaviour.ts';
import type { Scene } from '../call.ts';
import { change, onDetails, without, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { ListPartiesQuery } from '../messages.ts';
import { pageToken } from '../reading.ts';
import type { PartyRecord } from '../store.ts';
import { partyFault } from './party-fault.ts';

/** Pages in another way. */
function paged(
  behaviour: Behaviour,
  page: (
    query: ListPartiesQuery,
    original: (query: ListPartiesQuery) => Page<PartyRecord>,
    scene: Scene,
  ) => Page<PartyRecord>,
): Behaviour {
  const original = behaviour.reading.page;
  return change(behaviour, 'reading', {
    page: (query, scene) => page(query, (changed) => original(changed, scene), scene),
  });
}

/** Leaves out the party that follows a page. */
function skipNext(page: Page<PartyRecord>, next: (token: string) => Page<PartyRecord>): Page<PartyRecord> {
  if (page.nextPageToken === '') return page;
  const skipped = next(page.nextPageToken).records[0];
  return skipped === undefined ? page : { ...page, nextPageToken: pageToken(skipped.party) };
}

const CACHE_MS = 10_000;

export const listFaults: readonly Fault[] = [
  partyFault({
    id: 'list-entry-without-party',
    title: 'The second entry of a list lacks its identifier',
    catches: ['list/response-schema'],
    apply: (b) =>
      onDetails(b, 'listParties', (details, _scene, index) => (index === 1 ? without(details, 'party') : details)),
  }),
  partyFault({
    id: 'page-overlap',
    title: 'A page starts with the last party of the page before',
    catches: ['list/paging-visits-each-once'],
    users: ['list/paging-visits-each-once'],
    apply: (b) => change(b, 'reading', { parseToken: (token) => b.reading.parseToken(token)?.slice(0, -1) }),
  }),
  partyFault({
    id: 'page-gap',
    title: 'One party is lost between two pages',
    catches: ['list/paging-visits-each-once'],
    apply: (b) =>
      paged(b, (query, page) => skipNext(page(query), (token) => page({ ...query, pageSize: 1, pageToken: token }))),
  }),
  partyFault({
    id: 'page-gap-after-second',
    title: 'One party is lost between two pages, but not between the first two',
    catches: ['list/paging-visits-each-once'],
    apply: (b) =>
      paged(b, (query, page) =>
        query.pageToken === ''
          ? page(query)
          : skipNext(page(query), (token) => page({ ...query, pageSize: 1, pageToken: token })),
      ),
  }),
  partyFault({
    id: 'paging-stops-early',
    title: 'There is no page after the second',
    catches: ['list/paging-visits-each-once'],
    apply: (b) =>
      paged(b, (query, page) => (query.pageToken === '' ? page(query) : { ...page(query), nextPageToken: '' })),
  }),
  partyFault({
    id: 'paging-never-ends',
    title: 'The last page leads to itself',
    catches: ['list/paging-ends'],
    apply: (b) =>
      paged(b, (query, page) => {
        const { records, nextPageToken } = page(query);
        return { records, nextPageToken: nextPageToken || query.pageToken || pageToken('zzz') };
      }),
  }),
  partyFault({
    id: 'paging-starts-over',
    title: 'The last page leads back to the first',
    catches: ['list/paging-ends'],
    apply: (b) =>
      paged(b, (query, page) => {
        const { records, nextPageToken } = page(query);
        return { records, nextPageToken: nextPageToken || pageToken(' ') };
      }),
  }),
  partyFault({
    id: 'offset-paging',
    title: 'Pages are counted from the start, so that they move when parties come',
    catches: ['list/paging-while-parties-come'],
    breaks: 'reference',
    apply: (b) =>
      paged(b, (query, page) => {
        const offset = query.pageToken === '' ? 0 : Number(b.reading.parseToken(query.pageToken));
        if (!Number.isSafeInteger(offset)) return page(query);
        const size = query.pageSize || b.limits.partiesPage;
        const { records } = page({ ...query, pageSize: offset + size, pageToken: '' });
        const shown = records.slice(offset);
        return { records: shown, nextPageToken: shown.length < size ? '' : pageToken(String(offset + size)) };
      }),
  }),
  partyFault({
    id: 'list-cached',
    title: 'The first page of a list is ten seconds old',
    catches: ['list/new-party-on-its-page'],
    breaks: 'reference',
    apply(b) {
      const cache = new Map<string, { readonly at: number; readonly page: Page<PartyRecord> }>();
      return paged(b, (query, page) => {
        if (query.pageToken !== '' || query.pageSize === 0) return page(query);
        const key = `${query.pageSize}/${query.filter}`;
        const cached = cache.get(key);
        if (cached !== undefined && performance.now() - cached.at < CACHE_MS) return cached.page;
        const fresh = page(query);
        cache.set(key, { at: performance.now(), page: fresh });
        return fresh;
      });
    },
  }),
  partyFault({
    id: 'page-size-ignored',
    title: 'A page is as large as it can be, whatever was asked for',
    catches: ['list/page-size-respected'],
    breaks: 'reference',
    apply: (b) => paged(b, (query, page) => page({ ...query, pageSize: 0 })),
  }),
  partyFault({
    id: 'page-size-one-more',
    title: 'A page has one party more than was asked for',
    catches: ['list/page-size-respected'],
    breaks: 'reference',
    apply: (b) =>
      paged(b, (query, page) => page(query.pageSize > 0 ? { ...query, pageSize: query.pageSize + 1 } : query)),
  }),
  partyFault({
    id: 'page-size-zero-empty',
    title: 'The page size 0 gives an empty page',
    catches: ['list/page-size-zero-means-default'],
    breaks: 'reference',
    apply: (b) =>
      paged(b, (query, page, { call }) =>
        Number(call.query('pageSize')[0] ?? '1') === 0 ? { records: [], nextPageToken: '' } : page(query),
      ),
  }),
  partyFault({
    id: 'page-size-negative-accepted',
    title: 'A negative page size is as good as none',
    catches: ['list/page-size-negative-rejected'],
    breaks: 'reference',
    apply: (b) =>
      paged(withoutRule(b, 'listParties', 'page-size-not-negative'), (query, page) =>
        page({ ...query, pageSize: Math.max(query.pageSize, 0) }),
      ),
  }),
  partyFault({
    id: 'page-size-clamped',
    title: 'A page size above the maximum is taken for the maximum',
    catches: ['list/page-size-above-maximum-rejected'],
    breaks: 'reference',
    apply: (b) =>
      paged(withoutRule(b, 'listParties', 'page-size-maximum'), (query, page) =>
        page({ ...query, pageSize: Math.min(query.pageSize, b.limits.partiesPage) }),
      ),
  }),
  partyFault({
    id: 'page-size-nan-ignored',
    title: 'A page size that is no number is as good as none',
    catches: ['list/page-size-not-a-number-rejected'],
    users: ['list/page-size-not-a-number-rejected'],
    breaks: 'reference',
    apply: (b) => change(b, 'http', { integer: (text) => b.http.integer(text) ?? 0 }),
  }),
  partyFault({
    id: 'page-token-ignored',
    title: 'A page token that nobody gave starts from the beginning',
    catches: ['list/page-token-invalid-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'listParties', 'page-token'),
  }),
  partyFault({
    id: 'filter-ignored',
    title: 'The filter changes nothing',
    catches: ['list/filter'],
    breaks: 'reference',
    apply: (b) => change(b, 'reading', { matches: () => true }),
  }),
  partyFault({
    id: 'filter-by-full-id-fails',
    title: 'The filter looks at the name alone',
    catches: ['list/filter'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'reading', {
        matches: (record, filter) => b.reading.matches({ ...record, party: record.party.split('::')[0] ?? '' }, filter),
      }),
  }),
  partyFault({
    id: 'filter-by-whole-name-only',
    title: 'The filter wants the whole name or identifier',
    catches: ['list/filter'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'reading', {
        matches: ({ party }, filter) => party === filter || party.split('::')[0] === filter,
      }),
  }),
];
