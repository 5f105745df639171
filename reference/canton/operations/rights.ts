/**
 * Rights of users: list, grant, revoke.
 */
import type { Json } from '../../../contracts/model.ts';
import { authorise } from '../authentication.ts';
import type { RightsChange } from '../behaviour.ts';
import type { Scene } from '../call.ts';
import type { UserRightsRequest } from '../messages.ts';
import { invalidArgument, Refused } from '../refusal.ts';
import type { GrantedRight, UserRecord } from '../store.ts';
import { checkAdminGrant, checkPartiesKnown, tooManyRights } from '../user-rules.ts';
import { apply, type JsonOperation, reads, refuseWith, samePath, writes } from './operation.ts';

function showRight(right: GrantedRight): Json {
  return { kind: { [right.kind]: { value: right.party === '' ? {} : { party: right.party } } } };
}

export const listRights: JsonOperation = reads({}, (scene) => {
  const { users, rules } = scene.behaviour;
  const id = scene.call.parameters.user ?? '';
  apply(rules.userInPath, id, scene);
  authorise(scene, { level: 'admin', identityProviderId: '', own: (user) => user.id === id });
  return { rights: users.rights(users.find(id, '', 'list user rights', scene), scene).map(showRight) };
});

/** What granting and revoking have in common: everything up to the change. Throws `Refused`. */
function checkRequest(request: UserRightsRequest, scene: Scene, doing: string): UserRecord {
  const { users, rules } = scene.behaviour;
  samePath(request.userId, scene);
  authorise(scene, { level: 'admin', identityProviderId: request.identityProviderId });
  refuseWith(checkAdminGrant(request.rights, scene));
  apply(rules.userRights, request, scene);
  return users.find(request.userId, request.identityProviderId, doing, scene);
}

/** Writes a change of rights, and gives what the answer lists. Throws `Refused` when there would be too many. */
async function changeRights(user: UserRecord, change: RightsChange, scene: Scene): Promise<Json> {
  const { users, limits } = scene.behaviour;
  if (change.rights.size > limits.rightsPerUser) throw new Refused(tooManyRights(user.id));
  const work = users.work(scene);
  if (work !== undefined) await work;
  users.store({ ...user, rights: change.rights }, scene);
  return change.answered.map(showRight);
}

export const grantRights: JsonOperation = writes<UserRightsRequest>('UserRightsRequest', async (scene, request) => {
  const { users } = scene.behaviour;
  const user = checkRequest(request, scene, 'grant user rights');
  refuseWith(checkPartiesKnown(request.rights, scene, request.identityProviderId));
  const change = users.grant(user, users.rightsOf(request.rights), scene);
  return { newlyGrantedRights: await changeRights(user, change, scene) };
});

export const revokeRights: JsonOperation = writes<UserRightsRequest>('UserRightsRequest', async (scene, request) => {
  const { users } = scene.behaviour;
  const user = checkRequest(request, scene, 'revoke user rights');
  const { caller } = scene;
  const own = caller.kind === 'user' && caller.user.id === user.id;
  if (own && request.rights.some(({ kind }) => kind.name === 'ParticipantAdmin')) {
    throw new Refused(invalidArgument('Requesting user cannot remove own admin rights'));
  }
  const change = users.revoke(user, users.rightsOf(request.rights), scene);
  return { newlyRevokedRights: await changeRights(user, change, scene) };
});
