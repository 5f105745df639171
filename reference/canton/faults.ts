/**
 * All faults of the Canton reference, by topic.
 */
import type { Fault } from './deviation.ts';
import { allocationFaults } from './faults/allocation.ts';
import { authenticationFaults } from './faults/authentication.ts';
import { bodyFaults } from './faults/body.ts';
import { duplicateFaults } from './faults/duplicate.ts';
import { errorFaults } from './faults/errors.ts';
import { getFaults } from './faults/get.ts';
import { hintFaults } from './faults/hint.ts';
import { hintRejectionFaults } from './faults/hint-rejection.ts';
import { identifierFaults } from './faults/identifier.ts';
import { listFaults } from './faults/list.ts';
import { metadataFaults } from './faults/metadata.ts';
import { metadataRejectionFaults } from './faults/metadata-rejection.ts';
import { metadataStoreFaults } from './faults/metadata-store.ts';
import { operationFaults } from './faults/operation.ts';
import { partyLookupFaults } from './faults/party-lookup.ts';
import { patchFaults } from './faults/patch.ts';
import { patchMaskFaults } from './faults/patch-mask.ts';
import { patchSeriesFaults } from './faults/patch-series.ts';
import { patchValueFaults } from './faults/patch-values.ts';
import { raceFaults } from './faults/races.ts';
import { referenceFaults } from './faults/references.ts';
import { refusedAndKeptFaults } from './faults/refused-and-kept.ts';
import { requestFormFaults } from './faults/request-form.ts';
import { siblingBodyFaults } from './faults/sibling-bodies.ts';
import { userAccessFaults } from './faults/user-access.ts';
import { userCreationFaults } from './faults/user-creation.ts';
import { userDeletionFaults } from './faults/user-deletion.ts';
import { userDuplicateFaults } from './faults/user-duplicate.ts';
import { userGetFaults } from './faults/user-get.ts';
import { userGrantFaults } from './faults/user-grants.ts';
import { userIdFaults } from './faults/user-id.ts';
import { userIdRejectionFaults } from './faults/user-id-rejection.ts';
import { userListFaults } from './faults/user-list.ts';
import { userLookupFaults } from './faults/user-lookup.ts';
import { userModelFaults } from './faults/user-model.ts';
import { userOperationFaults } from './faults/user-operation.ts';
import { userPatchFaults } from './faults/user-patch.ts';
import { userReferenceFaults } from './faults/user-references.ts';
import { userRightRejectionFaults } from './faults/user-right-rejection.ts';
import { userRightFaults } from './faults/user-rights.ts';
import { userRightsKeptFaults } from './faults/user-rights-kept.ts';

export const cantonFaults: readonly Fault[] = [
  ...operationFaults,
  ...requestFormFaults,
  ...identifierFaults,
  ...allocationFaults,
  ...hintFaults,
  ...hintRejectionFaults,
  ...duplicateFaults,
  ...metadataFaults,
  ...metadataStoreFaults,
  ...metadataRejectionFaults,
  ...referenceFaults,
  ...refusedAndKeptFaults,
  ...bodyFaults,
  ...errorFaults,
  ...authenticationFaults,
  ...getFaults,
  ...listFaults,
  ...partyLookupFaults,
  ...patchFaults,
  ...patchMaskFaults,
  ...patchSeriesFaults,
  ...patchValueFaults,
  ...raceFaults,
  ...siblingBodyFaults,
  ...userOperationFaults,
  ...userCreationFaults,
  ...userIdFaults,
  ...userIdRejectionFaults,
  ...userDuplicateFaults,
  ...userReferenceFaults,
  ...userRightFaults,
  ...userRightsKeptFaults,
  ...userRightRejectionFaults,
  ...userGetFaults,
  ...userLookupFaults,
  ...userDeletionFaults,
  ...userListFaults,
  ...userPatchFaults,
  ...userGrantFaults,
  ...userAccessFaults,
  ...userModelFaults,
];
