/**
 * Faults of refusals that create nothing, and yet keep something of what was refused.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, changeRule, firstRule, usersCreatedAs } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, refusal } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import { partyFault } from './party-fault.ts';
import { userFault } from './user-fault.ts';

/** Remembers the names that were refused for their annotations, and refuses them from then on. */
function burningNames(behaviour: Behaviour): Behaviour {
  const hints = new Set<string>();
  const ids = new Set<string>();
  const parties = changeRule(behaviour, 'allocateParty', 'annotations', ({ partyIdHint }, _scene, original) => {
    const refused = original();
    if (refused) hints.add(partyIdHint);
    return refused;
  });
  const both = changeRule(parties, 'createUser', 'annotations', ({ user }, _scene, original) => {
    const refused = original();
    if (refused && user) ids.add(user.id);
    return refused;
  });
  const burntParties = firstRule(both, 'allocateParty', ({ partyIdHint }) =>
    hints.has(partyIdHint) ? invalidArgument('Party already exists') : undefined,
  );
  return firstRule(burntParties, 'createUser', ({ user }) =>
    user && ids.has(user.id) ? refusal('USER_ALREADY_EXISTS', 'creating user failed') : undefined,
  );
}

export const refusedAndKeptFaults: readonly Fault[] = [
  partyFault({
    id: 'refused-metadata-burns-name',
    title: 'A hint or an id that was refused for its annotations cannot be used any more',
    catches: ['references/user-unknown-leaves-hint-free'],
    users: ['creation/refusal-leaves-id-free'],
    apply: burningNames,
  }),
  userFault({
    id: 'user-refused-leaves-rights',
    title: 'Rights of a refused creation go to the user that is created later under the id',
    catches: ['creation/refusal-leaves-id-free'],
    apply(b) {
      const left = new Map<string, UserRecord['rights']>();
      const keeping = changeRule(b, 'createUser', 'annotations', ({ user, rights }, scene, original) => {
        const refused = original();
        if (refused && user) left.set(user.id, scene.behaviour.users.rightsOf(rights));
        return refused;
      });
      return usersCreatedAs(keeping, (user) => ({
        ...user,
        rights: new Map([...(left.get(user.id) ?? []), ...user.rights]),
      }));
    },
  }),
  partyFault({
    id: 'refused-party-gettable',
    title: 'A party that was refused for its annotations is shown by reading it, and not by the list',
    catches: ['allocation/refusals-left-nothing'],
    apply(b) {
      const hidden = new Set<string>();
      const hiding = changeRule(b, 'allocateParty', 'annotations', ({ partyIdHint }, { world }, original) => {
        const refused = original();
        if (refused && partyIdHint !== '') hidden.add(`${partyIdHint}::${world.namespace}`);
        return refused;
      });
      const none = {
        isLocal: true,
        annotations: new Map(),
        version: 0,
        identityProviderId: '',
        number: 0,
        createdAt: 0,
      };
      return change(hiding, 'reading', {
        find(query, scene) {
          const found = b.reading.find(query, scene);
          if (found.length > 0) return found;
          return query.parties.filter((party) => hidden.has(party)).map((party) => ({ ...none, party }));
        },
      });
    },
  }),
];
