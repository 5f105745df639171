/**
 * Finding the user of a request, and reading the rights of one.
 */
import type { Scene } from '../call.ts';
import type { Right } from '../messages.ts';
import { invalidArgument, Refused, redacted, userNotFound } from '../refusal.ts';
import { type GrantedRight, rightKey, type UserRecord } from '../store.ts';

/** The HTTP layer's own look at an id in a path. Throws {@link Refused}. */
export function checkUserIdInPath(id: string, scene: Scene): void {
  const wrong = scene.behaviour.syntax.userId(id);
  if (wrong !== undefined) throw new Refused(invalidArgument(`Malformed user-id: ${wrong}`, { origin: 'http' }));
}

/** The user with an id, as seen from an identity provider. Throws {@link Refused}. */
export function findUser(id: string, identityProviderId: string, doing: string, scene: Scene): UserRecord {
  const user = scene.world.users.get(id);
  if (user === undefined) throw new Refused(userNotFound(doing, id));
  if (user.identityProviderId !== identityProviderId) throw new Refused(redacted(7));
  return user;
}

/** Rights as a set: two equal ones are one. */
export function rightsOf(rights: readonly Right[]): ReadonlyMap<string, GrantedRight> {
  return new Map(
    rights.map(({ kind }) => {
      const right = { kind: kind.name, party: kind.value.party ?? '' };
      return [rightKey(right), right];
    }),
  );
}
