/**
 * The sentences of the page of POST /v2/parties.
 */
import { type CantonClause, clausesOf, DESCRIPTIVE, NEEDS_CALLERS } from './clause.ts';
import { metadataSentences } from './metadata-sentences.ts';

/** The sentences of the page, in its order. */
export const partiesPageSentences: readonly CantonClause[] = clausesOf('canton-post-v2-parties', 'sentence', [
  ['allocates', 'Allocates a new party on a ledger'],
  ['new-party', 'Allocates a new party'],
  [
    'managed-set',
    'adds it to the set managed by the participant',
    { partOf: 'canton-openapi-3.5.6#getV2Parties/listed-once' },
  ],
  ['identifier-suggestion', 'Caller specifies a party identifier suggestion', { partOf: 'identifier-may-differ' }],
  ['identifier-may-differ', 'the actual identifier allocated might be different'],
  ['metadata-stored', 'Caller can specify party metadata that is stored locally'],
  ['identifier-visible-in-response', 'Succeed, in which case the actual allocated identifier is visible'],
  ['fails-with-error', 'Respond with a gRPC error'],
  [
    'kv-ledger-suggestion-unique',
    "daml-on-kv-ledger: suggestion's uniqueness is checked by the validators",
    {
      untested: 'about a ledger of the past; that a used hint may be refused is part of duplicate/refused-or-distinct',
    },
  ],
  ['globally-unique-identifier', 'canton: completely different globally unique identifier is allocated'],
  ['implicit-values', 'Behind the scenes calls to an internal protocol are made', DESCRIPTIVE],
  ['hint-valid-name', 'The party identifier suggestion must be a valid party name'],
  [
    'hint-non-empty',
    'Party names are required to be non-empty US-ASCII strings',
    { untested: 'whether an empty hint is an empty name or none can be read both ways; the reference decides it' },
  ],
  ['hint-ascii', 'US-ASCII strings'],
  ['hint-characters', 'letters, digits, space, colon, minus and underscore'],
  ['hint-control-characters', 'built from letters, digits, space, colon, minus and underscore'],
  ['hint-newline', 'built from letters, digits, space, colon, minus and underscore'],
  ['hint-length', 'limited to 255 chars'],
  ['hint-one-character', 'non-empty'],
  [
    'authorization',
    'Required authorization: HasRight(ParticipantAdmin) OR',
    { untested: 'the rights of an identity provider administrator and of the user itself need callers of those kinds' },
  ],
  [
    'schema/AllocatePartyRequest/partyIdHint/hint',
    'A hint to the participant which party ID to allocate',
    { partOf: 'identifier-may-differ' },
  ],
  ['schema/AllocatePartyRequest/partyIdHint/may-be-ignored', 'It can be ignored', { partOf: 'identifier-may-differ' }],
  ['schema/AllocatePartyRequest/partyIdHint/syntax', 'Must be a valid PartyIdString', { partOf: 'hint-characters' }],
  ['schema/AllocatePartyRequest/optional', 'Optional'],
  ['schema/AllocatePartyRequest/localMetadata/stored', 'Participant-local metadata to be stored in the PartyDetails'],
  [
    'schema/AllocatePartyRequest/identityProviderId/default',
    'If not set, assume the party is managed by the default',
    { untested: 'which provider a party is managed by shows only where others are configured' },
  ],
  ['schema/AllocatePartyRequest/identityProviderId/used', 'The id of the Identity Provider'],
  ['schema/AllocatePartyRequest/synchronizerId/used', 'The synchronizer, on which the party should be allocated'],
  [
    'schema/AllocatePartyRequest/synchronizerId/may-be-omitted',
    'this field may be omitted, if the participant is connected',
    { partOf: 'schema/AllocatePartyRequest/optional' },
  ],
  [
    'schema/AllocatePartyRequest/synchronizerId/must-be-given',
    'Otherwise a synchronizer must be specified',
    { untested: 'needs a node with several synchronizers; the text does not say what happens without' },
  ],
  ['schema/AllocatePartyRequest/userId/act-as', 'The user who will get the act_as rights'],
  ['schema/AllocatePartyRequest/userId/none', 'If set to an empty string (the default), no'],
  [
    'schema/AllocatePartyResponse/partyDetails/sentence',
    'The allocated party details',
    { partOf: 'identifier-visible-in-response' },
  ],
  ['schema/PartyDetails/party/stable', 'The stable unique identifier of a Daml party'],
  ['schema/PartyDetails/party/unique', 'unique identifier of a Daml party'],
  ['schema/PartyDetails/party/syntax', 'Must be a valid PartyIdString'],
  [
    'schema/PartyDetails/isLocal/meaning',
    'true if party is hosted by the participant and',
    { untested: 'who hosts a party cannot be told over this API alone; the reference decides it for own parties' },
  ],
  ['schema/PartyDetails/localMetadata/meaning', 'Participant-local metadata of this party'],
  ['schema/PartyDetails/identityProviderId/meaning', 'Optional, if not set, there could be 3 options', DESCRIPTIVE],
  [
    'schema/PartyDetails/identityProviderId/default',
    'the party is managed by the default identity provider',
    NEEDS_CALLERS,
  ],
  ['schema/PartyDetails/identityProviderId/elsewhere', 'party is not hosted by the participant', NEEDS_CALLERS],
  ['schema/PartyDetails/identityProviderId/outside', "is outside of the user's identity provider", NEEDS_CALLERS],
  ...metadataSentences('schema/AllocatePartyRequest/optional'),
]);
