/**
 * Cases of the official tool about users, by the id of the requirement that covers them.
 */

const CREATION = ['TestCreateUser'];
const INVALID_ARGUMENTS = ['UserManagementCreateUserInvalidArguments'];
const LAST_PAGE = ['TestListUsersReachingTheLastPage'];
const INVALID_LISTS = ['TestListUsersOnInvalidRequests'];
const UPDATES = ['UpdateAllUpdatableFields'];

/** For the requirements that parties and users share; the others name their cases themselves. */
export const userCases: Readonly<Record<string, readonly string[]>> = {
  'operation/offered': CREATION,
  'metadata/resource-version-given': CREATION,
  'metadata/resource-version-refused-on-creation': ['TestInvalidResourceVersionInCreateUser'],
  'metadata/rejection-code': ['TestInvalidResourceVersionInCreateUser'],
  'id/illegal-characters-rejected': INVALID_ARGUMENTS,
  'id/empty-rejected': INVALID_ARGUMENTS,
  'id/rejection-code': INVALID_ARGUMENTS,
  'id/missing-id-code': INVALID_ARGUMENTS,
  'patch/adds-and-changes-annotations': UPDATES,
  'patch/empty-value-removes': UPDATES,
  'patch/keeps-unrelated': UPDATES,
  'patch/metadata-may-be-missing': ['UpdateUserEvenIfMetadataIsNotSetInUpdateRequest'],
  'patch/unknown-user': ['FailUpdateNonExistentUser'],
  'patch/path-and-body-disagree': ['InvalidUpdateRequestsUserFieldIsUnset'],
  'get/unknown-user': ['TestGetUser'],
  'get/malformed-id-rejected': ['UserManagementGetUserInvalidArguments'],
  'deletion/response-schema': ['TestDeleteUser'],
  'deletion/user-gone': ['TestDeleteUser'],
  'deletion/unknown-user': ['TestDeleteUser'],
  'deletion/race-one-winner': ['RaceConditionDeleteUsers'],
  'grants/granted': ['TestGrantUserRights', 'TestListUserRights'],
  'grants/revoked': ['TestRevokeUserRights', 'TestListUserRights'],
  'grants/newly-granted': ['TestGrantUserRights'],
  'grants/newly-revoked': ['TestRevokeUserRights'],
  'grants/granted-again': ['TestGrantUserRights'],
  'grants/revoked-again': ['TestRevokeUserRights'],
  'grants/version-kept': ['TestGrantUserRights', 'TestRevokeUserRights'],
  'grants/empty-list-accepted': ['TestGrantingAndRevokingEmptyListOfRights'],
  'grants/empty-kind-rejected': ['TestGrantTheEmptyRight'],
  'grants/unknown-user': ['TestGrantUserRights', 'TestRevokeUserRights'],
  'grants/grant-race-one-winner': ['RaceConditionGrantRights'],
  'grants/revoke-race-one-winner': ['RaceConditionRevokeRights'],
  'patch/malformed-id': ['InvalidUpdateRequestsInvalidUserIdSyntax'],
  'patch/primary-party': ['UpdatePrimaryPartyUsingNonEmptyValue', ...UPDATES],
  'patch/clears-primary-party': ['UpdatePrimaryPartyUsingEmptyValue'],
  'patch/activation': [
    'UpdateIsDeactivatedUsingNonDefaultValue',
    'UpdateIsDeactivatedUsingTheDefaultValue',
    ...UPDATES,
  ],
  'patch/primary-party-authentication': ['UpdatePrimaryPartyAuthentication'],
  'list/paging-visits-each-once': LAST_PAGE,
  'list/paging-ends': LAST_PAGE,
  'list/paging-while-users-come': ['TestListUsersCreateOrDeleteUserOnPreviousPage'],
  'list/paging-while-users-go': ['TestListUsersCreateOrDeleteUserOnPreviousPage'],
  'list/page-size-clamped': ['TestMaxUsersPageSize'],
  'list/admin-exists': ['TestAdminExists'],
  'list/new-user-on-its-page': ['TestListUsersVisibilityOfNewUserWhenCreatedAndThenDeleted'],
  'list/page-size-zero-means-default': ['TestListUsersRequestPageSizeZero'],
  'list/page-size-negative-rejected': INVALID_LISTS,
  'list/page-token-invalid-rejected': INVALID_LISTS,
};
