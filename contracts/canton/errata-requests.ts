/**
 * Errata of the Canton contract about requests. Ids are frozen.
 */
import type { Erratum } from '../model.ts';

/** Errata about requests. */
export const requestErrata: readonly Erratum[] = [
  {
    id: 'canton/required-members-refused-as-errors',
    place: 'user, user.id, userId, partyDetails, updateMask, PartyDetails.party, Right.*.party',
    direction: 'request',
    effect: 'their absence is refused with a JsCantonError, not with the text/plain 400',
    source: 'CirceRelaxedCodec.scala:49-90: missing keys are filled with defaults before the server looks',
  },
  {
    id: 'canton/field-mask-unknown-fields',
    place: 'FieldMask.unknownFields',
    direction: 'request',
    effect: 'declared as required, may be left out',
    source: 'CirceRelaxedCodec.scala:49-90',
  },
  {
    id: 'canton/unknown-members-ignored',
    place: 'every request object',
    direction: 'request',
    effect: 'members that the schema does not name are ignored; the text does not say so: not scored under `contract`',
    source: 'JsSchema.scala:56-59: strictDecoding is off',
  },
  {
    id: 'canton/two-kinds-in-one-right',
    place: 'Right.kind',
    direction: 'request',
    effect: 'violates the one-of, is accepted by the server and sent by official examples: not scored',
    source: 'inferred; examples 09-json-api/utils.sh and user.ts',
  },
  {
    id: 'canton/null-metadata-accepted',
    place: 'AllocatePartyRequest.localMetadata, User.metadata, PartyDetails.localMetadata',
    direction: 'request',
    effect: 'null is accepted although the schema has no nullable: not scored under `contract`',
    source: 'json-api/index.rst:927-951, 967-1007: the official examples send it',
  },
  {
    id: 'canton/empty-string-means-absent',
    place: 'optional strings of requests',
    direction: 'request',
    effect:
      'the empty string counts as not given; only userId says so in the text: others are not scored under `contract`',
    source: 'ApiPartyManagementService.scala:277-280; protobuf defaults',
  },
  {
    id: 'canton/hint-length',
    place: 'AllocatePartyRequest.partyIdHint',
    direction: 'request',
    effect:
      'the text limits a party name to 255 characters, which the namespace is part of; Canton refuses hints from 186 on: 186 to 255 is not scored under `contract`',
    source: 'Identifier.scala:89-113',
  },
  {
    id: 'canton/hint-delimiter',
    place: 'AllocatePartyRequest.partyIdHint',
    direction: 'request',
    effect:
      'the text allows `::` inside and Canton refuses it: not scored under `contract`; a colon at the end is never scored, its identifier cannot be read again',
    source: 'Identifier.scala:89-113; inferred from Identifier.scala:144-164 for the end',
  },
  {
    id: 'canton/annotation-size-unit',
    place: 'ObjectMeta.annotations',
    direction: 'request',
    effect: '256kb may mean 256,000 or 262,144 bytes: the zone between is not scored under `contract`',
    source: 'ResourceAnnotationValidator.scala:14-140',
  },
  {
    id: 'canton/annotation-key-trailing-slash',
    place: 'ObjectMeta.annotations',
    direction: 'request',
    effect: 'slashes at the end of a key are dropped before it is checked: `a/` is not scored',
    source: 'ResourceAnnotationValidator.scala:14-140',
  },
  {
    id: 'canton/annotation-key-prefix-is-lenient',
    place: 'ObjectMeta.annotations',
    direction: 'request',
    effect: 'upper case and labels above 63 characters pass as a DNS subdomain: not scored under `contract`',
    source: 'ResourceAnnotationValidator.scala:14-140',
  },
  {
    id: 'canton/lenient-http',
    place: 'every request',
    direction: 'request',
    effect:
      'content type is not enforced, HEAD and trailing slashes work, duplicate keys, byte order marks and invalid UTF-8 are left to the library: none decides under `contract`',
    source: 'inferred from tapir 1.11.7, pekko-http 1.1.0 and circe 0.14.9',
  },
  {
    id: 'canton/not-acceptable-after-decoding',
    place: 'Accept',
    direction: 'request',
    effect: 'the body is decoded before 406 is decided, and an Accept that cannot be parsed is ignored',
    source: 'inferred from tapir 1.11.7',
  },
  {
    id: 'canton/websocket-token',
    place: 'securitySchemes.apiKeyAuth',
    direction: 'request',
    effect: 'plain requests take a token from Sec-WebSocket-Protocol, too: such a request is not without a token',
    source: 'Endpoints.scala:263-289',
  },
  {
    id: 'canton/default-identity-provider-only',
    place: 'GET /v2/users, DELETE /v2/users/{user-id}, GET /v2/users/{user-id}/rights',
    direction: 'request',
    effect: 'have no identity provider: users of another one cannot be reached there',
    source: 'JsUserManagementService.scala:294-298, 326-330, 348-353',
  },
  {
    id: 'canton/filter-limits',
    place: 'filter-party',
    direction: 'request',
    effect:
      'takes at most 185 characters, so no full identifier whose hint is longer than 115, and `_` stands for any character: filters are sent within that',
    source: 'ApiPartyManagementService.scala:183-195; inferred for the wildcard',
  },
  {
    id: 'canton/historical-sentences',
    place: 'POST /v2/parties, daml-on-kv-ledger and "completely different" identifier',
    direction: 'request',
    effect: 'describe ledgers of the past; "gRPC error" means a JSON error here: not asserted',
    source: 'ApiPartyManagementService.scala:277-280: Canton keeps the hint as the beginning of the identifier',
  },
  {
    id: 'canton/parties-are-permanent',
    place: 'POST /v2/parties',
    direction: 'request',
    effect: 'no operation removes a party: few are created, under fresh names',
    source: 'JsPartyManagementService.scala: no such endpoint',
  },
];
