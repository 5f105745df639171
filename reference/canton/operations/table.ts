/**
 * Every operation by its name.
 */
import type { OperationName } from '../call.ts';
import type { Operation } from './operation.ts';
import { allocateParty, getParties, listParties, participantId, updateParty } from './parties.ts';
import { grantRights, listRights, revokeRights } from './rights.ts';
import { livez, readyz, synchronizers, version } from './service.ts';
import { authenticatedUser, createUser, deleteUser, getUser, listUsers, moveUser, updateUser } from './users.ts';

export const operations: Readonly<Record<OperationName, Operation>> = {
  allocateParty,
  listParties,
  getParties,
  participantId,
  updateParty,
  createUser,
  listUsers,
  getUser,
  updateUser,
  deleteUser,
  listRights,
  grantRights,
  revokeRights,
  moveUser,
  authenticatedUser,
  version,
  synchronizers,
  livez,
  readyz,
};
