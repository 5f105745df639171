/**
 * The sentences of the sibling operations that the suites use.
 */
import { BINDS_CLIENTS, type CantonClause, clausesOf, DESCRIPTIVE, type Entry, NEEDS_CALLERS } from './clause.ts';

const NOT_USED = { untested: 'not among the things that the suites look at' } as const;
const LIMITS_BY_CONFIGURATION = {
  untested: 'a limit of the configuration; the reference decides what happens above it',
} as const;
const NON_EMPTY_REMARK = {
  untested: 'an empty list is a normal answer: erratum canton/empty-lists-are-normal',
} as const;

const REFERENCE = 'canton-reference-3.5';
const PARTIES_PAGE = 'canton-post-v2-parties';

const PARTIES: readonly Entry[] = [
  ['getV2Parties/known-parties', 'List the parties known by the participant', { partOf: 'getV2Parties/listed-once' }],
  [
    'getV2Parties/elsewhere',
    'parties whose ledger access is facilitated by',
    { untested: 'needs a second participant' },
  ],
  ['getV2Parties/listed-once', 'The details of all Daml parties known'],
  ['getV2Parties/non-empty', 'Required: must be non-empty', NON_EMPTY_REMARK],
  [
    'getV2Parties/page-size',
    'maximum number of elements in a returned page',
    { partOf: `${REFERENCE}#list-page-size-respected` },
  ],
  ['getV2Parties/page-token', 'token - to continue results from a given page'],
  ['getV2Parties/first-page', 'leave empty to start from the beginning', { partOf: 'getV2Parties/page-token' }],
  ['getV2Parties/last-page', 'Empty, if there are no further results'],
  [
    'getV2PartiesParticipant-id/identifier',
    'Return the identifier of the participant',
    { partOf: 'getV2PartiesParticipant-id/response-200' },
  ],
  [
    'getV2PartiesParticipant-id/replicas',
    'All horizontally scaled replicas should return',
    { untested: 'needs several replicas' },
  ],
  [
    'getV2PartiesParticipant-id/kv-ledger',
    'daml-on-kv-ledger: returns an identifier supplied',
    { untested: 'historical' },
  ],
  ['getV2PartiesParticipant-id/unique', 'SHOULD be globally unique', { untested: 'one target cannot show it' }],
  [
    'getV2PartiesParticipant-id/syntax',
    'Must be a valid ParticipantIdStrings',
    { partOf: 'getV2PartiesParticipant-id/identifier' },
  ],
  [
    'getV2PartiesParty/details',
    'Get the party details of the given parties',
    { partOf: `${PARTIES_PAGE}#identifier-visible-in-response` },
  ],
  ['getV2PartiesParty/known-only', 'Only known parties will be returned'],
  ['getV2PartiesParty/order', 'may not be in the same order as requested', DESCRIPTIVE],
  ['getV2PartiesParty/non-empty', 'Required: must be non-empty', NON_EMPTY_REMARK],
  ['patchV2PartiesParty/updates', 'Update selected modifiable participant-local attributes'],
  ['patchV2PartiesParty/selected', 'Update selected', { partOf: `${REFERENCE}#patch-mask-selects` }],
  ['patchV2PartiesParty/local-parties', 'Can update the participant', { partOf: 'patchV2PartiesParty/updates' }],
  ['patchV2PartiesParty/authorization', 'Required authorization: HasRight(ParticipantAdmin) OR'],
  ['patchV2PartiesParty/response', 'Updated party details', { partOf: 'patchV2PartiesParty/response-200' }],
  [
    'patchV2PartiesParty/mask',
    'An update mask specifies how and which properties',
    { partOf: `${REFERENCE}#patch-mask-selects` },
  ],
  ['patchV2PartiesParty/mask-paths', 'An update mask consists of a set', { partOf: 'patchV2PartiesParty/mask' }],
  [
    'patchV2PartiesParty/mask-valid-path',
    'A valid update path points to a field',
    { partOf: 'patchV2PartiesParty/mask' },
  ],
  [
    'patchV2PartiesParty/mask-non-empty',
    'contain at least one update path',
    { partOf: `${REFERENCE}#patch-mask-empty-rejected` },
  ],
  [
    'patchV2PartiesParty/mask-only-valid',
    'contain only valid update paths',
    { partOf: `${REFERENCE}#patch-mask-unknown-rejected` },
  ],
  ['patchV2PartiesParty/modifiable', 'Fields that can be updated are marked', DESCRIPTIVE],
  [
    'patchV2PartiesParty/mask-identity-and-version',
    'can also point to non-Modifiable fields such as',
    { partOf: `${REFERENCE}#patch-mask-may-name-id-and-version` },
  ],
  [
    'patchV2PartiesParty/mask-is-local',
    'as long as the values provided in the update',
    { partOf: `${REFERENCE}#patch-is-local-same-accepted` },
  ],
  ['patchV2PartiesParty/mask-examples', "'local_metadata.annotations', 'local_metadata'"],
  ['patchV2PartiesParty/key-rules', 'Keys are composed of an optional prefix segment'],
  ['patchV2PartiesParty/size', 'The total size over all keys and values'],
];

const USERS: readonly Entry[] = [
  ['getV2Users/all', 'List all existing users'],
  [
    'getV2Users/page-size',
    'maximum number of elements in a returned page',
    { partOf: `${REFERENCE}#users-list-page-size-respected` },
  ],
  ['getV2Users/page-token', 'token - to continue results from a given page'],
  ['getV2Users/first-page', 'leave empty to start from the beginning', { partOf: 'getV2Users/page-token' }],
  ['getV2Users/subset', 'A subset of users of the participant node', { partOf: 'getV2Users/all' }],
  ['getV2Users/last-page', 'Empty, if there are no further results'],
  ['getV2UsersUser-id/user', 'Get the user data of a specific user'],
  ['getV2UsersUser-id/or-authenticated', 'or the authenticated user', { partOf: 'getV2Authenticated-user/user' }],
  ['getV2Authenticated-user/user', 'Get the user data of the current authenticated', NEEDS_CALLERS],
  ['deleteV2UsersUser-id/deletes', 'Delete an existing user'],
  ['deleteV2UsersUser-id/rights', 'and all its rights'],
  ['patchV2UsersUser-id/updates', 'Update selected modifiable attribute of a user'],
  ['patchV2UsersUser-id/selected', 'Update selected', { partOf: `${REFERENCE}#users-patch-mask-selects` }],
  ['patchV2UsersUser-id/authorization', 'Required authorization: HasRight(ParticipantAdmin) OR'],
  ['patchV2UsersUser-id/response', 'Updated user', { partOf: 'patchV2UsersUser-id/response-200' }],
  [
    'patchV2UsersUser-id/mask',
    'An update mask specifies how and which properties',
    { partOf: `${REFERENCE}#users-patch-mask-selects` },
  ],
  ['patchV2UsersUser-id/mask-paths', 'An update mask consists of a set', { partOf: 'patchV2UsersUser-id/mask' }],
  [
    'patchV2UsersUser-id/mask-valid-path',
    'A valid update path points to a field',
    { partOf: 'patchV2UsersUser-id/mask' },
  ],
  [
    'patchV2UsersUser-id/mask-non-empty',
    'contain at least one update path',
    { partOf: `${REFERENCE}#users-patch-mask-empty-rejected` },
  ],
  [
    'patchV2UsersUser-id/mask-only-valid',
    'contain only valid update paths',
    { partOf: `${REFERENCE}#users-patch-mask-unknown-rejected` },
  ],
  ['patchV2UsersUser-id/modifiable', 'Fields that can be updated are marked', DESCRIPTIVE],
  [
    'patchV2UsersUser-id/mask-identity-and-version',
    'can also point to a non-Modifiable fields',
    { partOf: `${REFERENCE}#users-patch-mask-may-name-id-and-version` },
  ],
  ['patchV2UsersUser-id/mask-examples', "'primary_party', 'metadata', 'metadata.annotations'"],
  ['patchV2UsersUser-id/key-rules', 'Keys are composed of an optional prefix segment'],
  ['patchV2UsersUser-id/size', 'The total size over all keys and values'],
  ['getV2UsersUser-idRights/all', 'List the set of all rights granted'],
  ['getV2UsersUser-idRights/set', 'the set of all rights'],
  ['postV2UsersUser-idRights/grants', 'Grant rights to a user'],
  ['postV2UsersUser-idRights/version-kept', 'does not affect the resource version'],
  ['postV2UsersUser-idRights/newly-granted', 'The rights that were newly granted'],
  ['postV2UsersUser-idRights/adds', 'Add the rights to the set of rights'],
  ['postV2UsersUser-idRights/may-be-empty', 'Optional: can be empty'],
  [
    'postV2UsersUser-idRights/authorization',
    'Required authorization: HasRight(ParticipantAdmin) OR',
    { partOf: 'patchV2UsersUser-id/authorization' },
  ],
  ['patchV2UsersUser-idRights/revokes', 'Revoke rights from a user'],
  [
    'patchV2UsersUser-idRights/version-kept',
    'does not affect the resource version',
    { partOf: 'postV2UsersUser-idRights/version-kept' },
  ],
  ['patchV2UsersUser-idRights/newly-revoked', 'The rights that were actually revoked'],
  [
    'patchV2UsersUser-idRights/removes',
    'Remove the rights from the set',
    { partOf: 'patchV2UsersUser-idRights/revokes' },
  ],
  [
    'patchV2UsersUser-idRights/may-be-empty',
    'Optional: can be empty',
    { partOf: 'postV2UsersUser-idRights/may-be-empty' },
  ],
  [
    'patchV2UsersUser-idRights/authorization',
    'Required authorization: HasRight(ParticipantAdmin) OR',
    { partOf: 'patchV2UsersUser-id/authorization' },
  ],
  [
    'schema/User/primaryPartyAuthentication/meaning',
    'the user may authenticate against the Ledger API by',
    { untested: 'not on the pinned page of users; whether it is kept belongs to the reference' },
  ],
];

const NODE: readonly Entry[] = [
  ['getV2Version/version', 'Read the Ledger API version', NOT_USED],
  ['getV2Version/features', 'Daml applications CAN use the feature descriptor', BINDS_CLIENTS],
  ['getV2Version/experimental', 'Daml applications SHOULD not depend on these', BINDS_CLIENTS],
  ['getV2Version/user-management', 'If set, then the Ledger API server supports user', DESCRIPTIVE],
  ['getV2Version/party-management', 'If set, then the Ledger API server supports party', DESCRIPTIVE],
  ['getV2Version/offset-checkpoint', 'It contains the timeouts related to', NOT_USED],
  ['getV2Version/packages', 'If set, then the Ledger API server supports package', NOT_USED],
  ['getV2Version/rights-per-user', 'Servers MUST support at least 100 rights'],
  ['getV2Version/users-per-page', 'Servers MUST support at least a 100 users'],
  ['getV2Version/rights-no-limit', 'A value of 0 means that the server', LIMITS_BY_CONFIGURATION],
  ['getV2Version/users-no-limit', 'no page size limit', LIMITS_BY_CONFIGURATION],
  ['getV2Version/parties-per-page', 'The maximum number of parties the server can', LIMITS_BY_CONFIGURATION],
  ['getLivez/alive', 'Checks if the service is alive', NOT_USED],
  ['getReadyz/ready', 'Checks if the service is ready to serve', NOT_USED],
];

/** The sentences of the sibling operations, in the order of the document. */
export const siblingSentences: readonly CantonClause[] = clausesOf('canton-openapi-3.5.6', 'sentence', [
  ...PARTIES,
  ...USERS,
  ...NODE,
]);
