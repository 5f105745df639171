/**
 * Cases of the official tool about parties, by the id of the requirement that covers them.
 */

const DETAILS = ['PMAllocateWithLocalMetadataAnnotations'];
const UPDATES = ['PMUpdateAllUpdatableFields'];
const LAST_PAGE = ['PMPagedListKnownPartiesReachingTheLastPage'];
const EMPTY_VALUES = ['PMFailToAllocateWhenAnnotationsHaveEmptyValues'];

/** For the requirements that parties and users share; the others name their cases themselves. */
export const partyCases: Readonly<Record<string, readonly string[]>> = {
  'operation/offered': ['PMAllocateWithHint', 'PMAllocateWithoutHint'],
  'allocation/read-back-agrees': [...DETAILS, 'PMGetPartiesDetails', 'PMGetPartiesBoundaryConditions'],
  'allocation/listed-exactly-once': ['PMListKnownParties'],
  'metadata/annotations-echoed': DETAILS,
  'metadata/annotations-read-back': [...DETAILS, 'PMGetPartiesDetails'],
  'metadata/resource-version-given': DETAILS,
  'metadata/empty-value-rejected': EMPTY_VALUES,
  'metadata/rejection-code': EMPTY_VALUES,
  'get/response-schema': ['PMGetPartiesDetails'],
  'patch/adds-and-changes-annotations': UPDATES,
  'patch/empty-value-removes': UPDATES,
  'patch/keeps-unrelated': UPDATES,
  'patch/metadata-may-be-missing': ['UpdatePartyDetailsEvenIfMetadataIsNotSetInUpdateRequest'],
  'patch/is-local-change-rejected': ['PMFailAttemptingToUpdateIsLocal'],
  'patch/is-local-same-accepted': ['PMAllowSpecifyingIsLocalAndDisplayNameIfMatchingTheRealValues'],
  'patch/unknown-party': ['FailUpdateNonExistentParty'],
  'patch/path-and-body-disagree': ['FailingUpdateRequestsWhenPartyDetailsFieldIsUnset'],
  'list/response-schema': ['PMListKnownParties'],
  'list/paging-visits-each-once': LAST_PAGE,
  'list/paging-ends': LAST_PAGE,
  'list/paging-while-parties-come': ['PMPagedListKnownPartiesNewPartyInvisibleOnNextPage'],
  'list/new-party-on-its-page': ['PMPagedListKnownPartiesNewPartyVisibleOnPage'],
  'list/page-size-zero-means-default': ['PMPagedListKnownPartiesZeroPageSize'],
  'list/page-size-negative-rejected': ['PMPagedListKnownPartiesWithInvalidRequest'],
  'list/page-size-above-maximum-rejected': ['PMPagedListKnownPartiesMaxPageSize'],
  'list/page-token-invalid-rejected': ['PMPagedListKnownPartiesWithInvalidRequest'],
  'list/filter': ['PMListFilteredKnownParties'],
};
