/**
 * What is known of the reference product only (Canton 3.5), and rules of HTTP and JSON: external clauses. They decide
 * nothing under `contract`.
 */
import { type CantonClause, clausesOf, type Entry } from './clause.ts';

const OPERATION: readonly Entry[] = [
  ['empty-strings-mean-not-set', 'an empty optional string equals omission'],
  ['null-metadata-accepted', 'null for metadata equals omission'],
  ['missing-members-are-defaulted', 'missing members take the default of their type'],
  ['unknown-members-ignored', 'unknown members are ignored at every level'],
  ['content-type-not-enforced', 'the content type of a request is ignored'],
  ['unacceptable-accept-refused', '406 before any side effect'],
  ['wrong-method-refused', '405 for a known path'],
  ['decode-error-form', '400 text/plain, beginning with "Invalid value for: "'],
  ['byte-order-mark-rejected', 'a byte order mark is no JSON'],
];

const ALLOCATION: readonly Entry[] = [
  ['identifier-form', '<name>::1220<64 hexadecimal digits>'],
  ['one-namespace', "every local party carries the participant's namespace"],
  ['is-local', 'an allocated party is local'],
  ['identity-provider-default', 'identityProviderId is empty for the default provider'],
  ['generated-name', 'party-<random UUID> without a hint'],
  ['hint-kept-verbatim', 'the hint is the beginning of the identifier'],
  ['hint-over-185-rejected', 'a hint has at most 185 characters'],
  ['hint-reserved-delimiter-rejected', '"::" is reserved'],
  ['hint-rejection-code', '400 INVALID_ARGUMENT for a bad hint'],
  ['duplicate-rejection-code', '400 INVALID_ARGUMENT for an existing hint'],
  ['duplicate-race-one-winner', 'of concurrent allocations of a hint one succeeds'],
  ['annotations-exact', 'annotations are echoed as sent'],
  ['metadata-rejection-code', '400 INVALID_ARGUMENT for bad metadata'],
  ['identity-provider-malformed', '400 INVALID_TOKEN'],
  ['identity-provider-unknown', '400 INVALID_ARGUMENT'],
  ['synchronizer-malformed', '400 INVALID_FIELD synchronizer_id'],
  ['synchronizer-unknown', '400 NOT_CONNECTED_TO_SYNCHRONIZER'],
  ['user-malformed', '400 INVALID_FIELD user_id'],
  ['user-unknown', '404 USER_NOT_FOUND'],
  ['user-unknown-leaves-hint-free', 'a failed check of the user leaves the hint free'],
  ['user-granted-nothing-else', 'the user gets CanActAs only'],
];

const ERRORS: readonly Entry[] = [
  ['error-ten-members', 'every member of JsCantonError is rendered'],
  ['error-members-agree', 'category, gRPC code and HTTP status follow the code'],
  ['error-resource-named', 'resources names what was not found'],
  ['error-no-stack-trace', 'internal errors are redacted'],
  ['authentication-status-and-body', '401 with code NA and gRPC code 16, 403 with 7'],
  ['authentication-unknown-user', '403 NA for a token of an unknown user'],
  ['authentication-empty-bearer', '400 text for an empty bearer token'],
];

const READING: readonly Entry[] = [
  ['get-unknown-party-empty', '200 with an empty list for an unknown party'],
  ['get-malformed-party-rejected', '400 INVALID_ARGUMENT for a malformed party'],
  ['get-several-parties', 'path and query are united, each party once'],
  ['get-other-identity-provider-blinded', 'a party of another provider is shown blinded'],
  ['list-paging-while-parties-come', 'a page does not move when earlier parties come'],
  ['list-new-party-on-its-page', 'a new party shows on its page at once'],
  ['list-page-size-respected', 'a page has at most pageSize entries'],
  ['list-page-size-zero-means-default', '0 means the maximum of the server'],
  ['list-page-size-negative-rejected', '400 INVALID_ARGUMENT for a negative pageSize'],
  ['list-page-size-above-maximum-rejected', '400 INVALID_ARGUMENT above maxPartiesPageSize'],
  ['list-page-size-not-a-number-rejected', '400 text for a pageSize that is no number'],
  ['list-page-token-invalid-rejected', '400 INVALID_ARGUMENT for an invalid token'],
  ['list-filter', 'filter-party takes a beginning or an identifier'],
];

const UPDATES: readonly Entry[] = [
  ['patch-empty-map-changes-nothing', 'annotations are merged, an empty map changes nothing'],
  ['patch-stale-version-code', '409 CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED'],
  ['patch-version-not-a-number-rejected', '400 INVALID_FIELD for a version that is no number'],
  ['patch-mask-empty-rejected', 'INVALID_PARTY_DETAILS_UPDATE_REQUEST for an empty mask'],
  ['patch-mask-duplicate-rejected', 'INVALID_PARTY_DETAILS_UPDATE_REQUEST for a path given twice'],
  ['patch-mask-unknown-rejected', 'INVALID_PARTY_DETAILS_UPDATE_REQUEST for an unknown path'],
  ['patch-mask-missing-rejected', 'MISSING_FIELD update_mask'],
  ['patch-mask-selects', 'what the mask leaves out is not changed'],
  ['patch-mask-may-name-id-and-version', 'identifier and version may be in the mask'],
  ['patch-metadata-may-be-missing', 'a mask without metadata in the body changes nothing'],
  ['patch-is-local-change-rejected', 'INVALID_PARTY_DETAILS_UPDATE_REQUEST for another is_local'],
  ['patch-is-local-same-accepted', 'the same is_local is accepted'],
  ['patch-unknown-party', '404 PARTY_NOT_FOUND'],
  ['patch-path-and-body-disagree', '400 INVALID_ARGUMENT when path and body disagree'],
  [
    'patch-size-code',
    '400 INVALID_ARGUMENT for one oversize request',
    { untested: 'the code of oversize metadata is asserted on creation only' },
  ],
  ['patch-merged-size-limit', 'MAX_PARTY_DETAILS_ANNOTATIONS_SIZE_EXCEEDED for a merge'],
  ['patch-removed-key-rules', 'keys that are to be removed follow the rules too'],
  ['patch-deletions-do-not-count', 'entries with empty value do not count'],
  ['patch-concurrent-merges-keep-all', 'concurrent merges lose nothing'],
];

const USERS: readonly Entry[] = [
  ['users-create-defaults', 'missing members of a new user are defaulted'],
  ['users-create-rights-not-echoed', 'rights are not in the response'],
  ['users-create-rights-as-a-set', 'equal rights count once'],
  ['users-create-unknown-party-in-rights', 'rights may name unknown parties for an administrator'],
  ['users-create-primary-party-format-only', 'the primary party need not exist'],
  ['users-create-missing-user-code', 'MISSING_FIELD user'],
  ['users-create-missing-id-code', 'MISSING_FIELD id'],
  ['users-create-id-code', '400 INVALID_FIELD for a malformed id'],
  ['users-create-primary-party-code', '400 INVALID_ARGUMENT for a malformed primary party'],
  ['users-create-right-party-code', '400 INVALID_ARGUMENT for a malformed party in a right'],
  ['users-create-empty-right-code', '400 INVALID_ARGUMENT for a right without kind'],
  ['users-create-too-many-rights', '400 TOO_MANY_USER_RIGHTS, nothing created'],
  ['users-create-metadata-code', '400 INVALID_ARGUMENT for bad metadata'],
  ['users-create-identity-provider-malformed', '400 INVALID_TOKEN'],
  ['users-create-identity-provider-unknown', '400 INVALID_ARGUMENT'],
  ['users-create-primary-party-authentication', 'primaryPartyAuthentication is kept'],
  ['users-duplicate-code', '409 USER_ALREADY_EXISTS'],
  ['users-race-one-winner', 'of concurrent creations of an id one succeeds'],
  ['users-admin-exists', 'participant_admin exists with its right'],
  ['users-get-unknown', '404 USER_NOT_FOUND'],
  ['users-get-malformed', '400 INVALID_ARGUMENT for a malformed id in the path'],
  ['users-delete-empty-object', 'a deletion answers {}'],
  ['users-delete-unknown', '404 USER_NOT_FOUND, also the second time'],
  ['users-rights-unknown-user', '404 USER_NOT_FOUND'],
  ['users-rights-granted-again', 'what is granted already is not newly granted'],
  ['users-rights-path-and-body-disagree', '400 INVALID_ARGUMENT'],
  ['users-rights-malformed-user', '400 INVALID_FIELD user_id'],
  ['users-rights-race', 'concurrent grants and revocations have one effective winner'],
  ['users-list-page-size-clamped', 'above the maximum the page is shortened'],
  ['users-list-page-size-zero-means-default', '0 means the maximum of the server'],
  ['users-list-page-size-negative-rejected', '400 INVALID_ARGUMENT'],
  ['users-list-page-size-not-a-number-rejected', '400 text'],
  ['users-list-page-token-invalid-rejected', '400 INVALID_ARGUMENT'],
  ['users-list-new-user-on-its-page', 'a new user shows on its page at once'],
  ['users-list-paging-while-users-come', 'a page does not move when earlier users come'],
  ['users-patch-clears-primary-party', 'an empty primary_party in the mask clears it'],
  ['users-patch-mask-empty-rejected', 'INVALID_USER_UPDATE_REQUEST'],
  ['users-patch-mask-duplicate-rejected', 'INVALID_USER_UPDATE_REQUEST'],
  ['users-patch-mask-unknown-rejected', 'INVALID_USER_UPDATE_REQUEST'],
  ['users-patch-mask-missing-rejected', 'MISSING_FIELD update_mask'],
  ['users-patch-mask-selects', 'what the mask leaves out is not changed'],
  ['users-patch-metadata-may-be-missing', 'a mask without metadata in the body changes nothing'],
  ['users-patch-empty-map-changes-nothing', 'annotations are merged'],
  ['users-patch-stale-version-code', '409 CONCURRENT_USER_UPDATE_DETECTED'],
  ['users-patch-version-not-a-number-rejected', '400 INVALID_FIELD'],
  ['users-patch-unknown-user', '404 USER_NOT_FOUND'],
  ['users-patch-malformed-id', '400 INVALID_FIELD user.id'],
  ['users-patch-path-and-body-disagree', '400 INVALID_ARGUMENT'],
  ['users-patch-merged-size-limit', 'MAX_USER_ANNOTATIONS_SIZE_EXCEEDED for a merge'],
  ['users-patch-deletions-do-not-count', 'entries with empty value do not count'],
  ['users-patch-concurrent-merges-keep-all', 'concurrent merges lose nothing'],
];

/** What the reference product does. */
export const referenceClauses: readonly CantonClause[] = clausesOf('canton-reference-3.5', 'external', [
  ...OPERATION,
  ...ALLOCATION,
  ...ERRORS,
  ...READING,
  ...UPDATES,
  ...USERS,
]);

/** Rules of HTTP and JSON that the texts build on. */
export const rfcClauses: readonly CantonClause[] = clausesOf('rfc', 'external', [
  ['json-equality', 'RFC 8259: spellings of one JSON value mean the same'],
  [
    'json-grammar',
    'RFC 8259, section 2: what is no JSON text',
    { partOf: 'canton-post-v2-parties#request-media-type' },
  ],
  ['media-type-parameters', 'RFC 9110, section 8.3.1: parameters of a media type'],
  ['chunked', 'RFC 9112, section 7.1: a recipient must parse chunked'],
]);
