/**
 * For each fault of authentication, reading, listing and updating what shows it.
 */
import {
  afterAllocating,
  type Bench,
  getOf,
  inTurn,
  list,
  notes,
  type Probe,
  paging,
  patching,
  post,
  requests,
  seen,
} from './probe.ts';
import { send } from './wire.ts';

type Tokens = NonNullable<Bench['reference']['tokens']>;

/** Sends with a token, or with none. */
const withToken =
  (choose: (tokens: Tokens) => string | undefined, request = post({ partyIdHint: 'a' })): Probe =>
  async ({ reference }) => {
    const token = choose(reference.tokens as Tokens);
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return seen(await send(reference.url, { ...request, headers: { ...request.headers, ...headers } }));
  };
const withoutToken = withToken(() => undefined);
const resigned = (token: string): string => `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;

const unsigned = (token: string, alg = 'none', signature = ''): string =>
  `${Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url')}.${token.split('.')[1]}.${signature}`;

const eight = Array.from({ length: 8 }, (_, index) => ({ partyIdHint: `h${index}` }));
const listed = (...queries: string[]): Probe => afterAllocating(eight, () => queries.map((query) => list(query)));
const paged = (size: number, between?: Parameters<typeof paging>[1]): Probe =>
  inTurn(
    afterAllocating(eight, () => []),
    paging(size, between),
  );
const got = (query: (parties: string[]) => string): Probe =>
  afterAllocating(eight.slice(0, 2), (parties) => [getOf(parties[0], query(parties))]);
const masked = (...paths: string[]): Probe => patching({ isLocal: true, ...notes({ a: '3' }) }, { paths });
const big = 'v'.repeat(140_000);

/** Reads, updates and reads again. */
const readAround: Probe = async (bench) => {
  await bench.send(post({ partyIdHint: 'patched', localMetadata: { annotations: { a: '1' } } }));
  const read = getOf(`patched::${bench.namespace}`);
  const before = seen(await bench.send(read));
  return [before, await patching(notes({ a: '3' }))(bench)];
};

/** Ten updates at once, each with a key of its own. */
const tenAtOnce: Probe = async (bench) => {
  const party = `race::${bench.namespace}`;
  await bench.send(post({ partyIdHint: 'race' }));
  const path = `/v2/parties/${encodeURIComponent(party)}`;
  const updates = Array.from({ length: 10 }, (_, index) => ({
    partyDetails: { party, ...notes({ [`k${index}`]: 'v' }) },
    updateMask: { paths: ['local_metadata.annotations'] },
  }));
  await Promise.all(updates.map((body) => bench.send({ method: 'PATCH', path, body })));
  const { json } = await bench.send(getOf(party));
  return Object.keys(json.partyDetails[0].localMetadata.annotations).length;
};

export const siblingProbes: Readonly<Record<string, Probe>> = {
  'auth-missing-token-accepted': withoutToken,
  'auth-missing-token-accepted-for-allocation': withoutToken,
  'auth-malformed-token-accepted': withToken(() => 'no-token'),
  'auth-signature-unchecked': withToken(({ admin }) => resigned(admin)),
  'auth-alg-none-accepted': withToken(({ admin }) => unsigned(admin)),
  'auth-alg-none-in-capitals-accepted': withToken(({ admin }) => unsigned(admin, 'None')),
  'auth-alg-none-with-signature-accepted': withToken(({ admin }) => unsigned(admin, 'none', 'AAAA')),
  'auth-expiry-unchecked': withToken(({ expired }) => expired),
  'auth-entitlement-unchecked': withToken(({ notEntitled }) => notEntitled),
  'auth-entitlement-only-on-creation': withToken(({ notEntitled }) => notEntitled, list()),
  'auth-tokens-unchecked-beside-creation': withToken(() => 'no-token', list()),
  'auth-websocket-token-unchecked': withToken(() => undefined, {
    ...post({ partyIdHint: 'a' }),
    headers: { 'sec-websocket-protocol': 'jwt.token.x' },
  }),
  'auth-unknown-user-accepted': withToken(({ unknownUser }) => unknownUser),
  'auth-unknown-user-401': withToken(({ unknownUser }) => unknownUser),
  'auth-401-as-400': withoutToken,
  'auth-403-as-401': withToken(({ notEntitled }) => notEntitled),
  'auth-reason-leaked': withoutToken,
  'sibling-decode-errors-500': patching({ localMetadata: { annotations: { a: 5 } } }),
  'patch-coerces-annotations': patching({ localMetadata: { annotations: { a: 5 } } }),
  'patch-null-removes-annotation': patching({ localMetadata: { annotations: { a: null } } }),
  'patch-keys-barely-checked': patching(notes({ 'a_b/c': 'v' })),
  'auth-empty-bearer-401': withToken(() => ''),
  'auth-list-open': withToken(() => undefined, list()),
  'auth-get-open': withToken(() => undefined, getOf('x')),
  'auth-patch-open': withToken(() => undefined, {
    method: 'PATCH',
    path: '/v2/parties/x',
    body: { partyDetails: { party: 'x' }, updateMask: { paths: ['party'] } },
  }),

  'get-cached': readAround,
  'get-party-without-id': got(() => ''),
  'get-annotations-number': got(() => ''),
  'get-unknown-party-404': requests(getOf('nobody')),
  'get-malformed-party-empty': requests(getOf('a.b')),
  'get-ignores-parties-query': got(([, second]) => `?parties=${encodeURIComponent(String(second))}`),
  'get-repeats-parties': got(([first]) => `?parties=${encodeURIComponent(String(first))}`),
  'get-ignores-path-party': got(([, second]) => `?parties=${encodeURIComponent(String(second))}`),
  'get-not-blinded': got(() => '?identity-provider-id=other'),
  'participant-id-empty': requests({ path: '/v2/parties/participant-id' }),

  'list-entry-without-party': listed(''),
  'page-overlap': paged(3),
  'page-gap': paged(3),
  'page-gap-after-second': paged(3),
  'paging-stops-early': paged(2),
  'paging-never-ends': paged(3),
  'paging-starts-over': paged(3),
  'offset-paging': paged(3, (page) => (page === 0 ? post({ partyIdHint: 'a-first' }) : undefined)),
  'list-cached': async (bench) => {
    const first = seen(await bench.send(list('?pageSize=1')));
    await bench.send(post({ partyIdHint: '0-first' }));
    return [first, seen(await bench.send(list('?pageSize=1')))];
  },
  'page-size-ignored': listed('?pageSize=2'),
  'page-size-one-more': listed('?pageSize=2'),
  'page-size-zero-empty': listed('?pageSize=0'),
  'page-size-negative-accepted': listed('?pageSize=-1'),
  'page-size-clamped': listed('?pageSize=10001'),
  'page-size-nan-ignored': listed('?pageSize=abc'),
  'page-token-ignored': listed('?pageToken=bad'),
  'filter-ignored': listed('?filter-party=h3'),
  'filter-by-full-id-fails': async (bench) =>
    listed(`?filter-party=${encodeURIComponent(`h3::${bench.namespace}`)}`)(bench),
  'filter-by-whole-name-only': listed('?filter-party=h'),

  'patch-answers-nothing': patching(notes({ a: '3' })),
  'patch-annotations-as-list': patching(notes({ a: '3' })),
  'patch-not-stored': patching(notes({ a: '3' })),
  'patch-adds-but-never-changes': patching(notes({ a: '3' })),
  'patch-stores-empty-value': patching(notes({ a: '' })),
  'patch-ignores-empty-value': patching(notes({ a: '' })),
  'patch-replaces-annotations': patching(notes({ c: '3' })),
  'patch-empty-map-clears': patching(notes({})),
  'patch-keeps-version': patching(notes({ a: '3' })),
  'patch-version-alternates': inTurn(patching(notes({ a: '3' })), patching(notes({ a: '4' }))),
  'patch-ignores-version': patching(notes({ a: '3' }, '7')),
  'patch-stale-as-400': patching(notes({ a: '3' }, '7')),
  'patch-refuses-current-version': patching(notes({ a: '3' }, '0')),
  'patch-demands-version': patching(notes({ a: '3' })),
  'patch-version-syntax-unchecked': patching(notes({ a: '3' }, 'x')),
  'patch-creates-unknown-party': patching({ party: 'nobody' }, { paths: ['party'] }, 'nobody'),
  'patch-unknown-party-400': patching({ party: 'nobody' }, { paths: ['party'] }, 'nobody'),
  'patch-path-mismatch-accepted': patching(notes({ a: '3' }), undefined, 'other'),
  'patch-keys-unchecked': patching(notes({ '.x': '3' })),
  'patch-deleted-keys-unchecked': patching(notes({ '.x': '' })),
  'patch-size-unchecked': patching(notes({ k: 'v'.repeat(262_144) })),
  'patch-merged-size-unchecked': inTurn(patching(notes({ k1: big })), patching(notes({ k2: big }))),
  'patch-merged-size-as-invalid-argument': inTurn(patching(notes({ k1: big })), patching(notes({ k2: big }))),
  'patch-deletions-count': patching(
    notes(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${String(index).padStart(60, '0')}`, '']))),
  ),
  'patch-race-loses': tenAtOnce,
  'patch-empty-mask-accepted': masked(),
  'patch-duplicate-mask-accepted': masked('party', 'party'),
  'patch-unknown-mask-accepted': masked('unknown_field'),
  'patch-empty-path-accepted': masked(''),
  'patch-missing-mask-accepted': patching(notes({ a: '3' }), null),
  'patch-mask-ignored': masked('party'),
  'patch-mask-id-refused': masked('party'),
  'patch-mask-version-refused': masked('local_metadata.resource_version'),
  'patch-missing-metadata-refused': patching({}, { paths: ['party'] }),
  'patch-changes-is-local': patching({ isLocal: false }, { paths: ['is_local'] }),
  'patch-ignores-is-local-change': patching({ isLocal: false }, { paths: ['is_local'] }),
  'patch-refuses-same-is-local': masked('is_local'),
};
