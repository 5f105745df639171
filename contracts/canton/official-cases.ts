/**
 * The cases of Canton's own gRPC test tool for parties and users, and whether each can be observed over JSON.
 * Cases that the tool runs for both kinds of resources are listed twice, with `party:` and `user:` before the name.
 */

/** One case of the official tool. */
export interface OfficialCase {
  /** Short name in the tool; unique here. */
  readonly id: string;
  readonly suite: string;
  /** `yes`: by the same call over JSON. `partly`: with another outcome, or with means a suite does not have. `no`: no endpoint. */
  readonly observable: 'yes' | 'partly' | 'no';
  /** Why not `yes`. */
  readonly why?: string;
}

const MOVE = 'there is no endpoint that moves a party to another identity provider';

const PARTY_MANAGEMENT: readonly OfficialCase[] = [
  ...[
    'PMUpdatingPartyIdentityProviderNonDefaultIdps',
    'PMUpdatingPartyIdentityProviderWithDefaultIdp',
    'PMUpdatingPartyIdentityProviderNonExistentIdps',
    'PMUpdatingPartyIdentityProviderMismatchedSourceIdp',
    'PMUpdatingPartyIdentityProviderSourceAndTargetIdpTheSame',
  ].map((id) => ({ id, suite: 'PartyManagementServiceIT', observable: 'no', why: MOVE }) as const),
  partly(
    'PartyManagementServiceIT',
    'PMGetPartiesUsingDifferentIdps',
    'needs identity providers of its own, whose parties cannot be removed',
  ),
  ...yes('PartyManagementServiceIT', [
    'PMNonEmptyParticipantID',
    'PMAllocateWithHint',
    'PMAllocateWithoutHint',
    'PMAllocateWithLocalMetadataAnnotations',
    'PMFailToAllocateWhenAnnotationsHaveEmptyValues',
    'PMRejectionDuplicateHint',
    'PMRejectLongPartyHints',
    'PMRejectInvalidPartyHints',
    'PMAllocateOneHundred',
  ]),
  partly(
    'PartyManagementServiceIT',
    'PMGetPartiesDetails',
    'an empty list cannot be asked for: the path names a party',
  ),
  ...yes('PartyManagementServiceIT', ['PMListKnownParties']),
  partly('PartyManagementServiceIT', 'PMGetPartiesBoundaryConditions', 'creates a contract'),
  partly('PartyManagementServiceIT', 'PMGetPartiesIsLocal', 'needs two participants'),
  ...yes('PartyManagementServiceIT', [
    'PMPagedListKnownPartiesNewPartyVisibleOnPage',
    'PMPagedListKnownPartiesNewPartyInvisibleOnNextPage',
    'PMPagedListKnownPartiesReachingTheLastPage',
    'PMPagedListKnownPartiesWithInvalidRequest',
    'PMPagedListKnownPartiesZeroPageSize',
    'PMListFilteredKnownParties',
    'PMPagedListKnownPartiesMaxPageSize',
  ]),
  partly('PartyManagementServiceIT', 'PMGenerateExternalPartyTopologyTransaction', 'needs signatures of the party'),
];

const PARTY_UPDATE: readonly OfficialCase[] = [
  ...yes('PartyManagementServiceUpdateRpcIT', [
    'PMUpdateAllUpdatableFields',
    'PMFailAttemptingToUpdateIsLocal',
    'PMAllowSpecifyingIsLocalAndDisplayNameIfMatchingTheRealValues',
    'UpdatePartyDetailsEvenIfMetadataIsNotSetInUpdateRequest',
  ]),
  partly(
    'PartyManagementServiceUpdateRpcIT',
    'FailingUpdateRequestsWhenPartyDetailsFieldIsUnset',
    'over JSON the path disagrees with the missing party first',
  ),
  ...yes('PartyManagementServiceUpdateRpcIT', ['FailUpdateNonExistentParty']),
];

const USER_MANAGEMENT: readonly OfficialCase[] = [
  partly(
    'UserManagementServiceIT',
    'UserManagementUpdateUserIdpWithNonDefaultIdps',
    'needs two identity providers, and the operator names one at most',
  ),
  ...yes('UserManagementServiceIT', [
    'UserManagementUpdateUserIdpWithDefaultIdp',
    'UserManagementUpdateUserIdpNonExistentIdps',
    'UserManagementUpdateUserIdpMismatchedSourceIdp',
    'UserManagementUpdateUserIdpSourceAndTargetIdpTheSame',
    'UserManagementUserRightsLimit',
    'UserManagementCreateUserInvalidArguments',
  ]),
  partly(
    'UserManagementServiceIT',
    'UserManagementGetUserInvalidArguments',
    'an empty id lists the users, and a malformed one has another code',
  ),
  ...yes('UserManagementServiceIT', [
    'RaceConditionCreateUsers',
    'RaceConditionDeleteUsers',
    'RaceConditionGrantRights',
    'RaceConditionRevokeRights',
    'TestAdminExists',
    'TestCreateUser',
    'TestPrimaryPartyAuthenticationCreateUser',
    'TestInvalidResourceVersionInCreateUser',
    'TestGetUser',
    'TestDeleteUser',
    'TestListUsersVisibilityOfNewUserWhenCreatedAndThenDeleted',
    'TestListUsersCreateOrDeleteUserOnPreviousPage',
    'TestListUsersReachingTheLastPage',
    'TestListUsersOnInvalidRequests',
    'TestListUsersRequestPageSizeZero',
    'TestMaxUsersPageSize',
    'TestGrantTheEmptyRight',
    'TestGrantingAndRevokingEmptyListOfRights',
    'TestGrantUserRights',
    'TestAllocationTimeGrantUserRights',
  ]),
  partly('UserManagementServiceIT', 'TestExternalAllocationTimeGrantUserRights', 'needs signatures of the party'),
  ...yes('UserManagementServiceIT', ['TestRevokeUserRights', 'TestListUserRights']),
];

const USER_UPDATE: readonly OfficialCase[] = [
  ...yes('UserManagementServiceUpdateRpcIT', [
    'UpdateAllUpdatableFields',
    'UpdateUserEvenIfMetadataIsNotSetInUpdateRequest',
  ]),
  partly(
    'UserManagementServiceUpdateRpcIT',
    'InvalidUpdateRequestsUserFieldIsUnset',
    'over JSON the path disagrees with the missing user first',
  ),
  ...yes('UserManagementServiceUpdateRpcIT', [
    'FailUpdateNonExistentUser',
    'InvalidUpdateRequestsInvalidUserIdSyntax',
    'UpdatePrimaryPartyUsingNonEmptyValue',
    'UpdatePrimaryPartyUsingEmptyValue',
    'UpdateIsDeactivatedUsingNonDefaultValue',
    'UpdateIsDeactivatedUsingTheDefaultValue',
    'UpdatePrimaryPartyAuthentication',
  ]),
];

const OBJECT_META = [
  'AllowSpecifyingResourceVersionAndResourceIdInUpdateMask',
  'UpdatingResourceUtilizingConcurrentChangeControl',
  'RaceConditionUpdateResourceAnnotations',
  'FailingUpdateRequestsWhenUpdatePathIsDuplicated',
  'FailingUpdateRequestWhenNoUpdatePaths',
  'FAilingUpdateRequestWhenUpdateMaskHaveUnknownFieldPath',
  'FailingToCreateResourceWhenAnnotationsValueIsEmpty',
  'TestAnnotationsKeySyntaxOnResourceCreation',
  'TestAnnotationsSizeLimitsOnResourceCreation',
  'UpdateAnnotationsUsingNonEmptyMap',
  'UpdateAnnotationsUsingEmptyMap',
  'TestAnnotationsKeySyntaxOnResourceUpdateWhenAddingKey',
  'TestAnnotationsKeySyntaxOnResourceUpdateEvenWhenDeletingNonExistentKey',
  'NotCountingEmptyValuedKeysToTheAnnotationsSizeLimitOnUpdate',
  'TestAnnotationsMaxSizeLimitsWhenUpdatingResource',
];

/** All 105 cases: 89 observable, 11 partly, 5 not. */
export const officialCases: readonly OfficialCase[] = [
  ...PARTY_MANAGEMENT,
  ...PARTY_UPDATE,
  ...USER_MANAGEMENT,
  ...USER_UPDATE,
  ...yes(
    'PartyManagementServiceObjectMetaIT',
    OBJECT_META.map((name) => `party:${name}`),
  ),
  ...yes(
    'UserManagementServiceObjectMetaIT',
    OBJECT_META.map((name) => `user:${name}`),
  ),
  partly('ExternalPartyManagementServiceIT', 'PMAllocateExternalPartyBasic', 'needs signatures of the party'),
];

function yes(suite: string, ids: readonly string[]): OfficialCase[] {
  return ids.map((id) => ({ id, suite, observable: 'yes' }));
}

function partly(suite: string, id: string, why: string): OfficialCase {
  return { id, suite, observable: 'partly', why };
}
