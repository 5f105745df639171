/**
 * For each fault of what is stored and found, of parties and users, what shows it.
 */
import { afterAllocating, annotated, getOf, inTurn, list, type Probe, patching, post, requests } from './probe.ts';
import { get, grant, make, patch, remove, revoke, right, rights, list as users } from './user-tours.ts';

const NAMES = ['Name', 'name'];

/** Allocates with annotations, then reads. */
const stored = (annotations: Record<string, string>): Probe =>
  afterAllocating([{ partyIdHint: 'stored', localMetadata: { annotations } }], ([party]) => [getOf(party)]);
const manyKeys = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`k${index}`, 'v']));
const rightsFor = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => right('CanReadAs', `p${index}`));

/** A user with rights, and what is listed of them. */
const listedOf = (id: string, given: readonly unknown[]): Probe =>
  requests(make({ id }, { rights: given }), rights(id));
/** Every change of one user. */
const changing = (id: string): Probe =>
  requests(
    make({ id }),
    patch({ id }, 'id'),
    grant(id, right('CanReadAsAnyParty')),
    revoke(id, right('CanReadAsAnyParty')),
  );

export const storedProbes: Readonly<Record<string, Probe>> = {
  'values-cut-at-65535-bytes': annotated({ k: 'v'.repeat(65_536) }),
  'stored-values-cut-at-65535-bytes': stored({ k: 'v'.repeat(65_536) }),
  'stored-annotations-beyond-64-dropped': stored(manyKeys),
  'annotation-keys-case-insensitive': annotated({ Key: 'a', key: 'b' }),

  'get-party-ignores-case': afterAllocating([{ partyIdHint: 'name' }], ([party]) => [
    getOf(party?.replace('name', 'NAME')),
  ]),
  'get-three-parties-at-most': afterAllocating(
    Array.from({ length: 4 }, (_, index) => ({ partyIdHint: `h${index}` })),
    ([first, ...rest]) => [getOf(first, `?${rest.map((it) => `parties=${encodeURIComponent(it)}`).join('&')}`)],
  ),
  'participant-id-changes': requests({ path: '/v2/parties/participant-id' }),
  'patch-of-space-and-colon-not-routed': patching({}, undefined, 'a b:c::1220'),
  'filter-lost-on-later-pages': async (bench) => {
    for (const partyIdHint of ['h1', 'h2', 'i1']) await bench.send(post({ partyIdHint }));
    const seen: unknown[] = [];
    let token = '';
    do {
      const { json } = await bench.send(list(`?filter-party=h&pageSize=1&pageToken=${encodeURIComponent(token)}`));
      seen.push(json.partyDetails.map((it: { party: string }) => it.party));
      token = json.nextPageToken;
    } while (token !== '' && seen.length < 6);
    return seen;
  },
  'filter-contains': inTurn(requests(post({ partyIdHint: 'name' })), requests(list('?filter-party=ame'))),
  'page-entries-with-flags-as-texts': requests(list('?pageSize=1'), users('?pageSize=1')),
  'sibling-errors-of-another-shape': requests(get('nobody')),

  'user-revoke-can-act-as-takes-can-execute-as': inTurn(
    listedOf('r', [right('CanActAs', 'a'), right('CanExecuteAs', 'a')]),
    requests(revoke('r', right('CanActAs', 'a')), rights('r')),
  ),
  'user-right-parties-cut-at-200': listedOf('r', [right('CanActAs', 'p'.repeat(255))]),
  'user-right-parties-case-insensitive': listedOf(
    'r',
    NAMES.map((name) => right('CanActAs', name)),
  ),
  'user-rights-shared-without-case': requests(
    ...NAMES.map((id) => make({ id }, { rights: [right('CanActAs', id)] })),
    ...NAMES.map(rights),
  ),
  'user-rights-listed-up-to-hundred': listedOf('r', rightsFor(101)),
  'user-created-with-500-rights-at-most': listedOf('r', rightsFor(501)),
  'user-grant-beyond-ten-dropped': requests(make({ id: 'r' }), grant('r', ...rightsFor(11)), rights('r')),
  'user-primary-party-cut-at-128': requests(make({ id: 'u', primaryParty: 'p'.repeat(255) })),
  'user-get-finds-other-case': requests(make({ id: 'name' }), get('NAME')),
  'user-delete-finds-other-case': requests(make({ id: 'name' }), remove('NAME'), get('name')),
  'user-changes-of-symbols-not-routed': changing('#name|'),
  'user-changes-of-long-ids-not-routed': changing('x'.repeat(128)),
};
