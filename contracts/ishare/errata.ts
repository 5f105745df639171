/**
 * Where the pinned texts are wrong about real registries, or contradict each other, and what follows for judging.
 */
import type { ContractIdentity, Erratum } from '../model.ts';
import { documentSha256 } from './schema.ts';

/** The errata of this contract. */
export const ishareErrata: readonly Erratum[] = [
  {
    id: 'ishare/claim-ids-omitted',
    place: 'claimSkeleton.required',
    direction: 'request',
    effect: 'id and registrarId are not required in a request; both are required in an answer',
    source: 'Page "Parties [POST]", request model: both may be omitted, as the registry provides them',
  },
  {
    id: 'ishare/auth-registry-id',
    place: 'authRegistry.required',
    direction: 'request',
    effect: 'id is not required: it is left over from version 2 and collides with the identifier of the claim',
    source: 'OpenAPI 3.0: authRegistry requires id without describing it; the claim identifier may be omitted',
  },
  {
    id: 'ishare/claim-by-type',
    place: 'claim.oneOf',
    direction: 'request',
    effect: 'a claim is judged by the schema that its type selects, never by all nine',
    source: 'OpenAPI 3.0: the discriminator maps type to a schema; without type several branches match',
  },
  {
    id: 'ishare/claim-types-open',
    place: 'claim.discriminator.mapping',
    direction: 'response',
    effect: 'a claim of an unknown type is judged as a bare claim',
    source: 'Claim models page: data spaces may define further claims',
  },
  {
    id: 'ishare/created-201',
    place: 'paths./parties.post.responses',
    direction: 'response',
    effect: '201 is a success besides 200',
    source: 'HTTP response codes page: a POST on a collection answers 201; registries and their clients accept both',
  },
  {
    id: 'ishare/errors-undeclared',
    place: 'paths./parties.post.responses',
    direction: 'response',
    effect: 'any 4xx is a documented refusal, with any body or none',
    source:
      'OpenAPI 3.0 declares no error for this operation; the siblings and older pages use 400, 401, 404 without a body',
  },
  {
    id: 'ishare/token-member-demanded',
    place: 'partyResponse',
    direction: 'response',
    effect: 'the member with the token is demanded although the schema lists no required member',
    source: 'Page "Parties [POST]", response model: equal to the single party answer, which is its token',
  },
  {
    id: 'ishare/capabilities-info-name',
    place: 'jwtPayloadCapabilitiesToken.capabilitiesInfo',
    direction: 'response',
    effect: 'capabilities_info is read as capabilitiesInfo',
    source: 'OpenAPI 3.0: the example payload keeps the name of version 2',
  },
  {
    id: 'ishare/registrar-padded',
    place: 'claimSkeleton.registrarId',
    direction: 'response',
    effect: 'white space around registrarId is ignored under contract',
    source: 'OpenAPI 3.0: every registrarId of the example payload starts with a blank',
  },
  {
    id: 'ishare/page-size-name',
    place: 'paths./parties.get.parameters',
    direction: 'request',
    effect: 'the page size is asked for as pageSize',
    source: 'OpenAPI 3.0: the prose example says size, the parameter is pageSize',
  },
  {
    id: 'ishare/trusted-list-path',
    place: 'paths./trustedList',
    direction: 'request',
    effect: '/trusted_list is tried where /trustedList is not found',
    source: 'The page of this operation says /trusted_list, the OpenAPI document /trustedList',
  },
];

/** The contract as a run pins it. */
export const ishareContract: ContractIdentity = {
  id: 'ishare-participant-registry',
  version: '3.0',
  sha256: documentSha256,
  errata: ishareErrata,
};
