/**
 * Faults of what becomes of an allocated party.
 */
import type { Behaviour } from '../behaviour.ts';
import type { Scene } from '../call.ts';
import { change, onAnswer, onDetails, sent } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import type { PartyRecord } from '../store.ts';
import { partySyntax, uniqueIdentifierSyntax } from '../syntax.ts';
import type { World } from '../world.ts';
import { partyFault } from './party-fault.ts';

const LATER_ALLOCATIONS = 20;
const LATER_MS = 300;
const NAMELESS_LATER_MS = 3_000;

/** Whether a while has passed since a party was allocated: 20 further allocations or 300 ms. */
function aWhileAgo(record: PartyRecord, scene: Scene): boolean {
  if (record.number === 0) return false;
  const further = scene.world.allocations - record.number;
  return further >= LATER_ALLOCATIONS || performance.now() - record.createdAt >= LATER_MS;
}

/** Changes what reading and listing see of the parties. */
function seen(behaviour: Behaviour, see: (record: PartyRecord, scene: Scene) => readonly PartyRecord[]): Behaviour {
  const { find, listed } = behaviour.reading;
  return change(behaviour, 'reading', {
    find: (query, scene) => find(query, scene).flatMap((record) => see(record, scene)),
    listed: (scene) => listed(scene).flatMap((record) => see(record, scene)),
  });
}

export const allocationFaults: readonly Fault[] = [
  partyFault({
    id: 'get-shows-other-details',
    title: 'GET shows other details than the allocation did',
    catches: ['allocation/read-back-agrees'],
    apply: (b) => onDetails(b, 'getParties', (details) => ({ ...details, isLocal: !details.isLocal })),
  }),
  partyFault({
    id: 'allocated-party-not-readable',
    title: 'GET does not find every third party',
    catches: ['allocation/read-back-agrees'],
    apply: (b) =>
      change(b, 'reading', {
        find: (query, scene) => b.reading.find(query, scene).filter(({ number }) => number === 0 || number % 3 !== 0),
      }),
  }),
  partyFault({
    id: 'id-changes-later',
    title: 'A while after its allocation a party has another identifier',
    catches: ['allocation/stable-at-the-end'],
    apply: (b) =>
      seen(b, (record, scene) => [
        aWhileAgo(record, scene) ? { ...record, party: record.party.replace('::1220', '::1221') } : record,
      ]),
  }),
  partyFault({
    id: 'details-change-later',
    title: 'A while after its allocation a party loses its annotations',
    catches: ['allocation/stable-at-the-end'],
    apply: (b) =>
      seen(b, (record, scene) => [aWhileAgo(record, scene) ? { ...record, annotations: new Map() } : record]),
  }),
  partyFault({
    id: 'party-vanishes-later',
    title: 'A while after its allocation a party is gone',
    catches: ['allocation/stable-at-the-end'],
    apply: (b) => seen(b, (record, scene) => (aWhileAgo(record, scene) ? [] : [record])),
  }),
  partyFault({
    id: 'listed-twice',
    title: 'Every fifth party is listed twice',
    catches: ['allocation/listed-exactly-once'],
    apply: (b) =>
      change(b, 'reading', {
        listed: (scene) => b.reading.listed(scene).flatMap((it) => (it.number % 5 === 1 ? [it, it] : [it])),
      }),
  }),
  partyFault({
    id: 'not-listed',
    title: 'Every fifth party is not listed',
    catches: ['allocation/listed-exactly-once'],
    apply: (b) =>
      change(b, 'reading', { listed: (scene) => b.reading.listed(scene).filter((it) => it.number % 5 !== 1) }),
  }),
  partyFault({
    id: 'refused-but-created-later',
    title: 'A refused party is created a while later all the same',
    catches: ['allocation/refusals-left-nothing'],
    apply: createdAfterRefusal,
  }),
  partyFault({
    id: 'nameless-created-later',
    title: 'A body without an object is refused, and creates a party of a made-up name three seconds later',
    catches: ['allocation/refusals-left-nothing'],
    apply: (b) =>
      onAnswer(b, 'allocateParty', (answer, { world, json }) => {
        if (answer.status >= 400 && !isObject(json)) {
          const party = `party-${world.uuid()}::${world.namespace}`;
          world.later(NAMELESS_LATER_MS, () => putParty(world, party));
        }
        return answer;
      }),
  }),
  partyFault({
    id: 'is-local-false',
    title: 'New parties are not local',
    catches: ['allocation/is-local'],
    breaks: 'reference',
    apply: (b) => onEveryView(b, { isLocal: false }),
  }),
  partyFault({
    id: 'identity-provider-invented',
    title: 'New parties belong to an identity provider that nobody named',
    catches: ['allocation/identity-provider-default'],
    breaks: 'reference',
    apply: (b) => onEveryView(b, { identityProviderId: 'default' }),
  }),
];

/** Shows every party with some members changed, so that allocation, reading and lists agree. */
function onEveryView(behaviour: Behaviour, members: Partial<PartyRecord>): Behaviour {
  const { party } = behaviour.view;
  return change(behaviour, 'view', {
    party: (record, identityProvider, scene) => party({ ...record, ...members }, identityProvider, scene),
  });
}

function putParty(world: World, party: string): void {
  const details = { isLocal: true, annotations: new Map(), version: 0, identityProviderId: '', number: 0 };
  world.parties.put(party, { ...details, party, createdAt: performance.now() });
}

function createdAfterRefusal(behaviour: Behaviour): Behaviour {
  const waiting: { readonly after: number; readonly create: () => void }[] = [];
  return onAnswer(behaviour, 'allocateParty', (answer, scene) => {
    const { world } = scene;
    while (waiting[0] !== undefined && waiting[0].after <= world.allocations) waiting.shift()?.create();
    const hint = sent(scene, 'partyIdHint');
    const legal = typeof hint === 'string' && !partySyntax(hint) && !uniqueIdentifierSyntax(hint);
    if (!legal || answer.status < 400) return answer;
    const party = `${hint}::${world.namespace}`;
    const create = (): void => {
      if (!world.parties.has(party)) putParty(world, party);
    };
    waiting.push({ after: world.allocations + LATER_ALLOCATIONS, create });
    world.later(LATER_MS, create);
    return answer;
  });
}
