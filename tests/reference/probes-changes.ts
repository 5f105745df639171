/**
 * For each fault of several changes of one thing, one after the other or at the same time, what shows it.
 */
import {
  afterAllocating,
  type Bench,
  getOf,
  inTurn,
  list,
  notes,
  type Probe,
  patching,
  post,
  requests,
  seen,
} from './probe.ts';
import { get, grant, make, patch, remove, right, rights } from './user-tours.ts';
import type { Sent } from './wire.ts';

const annotations = { paths: ['local_metadata.annotations'] };

const update = (party: string, details: Record<string, unknown>): Sent => ({
  method: 'PATCH',
  path: `/v2/parties/${encodeURIComponent(party)}`,
  body: { partyDetails: { party, ...details }, updateMask: annotations },
});

/** Makes a user, sends requests at once, and sees only what is there afterwards. */
const afterAll =
  (...sent: readonly Sent[]) =>
  (then: Sent): Probe =>
  async (bench) => {
    await bench.send(make({ id: 'u' }));
    await Promise.all(sent.map((it) => bench.send(it)));
    return seen(await bench.send(then));
  };

/** How many of ten updates at once that name one version succeed. */
const boundAtOnce: Probe = async (bench) => {
  await bench.send(post({ partyIdHint: 'bound' }));
  const party = `bound::${bench.namespace}`;
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => bench.send(update(party, notes({ a: `v${index}` }, '0')))),
  );
  return answers.filter(({ status }) => status === 200).length;
};

/** Whether the list shows what the accepted of ten allocations at once sent. */
async function winnerIsStored(bench: Bench): Promise<boolean> {
  const racers = Array.from({ length: 10 }, (_, index) =>
    post({ partyIdHint: 'race', localMetadata: { annotations: { racer: String(index) } } }),
  );
  const answers = await Promise.all(racers.map((it) => bench.send(it)));
  const { json } = await bench.send(getOf(`race::${bench.namespace}`));
  const winner = answers.findIndex(({ status }) => status === 200);
  return json.partyDetails[0].localMetadata.annotations.racer === String(winner);
}

const updates = (...all: readonly Record<string, string>[]): Probe => inTurn(...all.map((it) => patching(notes(it))));
const many = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`k${index}`, 'v']));
const canActAs = grant('u', right('CanActAs', 'a'));
const change = patch({ id: 'u', isDeactivated: true }, 'is_deactivated');

export const changeProbes: Readonly<Record<string, Probe>> = {
  'patch-bound-race-all-win': boundAtOnce,
  'get-version-of-creation': updates({ a: '3' }),
  'patch-version-by-content': updates({ a: '3' }),
  'patch-future-version-accepted': patching(notes({ a: '3' }, '7')),
  'patch-refused-changes-version': patching(notes({ '.x': '3' })),
  'patch-removed-comes-back': updates({ a: '' }, { c: '3' }),
  'patch-third-update-lost': updates({ a: '3' }, { a: '4' }, { a: '5' }),
  'patch-clears-is-local': updates({ a: '3' }),
  'list-without-updates': inTurn(updates({ a: '3' }), requests(list())),
  'patch-without-metadata-fails': afterAllocating([{ partyIdHint: 'bare' }], ([party = '']) => [
    update(party, notes({ a: '1' })),
  ]),
  'patch-values-trimmed': updates({ a: ' v ' }),
  'patch-values-normalised': updates({ a: 'cafe\u0301' }),
  'patch-values-cut': updates({ a: 'v'.repeat(5_000) }),
  'patch-drops-prefixed-keys': updates({ 'example.com/a': '3' }),
  'patch-beyond-five-keys-dropped': updates(many),
  'patch-mask-parent-ignored': patching(notes({ a: '3' }), { paths: ['local_metadata'] }),
  'race-loser-overwrites': winnerIsStored,
  'user-grant-race-loses': afterAll(canActAs, grant('u', right('CanReadAs', 'a')))(rights('u')),
  'user-patch-loses-grants': afterAll(change, canActAs)(rights('u')),
  'user-patch-brings-back': afterAll(change, remove('u'))(get('u')),
};
