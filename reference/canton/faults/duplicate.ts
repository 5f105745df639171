/**
 * Faults of hints that are taken, one after the other or at the same time.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, lasting, whenCreated } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { Refused, refusal } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

/** Long enough for requests that were sent together to overlap. */
const RACE_MS = 200;

/** Gives another identifier when the one of the hint is taken, or only while it is being allocated. */
export function distinctWhenTaken(behaviour: Behaviour, onlyInFlight: boolean): Behaviour {
  const { identifier } = behaviour.allocation;
  return change(behaviour, 'allocation', {
    identifier(name, request, scene) {
      const { world } = scene;
      const party = identifier(name, request, scene);
      const taken = world.inFlight.has(party) || (!onlyInFlight && world.parties.has(party));
      return taken ? identifier(`${name.slice(0, 170)}-${world.hex(8)}`, request, scene) : party;
    },
  });
}

export const duplicateFaults: readonly Fault[] = [
  partyFault({
    id: 'duplicate-returns-original',
    title: 'A taken hint is answered with the party that has it',
    catches: ['duplicate/refused-or-distinct'],
    apply: (b) => change(b, 'allocation', { duplicate: (existing) => existing }),
  }),
  partyFault({
    id: 'duplicate-overwrites-metadata',
    title: 'A taken hint is refused, but the annotations of its party are replaced',
    catches: ['duplicate/original-unchanged'],
    apply: (b) =>
      change(b, 'allocation', {
        duplicate(existing, request, scene) {
          const annotations = request.localMetadata?.annotations ?? new Map();
          scene.world.parties.put(existing.party, { ...existing, annotations });
          return b.allocation.duplicate(existing, request, scene);
        },
      }),
  }),
  partyFault({
    id: 'duplicate-bumps-version',
    title: 'A taken hint is refused, but the party that has it gets a new version',
    catches: ['duplicate/original-unchanged'],
    apply: (b) =>
      change(b, 'allocation', {
        duplicate(existing, request, scene) {
          scene.world.parties.put(existing.party, { ...existing, version: (existing.version ?? 0) + 1 });
          return b.allocation.duplicate(existing, request, scene);
        },
      }),
  }),
  partyFault({
    id: 'duplicate-grants-user',
    title: 'A taken hint is refused, but the named user may act as the party that has it',
    catches: ['duplicate/original-unchanged'],
    apply: (b) =>
      change(b, 'allocation', {
        duplicate(existing, request, scene) {
          b.allocation.grant(existing, request, scene);
          return b.allocation.duplicate(existing, request, scene);
        },
      }),
  }),
  partyFault({
    id: 'duplicate-window',
    title: 'Taken hints are noticed among the last twelve allocations only; older parties are overwritten',
    catches: ['duplicate/refused-or-distinct'],
    apply: (b) =>
      change(b, 'allocation', {
        duplicate(existing, request, scene) {
          const { world } = scene;
          if (world.allocations - existing.number < 12) return b.allocation.duplicate(existing, request, scene);
          const overwritten = { ...existing, annotations: b.allocation.annotations(request, scene) };
          world.parties.put(existing.party, overwritten);
          return overwritten;
        },
      }),
  }),
  partyFault({
    id: 'duplicate-409',
    title: 'A taken hint is refused with 409',
    catches: ['duplicate/rejection-code'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'allocation', {
        duplicate(existing) {
          throw new Refused({
            ...refusal('USER_ALREADY_EXISTS', `${existing.party} exists`),
            code: 'PARTY_ALREADY_EXISTS',
          });
        },
      }),
  }),
  partyFault({
    id: 'duplicate-gets-distinct-id',
    title: 'A taken hint gets a party of another identifier',
    catches: ['duplicate/rejection-code'],
    breaks: 'reference',
    apply: (b) => distinctWhenTaken(b, false),
  }),
  partyFault({
    id: 'race-all-get-same-id',
    title: 'Equal hints at the same time all get the same party',
    catches: ['duplicate/race-never-shares-an-identifier'],
    apply: (b) =>
      lasting(change(b, 'allocation', { inFlight: (party, _request, scene) => whenCreated(party, scene) }), RACE_MS),
  }),
  partyFault({
    id: 'race-second-gets-same-id',
    title: 'Of equal hints at the same time the second gets the party of the first, all others are refused',
    catches: ['duplicate/race-never-shares-an-identifier'],
    apply(b) {
      const shared = new Set<string>();
      return lasting(
        change(b, 'allocation', {
          inFlight(party, request, scene) {
            if (shared.has(party)) return b.allocation.inFlight(party, request, scene);
            shared.add(party);
            return whenCreated(party, scene);
          },
        }),
        RACE_MS,
      );
    },
  }),
  partyFault({
    id: 'race-distinct-ids',
    title: 'Equal hints at the same time get parties of different identifiers',
    catches: ['duplicate/race-one-winner'],
    breaks: 'reference',
    apply: (b) => lasting(distinctWhenTaken(b, true), RACE_MS),
  }),
  partyFault({
    id: 'race-losers-500',
    title: 'Of equal hints at the same time all but one are answered with 500',
    catches: ['duplicate/race-losers-refused'],
    apply: (b) =>
      lasting(
        change(b, 'allocation', {
          inFlight() {
            throw new Error('a unique index was violated');
          },
        }),
        RACE_MS,
      ),
  }),
];
