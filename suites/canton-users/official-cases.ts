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
  'creation/read-back-agrees': ['TestGetUser'],
  'creation/primary-party-authentication-kept': ['TestPrimaryPartyAuthenticationCreateUser'],
  'duplicate/race-one-winner': ['RaceConditionCreateUsers'],
  'duplicate/rejection-code': CREATION,
  'duplicate/free-after-deletion': CREATION,
  'rights/stored-as-sent': ['TestListUserRights'],
  'rights/too-many-rejected': ['UserManagementUserRightsLimit'],
  'rights/empty-kind-rejected': ['TestGrantTheEmptyRight'],
  'rights/party-malformed-rejected': INVALID_ARGUMENTS,
  'references/primary-party-malformed-rejected': INVALID_ARGUMENTS,
  'references/moved-to-identity-provider': ['UserManagementUpdateUserIdpWithDefaultIdp'],
  'references/move-unknown-identity-provider': ['UserManagementUpdateUserIdpNonExistentIdps'],
  'references/move-from-other-provider-refused': ['UserManagementUpdateUserIdpMismatchedSourceIdp'],
  'references/move-to-the-same-changes-nothing': ['UserManagementUpdateUserIdpSourceAndTargetIdpTheSame'],
  'patch/adds-and-changes-annotations': UPDATES,
  'patch/empty-value-removes': UPDATES,
  'patch/keeps-unrelated': UPDATES,
  'patch/metadata-may-be-missing': ['UpdateUserEvenIfMetadataIsNotSetInUpdateRequest'],
  'patch/unknown-user': ['FailUpdateNonExistentUser'],
  'patch/path-and-body-disagree': ['InvalidUpdateRequestsUserFieldIsUnset'],
  'list/paging-visits-each-once': LAST_PAGE,
  'list/paging-ends': LAST_PAGE,
  'list/paging-while-users-come': ['TestListUsersCreateOrDeleteUserOnPreviousPage'],
  'list/new-user-on-its-page': ['TestListUsersVisibilityOfNewUserWhenCreatedAndThenDeleted'],
  'list/page-size-zero-means-default': ['TestListUsersRequestPageSizeZero'],
  'list/page-size-negative-rejected': INVALID_LISTS,
  'list/page-token-invalid-rejected': INVALID_LISTS,
};
