/**
 * The sentences of the page of POST /v2/users.
 */
import { BINDS_CLIENTS, type CantonClause, clausesOf, DESCRIPTIVE, NEEDS_CALLERS } from './clause.ts';
import { metadataSentences } from './metadata-sentences.ts';

const GIVES_ACCESS = {
  untested: 'shows only in what the user may do, with a token of that user, which only the operator can give',
} as const;

/** The sentences of the page, in its order. */
export const usersPageSentences: readonly CantonClause[] = clausesOf('canton-post-v2-users', 'sentence', [
  ['creates', 'Create a new user'],
  ['new-user', 'a new user'],
  ['authorization', 'Required authorization: HasRight(ParticipantAdmin) OR', NEEDS_CALLERS],
  ['schema/CreateUserRequest/user/sentence', 'The user to create'],
  ['schema/CreateUserRequest/user/required-sentence', 'Required', { partOf: 'schema/CreateUserRequest/user/required' }],
  ['schema/CreateUserRequest/rights/assigned', 'The rights to be assigned to the user upon creation'],
  [
    'schema/CreateUserRequest/rights/primary-party',
    'SHOULD include appropriate rights for the user.primary_party',
    BINDS_CLIENTS,
  ],
  ['schema/CreateUserRequest/rights/optional', 'Optional: can be empty'],
  ['schema/CreateUserResponse/user/sentence', 'Created user'],
  ['schema/User/purpose', 'Users are used to dynamically manage the rights', DESCRIPTIVE],
  ['schema/User/stored', 'They are stored and managed per participant node'],
  ['schema/User/id/non-empty', 'which must be a non-empty string'],
  ['schema/User/id/length', 'at most 128 characters'],
  ['schema/User/id/characters', 'either alphanumeric ASCII characters or one of the symbols'],
  ['schema/User/primaryParty/meaning', 'The primary party as which this user reads and acts', GIVES_ACCESS],
  ['schema/User/primaryParty/stored', 'The primary party'],
  ['schema/User/primaryParty/clients-should-set', 'Ledger API clients SHOULD set this field', BINDS_CLIENTS],
  ['schema/User/primaryParty/administrators', 'Users for participant administrators MAY have', DESCRIPTIVE],
  ['schema/User/primaryParty/modifiable', 'Modifiable'],
  ['schema/User/isDeactivated/denied', 'When set, then the user is denied all access'],
  ['schema/User/isDeactivated/access', 'Otherwise, the user has access'],
  ['schema/User/isDeactivated/stored', 'When set'],
  ['schema/User/isDeactivated/modifiable', 'Modifiable'],
  ['schema/User/metadata/meaning', 'The metadata of this user'],
  ['schema/User/metadata/version-tracks-user', 'metadata.resource_version tracks changes to the properties'],
  [
    'schema/User/metadata/version-not-rights',
    "and not the user's rights",
    { partOf: 'canton-openapi-3.5.6#postV2UsersUser-idRights/version-kept' },
  ],
  ['schema/User/metadata/modifiable', 'Modifiable', { partOf: 'schema/ObjectMeta/annotations/add' }],
  ['schema/User/identityProviderId/meaning', 'The ID of the identity provider configured'],
  [
    'schema/User/identityProviderId/default',
    'If not set, assume the user is managed by',
    { untested: 'which provider a user is managed by shows only where others are configured' },
  ],
  ['schema/User/optional', 'Optional'],
  ['schema/Right/meaning', 'A right granted to a user', { partOf: 'schema/CreateUserRequest/rights/assigned' }],
  ['schema/Kind/required', 'Required'],
  ['schema/Kind/one-of', 'oneOf'],
  ['schema/CanActAs1/party/meaning', 'The right to authorize commands for this party', GIVES_ACCESS],
  ['schema/CanExecuteAs1/party/meaning', 'The right to prepare and execute submissions as', GIVES_ACCESS],
  ['schema/CanExecuteAs1/party/no-reads', 'does not entitle the user to perform any reads', GIVES_ACCESS],
  ['schema/CanExecuteAs1/party/read-as', 'a separate ReadAs right must be added', BINDS_CLIENTS],
  ['schema/CanExecuteAs1/party/implied', 'also implicitly contained in the CanActAs right', GIVES_ACCESS],
  ['schema/CanReadAs1/party/meaning', 'The right to read ledger data visible', GIVES_ACCESS],
  ['schema/CanExecuteAsAnyParty/meaning', 'to prepare and execute transactions as any party', GIVES_ACCESS],
  ['schema/CanExecuteAsAnyParty/utility', 'Its utility is predominantly for users that perform', DESCRIPTIVE],
  ['schema/CanReadAsAnyParty/meaning', "The rights of a participant's super reader", GIVES_ACCESS],
  ['schema/CanReadAsAnyParty/utility', 'Its utility is predominantly for feeding external tools', DESCRIPTIVE],
  ['schema/IdentityProviderAdmin/meaning', 'The right to administer the identity provider', GIVES_ACCESS],
  ['schema/IdentityProviderAdmin/scope', 'It means, being able to manage users and parties', GIVES_ACCESS],
  ['schema/ParticipantAdmin/meaning', 'The right to administer the participant node'],
  ...metadataSentences('schema/User/optional'),
]);
