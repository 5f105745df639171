/**
 * How the product keeps users: what it makes of requests, and how it finds and pages them.
 */
import type { Page, UsersBehaviour } from './behaviour.ts';
import type { User } from './messages.ts';
import { pageToken } from './reading.ts';
import { Refused, redacted, refusal, userNotFound } from './refusal.ts';
import { firstAfter, type GrantedRight, rightKey, type UserRecord } from './store.ts';

export const faithfulUsers: UsersBehaviour = {
  key: (id) => id,

  rightsOf: (rights) =>
    new Map(
      rights.map(({ kind }): [string, GrantedRight] => {
        const right = { kind: kind.name, party: kind.value.party ?? '' };
        return [rightKey(right), right];
      }),
    ),

  record({ user, rights }, { behaviour }) {
    const { metadata, ...members } = user as User;
    return {
      ...members,
      annotations: metadata?.annotations ?? new Map(),
      version: behaviour.patch.nextVersion(undefined),
      rights: behaviour.users.rightsOf(rights),
    };
  },

  find(id, identityProviderId, doing, { world, behaviour }) {
    const user = world.users.get(behaviour.users.key(id));
    if (user === undefined) throw new Refused(userNotFound(doing, id));
    if (user.identityProviderId !== identityProviderId) throw new Refused(redacted(7));
    return user;
  },

  updated(stored, { user, updateMask }, { behaviour }) {
    const { patch, syntax, limits } = behaviour;
    const sent = user as User;
    const selects = (name: string): boolean => updateMask === null || patch.selects(updateMask, name);
    const annotations = selects('metadata.annotations')
      ? patch.merge(stored.annotations, sent.metadata?.annotations ?? new Map())
      : stored.annotations;
    if (syntax.annotationSize(annotations) > limits.mergedAnnotationBytes)
      throw new Refused(annotationsTooLarge(sent.id));
    const from = (name: string): Pick<UserRecord, 'primaryParty' | 'isDeactivated' | 'primaryPartyAuthentication'> =>
      selects(name) ? sent : stored;
    return {
      ...stored,
      primaryParty: from('primary_party').primaryParty,
      isDeactivated: from('is_deactivated').isDeactivated,
      primaryPartyAuthentication: from('primary_party_authentication').primaryPartyAuthentication,
      annotations,
      version: patch.nextVersion(stored.version),
    };
  },

  grant(user, sent) {
    const granted = [...sent].filter(([key]) => !user.rights.has(key));
    return { rights: new Map([...user.rights, ...granted]), answered: granted.map(([, right]) => right) };
  },

  revoke(user, sent) {
    const revoked = [...sent].filter(([key]) => user.rights.has(key));
    const rights = new Map([...user.rights].filter(([key]) => !sent.has(key)));
    return { rights, answered: revoked.map(([, right]) => right) };
  },

  rights: (user) => [...user.rights.values()],
  work: () => undefined,
  store: (record, { world, behaviour }) => world.users.put(behaviour.users.key(record.id), record),

  remove(record, { world, behaviour }) {
    world.users.delete(behaviour.users.key(record.id));
  },

  listed: ({ world }) => world.users.sorted,

  page({ pageSize, pageToken: token }, scene): Page<UserRecord> {
    const { limits, reading, users } = scene.behaviour;
    const size = pageSize === 0 ? limits.usersPage : Math.min(pageSize, limits.usersPage);
    const all = users.listed(scene);
    const after = token === '' ? undefined : reading.parseToken(token);
    const start = after === undefined ? 0 : firstAfter(all, (it) => it.id, after, scene.world.users.compare);
    const records = all
      .slice(start)
      .filter((it) => it.identityProviderId === '')
      .slice(0, size);
    const last = records.at(-1);
    return { records, nextPageToken: records.length < size || last === undefined ? '' : pageToken(last.id) };
  },
};

function annotationsTooLarge(id: string) {
  return refusal('MAX_USER_ANNOTATIONS_SIZE_EXCEEDED', `Maximum annotations size for user '${id}' has been exceeded`, {
    resources: [['USER', id]],
  });
}
