/**
 * Other clients of the same deployment, which allocate parties and create and delete users while somebody else is testing it.
 */
import type { Behaviour } from './behaviour.ts';
import { before } from './change.ts';
import type { World } from './world.ts';

const EVERY_MS = 5;
/** They stop when nobody has asked for anything for this long. */
const IDLE_MS = 500;
const AT_MOST = 2000;
const USERS_AT_ONCE = 20;
const AT_MOST_MS = 60_000;

/** Lets others allocate a party, create a user and delete one of theirs every few milliseconds as long as requests come: at most 2,000, for at most a minute. */
export function othersActive(behaviour: Behaviour): Behaviour {
  let lastRequest = 0;
  let started = 0;
  let created = 0;
  let running = false;
  const users: string[] = [];

  const next = (world: World): void => {
    const now = performance.now();
    running = now - lastRequest < IDLE_MS && created < AT_MOST && now - started < AT_MOST_MS;
    if (!running) {
      // Whoever goes away takes along what it made.
      for (const id of users.splice(0)) world.users.delete(id);
      return;
    }
    created += 1;
    const party = `${world.uuid()}::${world.namespace}`;
    const details = { isLocal: true, annotations: new Map(), version: 0, identityProviderId: '', number: 0 };
    world.parties.put(party, { ...details, party, createdAt: now });
    const id = `other-${world.uuid()}`;
    const user = { primaryParty: '', isDeactivated: false, annotations: new Map(), version: 0, rights: new Map() };
    world.users.put(id, { ...user, id, identityProviderId: '', primaryPartyAuthentication: false });
    users.push(id);
    if (users.length > USERS_AT_ONCE) world.users.delete(users.shift() ?? '');
    world.later(EVERY_MS, () => next(world));
  };

  return before(behaviour, ({ world }) => {
    lastRequest = performance.now();
    if (started === 0) started = lastRequest;
    if (!running) next(world);
    return undefined;
  });
}
