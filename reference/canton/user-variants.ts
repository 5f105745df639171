/**
 * Legal differences that concern users alone.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { ProfileName } from '../../contracts/model.ts';
import type { Behaviour } from './behaviour.ts';
import { change, sent } from './change.ts';
import type { Variant } from './deviation.ts';
import { Refused, redacted, userNotFound } from './refusal.ts';

const both: readonly ProfileName[] = ['contract', 'reference'];
const ADMIN = 'participant_admin';

export const userVariants: readonly Variant[] = [
  {
    id: 'hardened',
    title: 'participant_admin cannot be seen',
    conformsTo: both,
    apply: (b) =>
      change(b, 'users', {
        find(id, identityProviderId, doing, scene) {
          if (id === ADMIN) throw new Refused(userNotFound(doing, id));
          return b.users.find(id, identityProviderId, doing, scene);
        },
        listed: (scene) => b.users.listed(scene).filter(({ id }) => id !== ADMIN),
      }),
  },
  {
    id: 'rights-in-other-order',
    title: 'Rights are listed and answered in another order',
    conformsTo: both,
    apply: (b) =>
      change(b, 'users', {
        rights: (user, scene) => b.users.rights(user, scene).toReversed(),
        grant(user, rights, scene) {
          const granted = b.users.grant(user, rights, scene);
          return { ...granted, answered: granted.answered.toReversed() };
        },
        revoke(user, rights, scene) {
          const revoked = b.users.revoke(user, rights, scene);
          return { ...revoked, answered: revoked.answered.toReversed() };
        },
      }),
  },
  {
    id: 'race-losers-internal-error',
    title: 'Whoever creates a user that is being created is answered with a redacted internal error',
    conformsTo: both,
    apply: losersGetInternalError,
  },
];

function losersGetInternalError(behaviour: Behaviour): Behaviour {
  const inFlight = new Set<string>();
  return change(behaviour, 'users', {
    async work(scene) {
      if (scene.call.operation !== 'createUser') return;
      const id = String(sent(scene, 'user', 'id'));
      if (inFlight.has(id)) throw new Refused(redacted(13));
      inFlight.add(id);
      await wait(15);
      inFlight.delete(id);
    },
  });
}
