/**
 * Structural clauses of the sibling operations that are decided elsewhere than with the success of their operation: by
 * requirements about a sentence or about the reference product, or not at all.
 */

/** What a structural clause is decided with, or why nothing decides it. */
export type Link = { readonly partOf: string } | { readonly untested: string };

const REFERENCE = 'canton-reference-3.5';
const UPDATED = 'canton-post-v2-parties#schema/ObjectMeta/annotations/add';
const TYPES_ON_CREATION = { untested: 'members of a wrong type are sent to the operation under test only' } as const;
const ANOTHER_PROVIDER = { untested: 'needs another identity provider, whose parties cannot be removed' } as const;

const LEFT_OUT = { untested: 'left out of every update: erratum canton/field-mask-unknown-fields' } as const;

/** By slug in the document of the siblings. An entry for a schema holds for its members, too. */
const LINKS: Readonly<Record<string, Link>> = {
  'getV2Parties/parameter/identity-provider-id': ANOTHER_PROVIDER,
  'getV2Parties/parameter/filter-party': { partOf: `${REFERENCE}#list-filter` },
  'getV2Parties/parameter/pageSize': { partOf: `${REFERENCE}#list-page-size-respected` },
  'getV2Parties/parameter/pageToken': { partOf: 'canton-openapi-3.5.6#getV2Parties/page-token' },
  'getV2PartiesParty/parameter/identity-provider-id': { partOf: `${REFERENCE}#get-other-identity-provider-blinded` },
  'getV2PartiesParty/parameter/parties': { partOf: `${REFERENCE}#get-several-parties` },
  'getV2PartiesParticipant-id/security': {
    untested: 'list, reading and update are asked without a token, this operation is not',
  },
  'patchV2PartiesParty/response-200-media-type': { partOf: 'canton-openapi-3.5.6#patchV2PartiesParty/response-200' },
  'patchV2PartiesParty/parameter/party': { partOf: `${REFERENCE}#patch-path-and-body-disagree` },
  'schema/UpdatePartyDetailsRequest': { partOf: UPDATED },
  'schema/UpdatePartyDetailsRequest/partyDetails': TYPES_ON_CREATION,
  'schema/UpdatePartyDetailsRequest/partyDetails/required': { partOf: `${REFERENCE}#patch-path-and-body-disagree` },
  'schema/UpdatePartyDetailsRequest/updateMask': TYPES_ON_CREATION,
  'schema/UpdatePartyDetailsRequest/updateMask/required': { partOf: `${REFERENCE}#patch-mask-missing-rejected` },
  'schema/UpdatePartyDetailsResponse': { partOf: 'canton-openapi-3.5.6#patchV2PartiesParty/response-200' },
  'schema/FieldMask': { partOf: `${REFERENCE}#patch-mask-selects` },
  'schema/FieldMask/paths': TYPES_ON_CREATION,
  'schema/FieldMask/unknownFields': LEFT_OUT,
  'schema/FieldMask/unknownFields/required': LEFT_OUT,
  'schema/UnknownFieldSet': LEFT_OUT,
  'schema/Map_Int_Field': LEFT_OUT,
  'schema/Field': LEFT_OUT,
};

/** The link of a clause: its own, or that of the schema whose member it is about. */
export function siblingLink(slug: string): Link | undefined {
  const schema = slug.split('/').slice(0, 2).join('/');
  const key = [slug, schema].find((candidate) => Object.hasOwn(LINKS, candidate));
  return key === undefined ? undefined : LINKS[key];
}
