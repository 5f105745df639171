/**
 * Ways to change one thing in how users are created, read or changed.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Behaviour, Rules } from '../behaviour.ts';
import type { OperationName, Scene } from '../call.ts';
import { change, changeRule, firstRule, sent } from '../change.ts';
import { isObject } from '../decode.ts';
import { invalidArgument, type Refusal, Refused } from '../refusal.ts';
import type { UserRecord } from '../store.ts';
import type { Syntax } from '../syntax.ts';

/** Refuses with another error what one rule refuses. */
export function refusedAs(
  behaviour: Behaviour,
  operation: keyof Rules,
  rule: string,
  as: (refusal: Refusal) => Refusal,
): Behaviour {
  return changeRule(behaviour, operation, rule, (_request, _scene, original) => {
    const refusal = original();
    return refusal && as(refusal);
  });
}

/** Refuses creations of users by what was sent. `complaint` gives the text of the refusal. */
export function creationsRefused(behaviour: Behaviour, complaint: (scene: Scene) => string | undefined): Behaviour {
  return firstRule(behaviour, 'createUser', (_request, scene) => {
    const text = complaint(scene);
    return text === undefined ? undefined : invalidArgument(text);
  });
}

/** Refuses creations in which a member has a certain value; `undefined` is a missing one. */
export function refusesMember(
  behaviour: Behaviour,
  path: readonly string[],
  refused: (value: Json | undefined) => boolean,
): Behaviour {
  return creationsRefused(behaviour, (scene) =>
    refused(sent(scene, ...path)) ? `${path.join('.')} cannot be this` : undefined,
  );
}

/** Replaces the rule for user ids, wherever they are sent. */
export function userIdsChecked(
  behaviour: Behaviour,
  userId: (id: string, original: Syntax) => string | undefined,
): Behaviour {
  const original = behaviour.syntax.userId;
  return change(behaviour, 'syntax', { userId: (id) => userId(id, original) });
}

/** Rewrites the body of a creation before it is decoded. */
export function creationsRead(
  behaviour: Behaviour,
  read: (body: { readonly [key: string]: Json }, scene: Scene) => Json,
): Behaviour {
  return change(behaviour, 'body', {
    parse(text, scene) {
      const json = behaviour.body.parse(text, scene);
      return scene.call.operation === 'createUser' && isObject(json) ? read(json, scene) : json;
    },
  });
}

/** Finds users in another way, in some operations. */
export function found(
  behaviour: Behaviour,
  operations: readonly OperationName[],
  find: (id: string, original: (id: string) => UserRecord, scene: Scene, identityProviderId: string) => UserRecord,
): Behaviour {
  const original = behaviour.users.find;
  return change(behaviour, 'users', {
    find(id, identityProviderId, doing, scene) {
      const { operation } = scene.call;
      const search = (other: string): UserRecord => original(other, identityProviderId, doing, scene);
      return operation !== undefined && operations.includes(operation)
        ? find(id, search, scene, identityProviderId)
        : search(id);
    },
  });
}

/** A user that nobody created. */
export function inventedUser(id: string): UserRecord {
  return {
    id,
    primaryParty: '',
    isDeactivated: false,
    annotations: new Map(),
    version: 0,
    identityProviderId: '',
    primaryPartyAuthentication: false,
    rights: new Map(),
  };
}

/** Refuses requests for unknown users with another error, in some operations. */
export function unknownAs(
  behaviour: Behaviour,
  operations: readonly OperationName[],
  as: (refusal: Refusal) => Refusal,
): Behaviour {
  return found(behaviour, operations, (id, find) => {
    try {
      return find(id);
    } catch (error) {
      if (error instanceof Refused && error.refusal.code === 'USER_NOT_FOUND') throw new Refused(as(error.refusal));
      throw error;
    }
  });
}
