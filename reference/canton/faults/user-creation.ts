/**
 * Faults of what becomes of a created user: what the answer, reading and listing show of it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import type { Scene } from '../call.ts';
import { change, changeRule, onAnswer, onSuccess, onUser, sent, usersCreatedAs } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { invalidArgument, Refused, userNotFound } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import { userIdSyntax } from '../syntax.ts';
import { found, inventedUser } from './user-changes.ts';
import { userFault } from './user-fault.ts';

const LATER_MS = 300;
const LATER_REQUESTS = 60;

/** Shows users otherwise once a while has passed since their creation: 60 further requests or 300 ms. */
function changingLater(behaviour: Behaviour, later: (user: UserRecord) => readonly UserRecord[]): Behaviour {
  const born = new Map<string, { readonly at: number; readonly request: number }>();
  const see = (user: UserRecord, { call }: Scene): readonly UserRecord[] => {
    const birth = born.get(user.id);
    if (birth === undefined) return [user];
    const old = performance.now() - birth.at >= LATER_MS || call.number - birth.request >= LATER_REQUESTS;
    return old ? later(user) : [user];
  };
  const created = usersCreatedAs(behaviour, (user, _request, { call }) => {
    born.set(user.id, { at: performance.now(), request: call.number });
    return user;
  });
  const { listed } = created.users;
  return change(
    found(created, ['getUser'], (id, find, scene) => {
      const user = see(find(id), scene)[0];
      if (user === undefined) throw new Refused(userNotFound('getting user', id));
      return user;
    }),
    'users',
    { listed: (scene) => listed(scene).flatMap((user) => see(user, scene)) },
  );
}

/** A number of an id, so that a fault can choose some users. */
function checksum(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
}

const isOurs = ({ id }: UserRecord): boolean => id !== 'participant_admin';

export const userCreationFaults: readonly Fault[] = [
  userFault({
    id: 'user-id-lower-cased-in-answer',
    title: 'The answer shows the id of a new user in lower case',
    catches: ['creation/identifier-as-sent'],
    apply: (b) => onUser(b, 'createUser', (user) => ({ ...user, id: String(user.id).toLowerCase() })),
  }),
  userFault({
    id: 'user-id-escaped-in-answer',
    title: 'Symbols in the id of a new user come back percent-encoded',
    catches: ['creation/identifier-as-sent'],
    apply: (b) => onUser(b, 'createUser', (user) => ({ ...user, id: encodeURIComponent(String(user.id)) })),
  }),
  userFault({
    id: 'user-primary-party-dropped',
    title: 'The primary party of a new user is forgotten',
    catches: ['creation/primary-party-kept'],
    apply: (b) => usersCreatedAs(b, (user) => ({ ...user, primaryParty: '' })),
  }),
  userFault({
    id: 'user-primary-party-echoed-only',
    title: 'The primary party of a new user is echoed but not stored',
    catches: ['creation/primary-party-kept'],
    apply: (b) =>
      onUser(
        usersCreatedAs(b, (user) => ({ ...user, primaryParty: '' })),
        'createUser',
        (user, scene) => ({ ...user, primaryParty: sent(scene, 'user', 'primaryParty') ?? '' }),
      ),
  }),
  userFault({
    id: 'user-demands-known-primary-party',
    title: 'The primary party of a new user must exist',
    catches: ['creation/primary-party-need-not-exist'],
    breaks: 'reference',
    apply: (b) =>
      changeRule(b, 'createUser', 'primary-party', ({ user }, { world }, original) => {
        const party = user?.primaryParty ?? '';
        return party === '' || world.parties.has(party) ? original() : invalidArgument(`unknown party ${party}`);
      }),
  }),
  userFault({
    id: 'user-deactivation-dropped',
    title: 'A user that is created deactivated is active',
    catches: ['creation/deactivation-kept'],
    apply: (b) => usersCreatedAs(b, (user) => ({ ...user, isDeactivated: false })),
  }),
  userFault({
    id: 'user-created-deactivated',
    title: 'Every new user is deactivated',
    catches: ['creation/deactivation-kept'],
    apply: (b) => usersCreatedAs(b, (user) => ({ ...user, isDeactivated: true })),
  }),
  userFault({
    id: 'user-identity-provider-named',
    title: 'Users of the default identity provider show a name for it',
    catches: ['creation/identity-provider-default'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'view', { user: (user, scene) => b.view.user({ ...user, identityProviderId: 'default' }, scene) }),
  }),
  userFault({
    id: 'user-primary-party-authentication-dropped',
    title: 'primaryPartyAuthentication of a new user is forgotten',
    catches: ['creation/primary-party-authentication-kept'],
    breaks: 'reference',
    apply: (b) => usersCreatedAs(b, (user) => ({ ...user, primaryPartyAuthentication: false })),
  }),
  userFault({
    id: 'user-rights-echoed',
    title: 'The answer to a creation repeats the rights',
    catches: ['creation/rights-not-echoed'],
    breaks: 'reference',
    apply: (b) => onSuccess(b, 'createUser', (value, scene) => ({ ...value, rights: sent(scene, 'rights') ?? [] })),
  }),
  userFault({
    id: 'user-creations-mixed-up',
    title: 'Users that are created at the same time get the members and rights of the latest request',
    catches: ['creation/not-mixed-up', 'metadata/not-mixed-up'],
    apply(b) {
      let latest = inventedUser('');
      const created = usersCreatedAs(b, (user) => {
        latest = user;
        return user;
      });
      const shown = change(created, 'view', {
        user: (record, scene) => b.view.user(scene.world.users.get(record.id) ?? record, scene),
      });
      return change(shown, 'users', {
        work: (scene) => (scene.call.operation === 'createUser' ? wait(5) : b.users.work(scene)),
        store(record, scene) {
          b.users.store(scene.call.operation === 'createUser' ? { ...latest, id: record.id } : record, scene);
        },
      });
    },
  }),
  userFault({
    id: 'user-get-invents',
    title: 'GET of an unknown user shows one without members',
    catches: ['creation/new', 'get/unknown-user-not-shown'],
    apply: (b) =>
      found(b, ['getUser'], (id, find, { world }) => (world.users.has(b.users.key(id)) ? find(id) : inventedUser(id))),
  }),
  userFault({
    id: 'user-get-shows-other-activation',
    title: 'GET shows active users as deactivated',
    catches: ['creation/read-back-agrees'],
    apply: (b) => onUser(b, 'getUser', (user) => ({ ...user, isDeactivated: !user.isDeactivated })),
  }),
  userFault({
    id: 'user-get-shows-lower-case',
    title: 'GET shows ids in lower case',
    catches: ['creation/read-back-agrees'],
    apply: (b) => onUser(b, 'getUser', (user) => ({ ...user, id: String(user.id).toLowerCase() })),
  }),
  userFault({
    id: 'user-not-readable',
    title: 'GET does not find every third user',
    catches: ['creation/read-back-agrees'],
    apply: (b) =>
      found(b, ['getUser'], (id, find) => {
        const user = find(id);
        if (isOurs(user) && checksum(id) % 3 === 0) throw new Refused(userNotFound('getting user', id));
        return user;
      }),
  }),
  userFault({
    id: 'user-listed-twice',
    title: 'Every third user is listed twice',
    catches: ['creation/listed-exactly-once'],
    apply: (b) =>
      change(b, 'users', {
        listed: (scene) =>
          b.users
            .listed(scene)
            .flatMap((user) => (isOurs(user) && checksum(user.id) % 3 === 0 ? [user, user] : [user])),
      }),
  }),
  userFault({
    id: 'user-not-listed',
    title: 'Every third user is not listed',
    catches: ['creation/listed-exactly-once'],
    apply: (b) =>
      change(b, 'users', {
        listed: (scene) => b.users.listed(scene).filter((user) => !isOurs(user) || checksum(user.id) % 3 !== 0),
      }),
  }),
  userFault({
    id: 'user-vanishes-later',
    title: 'A while after its creation a user is gone',
    catches: ['creation/stable-at-the-end'],
    apply: (b) => changingLater(b, () => []),
  }),
  userFault({
    id: 'user-annotations-lost-later',
    title: 'A while after its creation a user loses its annotations',
    catches: ['creation/stable-at-the-end'],
    apply: (b) => changingLater(b, (user) => [{ ...user, annotations: new Map() }]),
  }),
  userFault({
    id: 'user-refused-but-created-later',
    title: 'A refused user is created a while later all the same',
    catches: ['creation/refusals-left-nothing'],
    apply: createdAfterRefusal,
  }),
];

function createdAfterRefusal(behaviour: Behaviour): Behaviour {
  const waiting: { readonly after: number; readonly create: () => void }[] = [];
  return onAnswer(behaviour, 'createUser', (answer, scene) => {
    const { world, call } = scene;
    while (waiting[0] !== undefined && waiting[0].after <= call.number) waiting.shift()?.create();
    const id = sent(scene, 'user', 'id');
    if (typeof id !== 'string' || userIdSyntax(id) !== undefined || answer.status < 400) return answer;
    const create = (): void => {
      if (!world.users.has(id)) world.users.put(id, inventedUser(id));
    };
    waiting.push({ after: call.number + LATER_REQUESTS, create });
    world.later(LATER_MS, create);
    return answer;
  });
}
