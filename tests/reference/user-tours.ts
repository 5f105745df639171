/**
 * Tours through the user operations, each of which shows many faults.
 */
import { type Bench, inTurn, type Probe, requests, seen } from './probe.ts';
import { type Received, type Sent, send } from './wire.ts';

export const right = (kind: string, party?: string) => ({
  kind: { [kind]: { value: party === undefined ? {} : { party } } },
});
export const make = (user: unknown, rest: Record<string, unknown> = {}): Sent => ({
  method: 'POST',
  path: '/v2/users',
  body: { user, ...rest },
});
const at = (id: string, rest = ''): string => `/v2/users/${encodeURIComponent(id)}${rest}`;
export const get = (id: string): Sent => ({ path: at(id) });
export const rights = (id: string): Sent => ({ path: at(id, '/rights') });
export const remove = (id: string): Sent => ({ method: 'DELETE', path: at(id) });
export const list = (query = ''): Sent => ({ path: `/v2/users${query}` });
export const grant = (id: string, ...sent: unknown[]): Sent => ({
  method: 'POST',
  path: at(id, '/rights'),
  body: { userId: id, rights: sent },
});
export const revoke = (id: string, ...sent: unknown[]): Sent => ({ ...grant(id, ...sent), method: 'PATCH' });
export const patch = (user: Record<string, unknown>, ...paths: string[]): Sent => ({
  method: 'PATCH',
  path: at(String(user.id)),
  body: { user, updateMask: { paths } },
});
const move = (id: string, source: string, target: string): Sent => ({
  method: 'PATCH',
  path: at(id, '/identity-provider-id'),
  body: { userId: id, sourceIdentityProviderId: source, targetIdentityProviderId: target },
});

const SYMBOLS = "A@^$.!`-#+'~_|:()";
const full = {
  id: SYMBOLS,
  primaryParty: 'p',
  isDeactivated: true,
  metadata: { annotations: { note: 'text' } },
  primaryPartyAuthentication: true,
};
const every = [
  right('CanActAs', 'a'),
  right('CanReadAs', 'b'),
  right('CanExecuteAs', 'c'),
  right('CanReadAsAnyParty'),
  right('CanExecuteAsAnyParty'),
  right('IdentityProviderAdmin'),
];
const parties = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => right('CanReadAs', `p${index}`));

/** Creations that are accepted, and what reading and listing show of them. */
export const creating = requests(
  make(full, { rights: every }),
  get(SYMBOLS),
  rights(SYMBOLS),
  make({ id: 'only-id' }),
  rights('only-id'),
  make({ id: 'empty', primaryParty: '', identityProviderId: '', metadata: { resourceVersion: '' } }, { rights: [] }),
  make({ id: 'null', metadata: null }),
  make({ id: 'unknown', nonsense: 1, metadata: { nonsense: 2 } }, { nonsense: 3 }),
  { method: 'POST', path: '/v2/users', body: { rights: [], user: { id: 'other-order' } } },
  make({ id: 'twice' }, { rights: [right('CanActAs', 'a'), right('CanActAs', 'a')] }),
  rights('twice'),
  make({ id: 'many' }, { rights: parties(120) }),
  rights('many'),
  make({ id: 'x' }),
  make({ id: 'X' }),
  make({ id: 'x.' }),
  make({ id: 'x-' }),
  make({ id: 'i'.repeat(127) }),
  make({ id: 'i'.repeat(128) }),
  { method: 'PUT', path: '/v2/users', body: { user: { id: 'put' } } },
  get('nobody'),
  rights('nobody'),
  get('participant_admin'),
  rights('participant_admin'),
  list(),
);

const bad = (user: unknown, rest: Record<string, unknown> = {}): Sent => make(user, rest);
export const refusing = requests(
  ...['?', 'a/b', 'a b', 'a,b', 'a*b', 'a\u0001', 'a\n', 'é', '٣', '', 'i'.repeat(129), 'i'.repeat(130)].map((id) =>
    bad({ id }),
  ),
  bad({}),
  bad(undefined),
  { method: 'POST', path: '/v2/users', body: '' },
  { method: 'POST', path: '/v2/users', body: [{ user: { id: 'in-array' } }] },
  bad({ id: 'r1', metadata: { resourceVersion: '0' } }),
  bad({ id: 'r2', metadata: { annotations: { '-': 'x' } } }),
  bad({ id: 'r3', primaryParty: 'a.b' }),
  bad({ id: 'r4', identityProviderId: 'nobody' }),
  bad({ id: 'r5', isDeactivated: 'true' }),
  bad({ id: 'r6', primaryPartyAuthentication: 1 }),
  bad({ id: 'r7' }, { rights: null }),
  ...[
    { kind: { Nonsense: { value: {} } } },
    { kind: { canActAs: { value: { party: 'a' } } } },
    {},
    { kind: { Empty: {} } },
    { kind: { ParticipantAdmin: {} } },
    right('CanActAs', ''),
    right('CanActAs', 'a.b'),
  ].map((it, index) => bad({ id: `right${index}` }, { rights: [it] })),
  bad({ id: 'mixed' }, { rights: [right('CanActAs', 'a'), right('CanActAs', 'a.b')] }),
  bad({ id: 'too-many' }, { rights: parties(1001) }),
  make({ id: 'most' }, { rights: parties(999) }),
  grant('most', right('CanReadAs', 'last')),
  grant('most', right('CanReadAs', 'one-more')),
  { path: '/v2/version' },
  list(),
);

export const duplicating = requests(
  make({ id: 'taken', primaryParty: 'p', metadata: { annotations: { a: '1' } } }, { rights: [right('CanActAs', 'a')] }),
  make(
    { id: 'taken', primaryParty: 'q', isDeactivated: true, metadata: { annotations: { b: '2' } } },
    { rights: [right('CanReadAs', 'b')] },
  ),
  get('taken'),
  rights('taken'),
);

export const deleting = requests(
  make({ id: 'd', metadata: { annotations: { a: '1' } } }, { rights: [right('CanActAs', 'a')] }),
  make({ id: 'D' }),
  make({ id: 'd2' }),
  remove('d'),
  get('d'),
  rights('d'),
  list(),
  remove('d'),
  remove('?'),
  get('?'),
  make({ id: 'd' }),
  get('d'),
  rights('d'),
  get('nobody'),
);

export const moving = requests(
  make({ id: 'm' }),
  move('m', '', ''),
  move('m', 'reference-idp', ''),
  move('m', '', 'reference-idp'),
  get('m'),
  move('m', 'reference-idp', ''),
  move('m', '', 'nobody'),
  get('m'),
  make({ id: 'elsewhere', identityProviderId: 'reference-idp' }),
);

export const updating = requests(
  make({ id: 'u', primaryParty: 'p', metadata: { annotations: { a: '1' } } }, { rights: [right('CanActAs', 'a')] }),
  patch({ id: 'u', metadata: { annotations: { b: '2' } } }, 'metadata.annotations'),
  get('u'),
  rights('u'),
  patch({ id: 'u', primaryParty: 'q', isDeactivated: true }, 'primary_party'),
  patch({ id: 'u', primaryParty: 'r', isDeactivated: true }, 'is_deactivated'),
  patch({ id: 'u', isDeactivated: false }, 'is_deactivated'),
  patch({ id: 'u', primaryParty: '' }, 'primary_party'),
  patch({ id: 'u', primaryPartyAuthentication: true }, 'primary_party_authentication'),
  patch({ id: 'u', metadata: { annotations: { ['k'.repeat(60)]: '' } } }, 'metadata'),
  patch({ id: 'u', metadata: { annotations: removals(5000) } }, 'metadata'),
  patch({ id: 'u', metadata: { resourceVersion: '99' } }, 'metadata'),
  patch({ id: 'u', primaryParty: 'no.party' }, 'primary_party'),
  patch({ id: 'u' }, 'nonsense'),
  patch({ id: 'u' }, 'id'),
  patch({ id: 'nobody' }, 'id'),
  patch({ id: '?' }, 'id'),
  get('u'),
);

/** Long keys with empty values: 300 kB of them. */
function removals(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${'k'.repeat(55)}${index}`, '']));
}

export const granting = requests(
  make({ id: 'g', isDeactivated: true }, { rights: [right('CanActAs', 'a'), right('CanActAs', 'z')] }),
  grant('g', right('CanActAs', 'a'), right('CanActAs', 'b'), right('CanReadAs', 'b')),
  rights('g'),
  grant('g', right('CanActAs', 'b')),
  rights('g'),
  grant('g'),
  revoke('g', right('CanActAs', 'b'), right('CanActAs', 'unknown')),
  rights('g'),
  revoke('g', right('CanActAs', 'b')),
  revoke('g'),
  grant('g', right('CanActAs', 'b')),
  rights('g'),
  get('g'),
  grant('g', { kind: { Empty: {} } }),
  grant('g', right('CanActAs', 'no.party')),
  grant('nobody', right('CanActAs', 'a')),
  revoke('nobody', right('CanActAs', 'a')),
  grant('?', right('CanActAs', 'a')),
);

/** Twelve users, page by page, while one that comes first is created. */
export const paging: Probe = async (bench) => {
  for (let index = 0; index < 12; index += 1) await bench.send(make({ id: `page-${index + 10}` }));
  await bench.send(list('?pageSize=5'));
  const visited: unknown[] = [];
  let token = '';
  for (let page = 0; page < 8; page += 1) {
    const answer = await bench.send(list(`?pageSize=5&pageToken=${encodeURIComponent(token)}`));
    visited.push(answer.json.users.map((user: { id?: string }) => user.id));
    token = answer.json.nextPageToken;
    if (token === '') break;
    await bench.send(make({ id: `!new-${page}` }));
  }
  return [visited, await requests(list('?pageSize=5'), list('?pageSize=0'), list('?pageSize=-1'))(bench)];
};
export const pagingQueries = requests(list('?pageSize=1001'), list('?pageToken=bad'), { path: '/v2/version' });

/** What a user looks like at once, and after sixty further requests. */
export const later: Probe = inTurn(
  requests(make({ id: 'old', metadata: { annotations: { a: '1' } } }), make({ id: 'bad', primaryParty: 'a.b' })),
  requests(get('old'), list()),
  async (bench) => {
    for (let index = 0; index < 61; index += 1) await bench.send({ path: '/livez' });
    await bench.send(make({ id: 'one-more' }));
    return undefined;
  },
  requests(get('old'), list()),
);

/** The same many times at once: how many of each status and of each number of rights that are answered. */
export const atOnce =
  (request: Sent, count = 8): Probe =>
  async (bench) => {
    const answers = await Promise.all(Array.from({ length: count }, () => bench.send(request)));
    return answers.map(effect).sort();
  };
const effect = ({ status, type, json }: Received): string =>
  `${status} ${type} ${(json?.newlyGrantedRights ?? json?.newlyRevokedRights ?? []).length}`;
export const prepared = (request: Sent): Probe =>
  inTurn(requests(make({ id: 'race' }, { rights: [right('CanActAs', 'a')] })), atOnce(request));

/** Different users at once, and what is stored of each. */
export const together: Probe = async (bench) => {
  const ids = ['t1', 't2', 't3', 't4'];
  await Promise.all(ids.map((id) => bench.send(make({ id, primaryParty: id }))));
  return requests(...ids.map(get))(bench);
};

type Tokens = NonNullable<Bench['reference']['tokens']>;

export const without =
  (request: Sent): Probe =>
  async ({ reference }) =>
    seen(await send(reference.url, request));

/** What the spare user may do before and after each change of it. */
export const spare: Probe = async (bench) => {
  const headers = { authorization: `Bearer ${(bench.reference.tokens as Tokens).spareUser}` };
  const tried: unknown[] = [];
  const steps = [
    patch({ id: 'spare-user', isDeactivated: true }, 'is_deactivated'),
    patch({ id: 'spare-user', isDeactivated: false }, 'is_deactivated'),
    grant('spare-user', right('ParticipantAdmin')),
    revoke('spare-user', right('ParticipantAdmin')),
  ];
  for (const step of steps) {
    for (const path of ['/v2/authenticated-user', '/v2/users']) {
      tried.push((await send(bench.reference.url, { path, headers })).status);
    }
    await bench.send(step);
  }
  for (const path of ['/v2/authenticated-user', '/v2/users']) {
    tried.push((await send(bench.reference.url, { path, headers })).status);
  }
  return tried;
};
