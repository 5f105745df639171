/**
 * Rights of users: list, grant, revoke.
 */
import type { Json } from '../../../contracts/model.ts';
import { authorise } from '../authentication.ts';
import type { Scene } from '../call.ts';
import type { UserRightsRequest } from '../messages.ts';
import { checkIdentityProvider } from '../party-rules.ts';
import { invalidArgument, invalidField, Refused } from '../refusal.ts';
import type { GrantedRight, UserRecord } from '../store.ts';
import { checkAdminGrant, checkPartiesKnown, checkRights, tooManyRights } from '../user-rules.ts';
import { type JsonOperation, reads, refuseWith, writes } from './operation.ts';
import { checkUserIdInPath, findUser, rightsOf } from './user-lookup.ts';

function showRight(right: GrantedRight): Json {
  return { kind: { [right.kind]: { value: right.party === '' ? {} : { party: right.party } } } };
}

export const listRights: JsonOperation = reads({}, (scene) => {
  const id = scene.call.parameters.user ?? '';
  checkUserIdInPath(id, scene);
  authorise(scene, { level: 'admin', identityProviderId: '', own: (user) => user.id === id });
  const user = findUser(id, '', 'list user rights', scene);
  return { rights: [...user.rights.values()].map(showRight) };
});

/** What granting and revoking have in common: everything up to the change. Throws `Refused`. */
function checkRequest(request: UserRightsRequest, scene: Scene, doing: string): UserRecord {
  const path = scene.call.parameters.user ?? '';
  if (request.userId !== path) {
    const text = `${path} does not match user in body: Some(${request.userId}) `;
    throw new Refused(invalidArgument(text, { origin: 'http' }));
  }
  authorise(scene, { level: 'admin', identityProviderId: request.identityProviderId });
  refuseWith(checkAdminGrant(request.rights, scene));
  const wrong = scene.behaviour.syntax.userId(request.userId);
  if (wrong !== undefined) throw new Refused(invalidField('user_id', wrong));
  refuseWith(checkRights(request.rights, scene));
  refuseWith(checkIdentityProvider(request.identityProviderId, scene));
  return findUser(request.userId, request.identityProviderId, doing, scene);
}

export const grantRights: JsonOperation = writes<UserRightsRequest>('UserRightsRequest', (scene, request) => {
  const user = checkRequest(request, scene, 'grant user rights');
  refuseWith(checkPartiesKnown(request.rights, scene, request.identityProviderId));
  const granted = [...rightsOf(request.rights)].filter(([key]) => !user.rights.has(key));
  const rights = new Map([...user.rights, ...granted]);
  if (rights.size > scene.behaviour.limits.rightsPerUser) throw new Refused(tooManyRights(user.id));
  scene.world.users.put(user.id, { ...user, rights });
  return { newlyGrantedRights: granted.map(([, right]) => showRight(right)) };
});

export const revokeRights: JsonOperation = writes<UserRightsRequest>('UserRightsRequest', (scene, request) => {
  const user = checkRequest(request, scene, 'revoke user rights');
  const { caller } = scene;
  const own = caller.kind === 'user' && caller.user.id === user.id;
  if (own && request.rights.some(({ kind }) => kind.name === 'ParticipantAdmin')) {
    throw new Refused(invalidArgument('Requesting user cannot remove own admin rights'));
  }
  const revoked = [...rightsOf(request.rights)].filter(([key]) => user.rights.has(key));
  const rights = new Map(user.rights);
  for (const [key] of revoked) rights.delete(key);
  scene.world.users.put(user.id, { ...user, rights });
  return { newlyRevokedRights: revoked.map(([, right]) => showRight(right)) };
});
