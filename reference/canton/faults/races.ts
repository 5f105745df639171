/**
 * Faults of changes that come between the reading and the writing of another one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import { change, sent } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { UserRecord } from '../store.ts';
import { partyFault } from './party-fault.ts';
import { userFault } from './user-fault.ts';

/** How long an operation takes from reading to writing, in milliseconds. */
const WORK_MS = 15;

type Annotations = ReadonlyMap<string, string>;

/** Lets updates of users last that are bound to no version, and stores them in another way; `current` is what is stored now. */
function updatesLasting(
  behaviour: Behaviour,
  store: (record: UserRecord, current: UserRecord | undefined, put: (record: UserRecord) => void) => void,
): Behaviour {
  const working = change(behaviour, 'patch', {
    work: (scene) =>
      scene.call.operation === 'updateUser' && !sent(scene, 'user', 'metadata', 'resourceVersion')
        ? wait(WORK_MS)
        : behaviour.patch.work(scene),
  });
  return change(working, 'users', {
    store(record, scene) {
      const put = (it: UserRecord): void => behaviour.users.store(it, scene);
      if (scene.call.operation === 'updateUser') store(record, scene.world.users.get(record.id), put);
      else put(record);
    },
  });
}

export const raceFaults: readonly Fault[] = [
  partyFault({
    id: 'race-loser-overwrites',
    title: 'Of equal hints at the same time one wins, and the annotations of a refused one are stored',
    catches: ['duplicate/race-never-shares-an-identifier'],
    apply(b) {
      const losers = new Map<string, Annotations>();
      return change(b, 'allocation', {
        work: () => wait(WORK_MS),
        inFlight(party, request, scene) {
          losers.set(party, b.allocation.annotations(request, scene));
          return b.allocation.inFlight(party, request, scene);
        },
        grant(record, request, scene) {
          const annotations = losers.get(record.party);
          if (annotations !== undefined) scene.world.parties.put(record.party, { ...record, annotations });
          b.allocation.grant(record, request, scene);
        },
      });
    },
  }),
  userFault({
    id: 'user-grant-race-loses',
    title: 'Of different rights that are granted at the same time only the last ones stay',
    catches: ['grants/at-once-keep-all'],
    apply: (b) =>
      change(b, 'users', {
        work: (scene) => (scene.call.operation === 'grantRights' ? wait(WORK_MS) : b.users.work(scene)),
      }),
  }),
  userFault({
    id: 'user-patch-loses-grants',
    title: 'An update of a user writes its rights back as it read them',
    catches: ['patch/keeps-grants-beside-it'],
    apply: (b) =>
      updatesLasting(b, (record, current, put) => {
        if (current !== undefined) put(record);
      }),
  }),
  userFault({
    id: 'user-patch-brings-back',
    title: 'A user that is deleted while it is updated is there again',
    catches: ['deletion/final-beside-updates'],
    breaks: 'reference',
    apply: (b) =>
      updatesLasting(b, (record, current, put) => put({ ...record, rights: current?.rights ?? record.rights })),
  }),
];
