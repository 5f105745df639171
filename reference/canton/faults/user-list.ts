/**
 * Faults of listing users, and of the user that is always there.
 */
import type { Behaviour, Page } from '../behaviour.ts';
import type { Scene } from '../call.ts';
import { change, onSuccess, onUser, without, withoutRule } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import type { ListUsersQuery } from '../messages.ts';
import { pageToken } from '../reading.ts';
import { invalidArgument } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import { userFault } from './user-fault.ts';

/** Pages in another way. */
function paged(
  behaviour: Behaviour,
  page: (
    query: ListUsersQuery,
    original: (query: ListUsersQuery) => Page<UserRecord>,
    scene: Scene,
  ) => Page<UserRecord>,
): Behaviour {
  const original = behaviour.users.page;
  return change(behaviour, 'users', {
    page: (query, scene) => page(query, (changed) => original(changed, scene), scene),
  });
}

const CACHE_MS = 10_000;
const ADMIN = 'participant_admin';

export const userListFaults: readonly Fault[] = [
  userFault({
    id: 'user-list-entry-without-id',
    title: 'The second entry of a list of users lacks its id',
    catches: ['list/response-schema'],
    apply: (b) => onUser(b, 'listUsers', (user, _scene, index) => (index === 1 ? without(user, 'id') : user)),
  }),
  userFault({
    id: 'user-page-gap',
    title: 'One user is lost between two pages',
    catches: ['list/paging-visits-each-once'],
    apply: (b) =>
      paged(b, (query, page) => {
        const first = page(query);
        if (first.nextPageToken === '') return first;
        const skipped = page({ pageSize: 1, pageToken: first.nextPageToken }).records[0];
        return skipped === undefined ? first : { ...first, nextPageToken: pageToken(skipped.id) };
      }),
  }),
  userFault({
    id: 'user-paging-stops-early',
    title: 'There is no page after the second',
    catches: ['list/paging-visits-each-once'],
    apply: (b) =>
      paged(b, (query, page) => (query.pageToken === '' ? page(query) : { ...page(query), nextPageToken: '' })),
  }),
  userFault({
    id: 'user-offset-paging',
    title: 'Pages are counted from the start, so that they move when users come and go',
    catches: ['list/paging-while-users-come', 'list/paging-while-users-go'],
    breaks: 'reference',
    apply: (b) =>
      paged(b, (query, page) => {
        const offset = query.pageToken === '' ? 0 : Number(b.reading.parseToken(query.pageToken));
        if (!Number.isSafeInteger(offset)) return page(query);
        const size = query.pageSize || b.limits.usersPage;
        const records = page({ pageSize: offset + size, pageToken: '' }).records.slice(offset);
        return { records, nextPageToken: records.length < size ? '' : pageToken(String(offset + size)) };
      }),
  }),
  userFault({
    id: 'user-paging-never-ends',
    title: 'The last page of users leads to itself',
    catches: ['list/paging-ends'],
    apply: (b) =>
      paged(b, (query, page) => {
        const { records, nextPageToken } = page(query);
        return { records, nextPageToken: nextPageToken || query.pageToken || pageToken('zzz') };
      }),
  }),
  userFault({
    id: 'user-page-size-ignored',
    title: 'A page of users is as large as it can be, whatever was asked for',
    catches: ['list/page-size-respected'],
    breaks: 'reference',
    apply: (b) => paged(b, (query, page) => page({ ...query, pageSize: 0 })),
  }),
  userFault({
    id: 'user-page-size-one-more',
    title: 'A page has one user more than was asked for',
    catches: ['list/page-size-respected'],
    breaks: 'reference',
    apply: (b) =>
      paged(b, (query, page) => page(query.pageSize > 0 ? { ...query, pageSize: query.pageSize + 1 } : query)),
  }),
  userFault({
    id: 'user-page-limit-25',
    title: 'A page holds 25 users at most',
    catches: ['list/hundred-per-page'],
    apply: (b) => change(b, 'limits', { usersPage: 25 }),
  }),
  userFault({
    id: 'user-page-size-zero-empty',
    title: 'The page size 0 gives an empty page of users',
    catches: ['list/page-size-zero-means-default'],
    breaks: 'reference',
    apply: (b) =>
      paged(b, (query, page, { call }) =>
        Number(call.query('pageSize')[0] ?? '1') === 0 ? { records: [], nextPageToken: '' } : page(query),
      ),
  }),
  userFault({
    id: 'user-page-size-above-maximum-refused',
    title: 'A page size above the maximum is refused, as it is for parties',
    catches: ['list/page-size-clamped'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'rules', {
        listUsers: [
          ...b.rules.listUsers,
          {
            name: 'page-size-maximum',
            check: ({ pageSize }) =>
              pageSize > b.limits.usersPage ? invalidArgument('Page size is too large') : undefined,
          },
        ],
      }),
  }),
  userFault({
    id: 'user-page-size-negative-accepted',
    title: 'A negative page size is as good as none for users',
    catches: ['list/page-size-negative-rejected'],
    breaks: 'reference',
    apply: (b) =>
      paged(withoutRule(b, 'listUsers', 'page-size-not-negative'), (query, page) =>
        page({ ...query, pageSize: Math.max(query.pageSize, 0) }),
      ),
  }),
  userFault({
    id: 'user-page-token-ignored',
    title: 'A page token that nobody gave starts from the first user',
    catches: ['list/page-token-invalid-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'listUsers', 'page-token'),
  }),
  userFault({
    id: 'user-list-cached',
    title: 'The first page of users is ten seconds old',
    catches: ['list/new-user-on-its-page'],
    breaks: 'reference',
    apply(b) {
      const cache = new Map<number, { readonly at: number; readonly page: Page<UserRecord> }>();
      return paged(b, (query, page) => {
        if (query.pageToken !== '' || query.pageSize === 0) return page(query);
        const cached = cache.get(query.pageSize);
        if (cached !== undefined && performance.now() - cached.at < CACHE_MS) return cached.page;
        const fresh = page(query);
        cache.set(query.pageSize, { at: performance.now(), page: fresh });
        return fresh;
      });
    },
  }),
  userFault({
    id: 'user-admin-without-right',
    title: 'participant_admin is there but has no right',
    catches: ['list/admin-exists'],
    breaks: 'reference',
    apply: (b) =>
      onSuccess(b, 'listRights', (value, { call }) => (call.parameters.user === ADMIN ? { rights: [] } : value)),
  }),
  userFault({
    id: 'user-admin-deactivated',
    title: 'participant_admin is there but deactivated',
    catches: ['list/admin-exists'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'http', {
        present(operation, value, scene) {
          const last = b.http.present(operation, value, scene);
          const user = operation === 'getUser' && isObject(last) ? last.user : undefined;
          return isObject(user) && user.id === ADMIN ? { user: { ...user, isDeactivated: true } } : last;
        },
      }),
  }),
];
