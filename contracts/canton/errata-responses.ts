/**
 * Errata of the Canton contract about responses. Ids are frozen.
 */
import type { Erratum } from '../model.ts';

/** Errata about responses. */
export const responseErrata: readonly Erratum[] = [
  {
    id: 'canton/nullable-error-members',
    place: 'JsCantonError: every optional member',
    direction: 'response',
    effect: 'null counts as absent',
    source:
      'JsSchema.scala:341-352: the codec renders every key, unset ones as null; OpenAPI 3.0.3 declares no nullable',
  },
  {
    id: 'canton/null-means-absent',
    place: 'every optional member of every response message',
    direction: 'response',
    effect: 'null counts as absent',
    source: 'CirceRelaxedCodec.scala:41-100: an absent protobuf message is rendered as null',
  },
  {
    id: 'canton/json-400',
    place: 'responses.400 of every operation',
    direction: 'response',
    effect: 'a 400 with application/json is judged as the error that `default` documents, not as the text/plain 400',
    source: 'Endpoints.scala:64-80: INVALID_ARGUMENT, FAILED_PRECONDITION and OUT_OF_RANGE map to 400 with a JSON body',
  },
  {
    id: 'canton/routing-not-found-body',
    place: 'responses.default, status 404 of an unknown route',
    direction: 'response',
    effect: 'a 404 body of the form {errors, status, ledgerApiError} is accepted in place of JsCantonError',
    source: 'EndpointsCompanion.scala:75-137, HttpService.scala:138-141',
  },
  {
    id: 'canton/error-resource-type-name',
    place: 'JsCantonError.resources[][0]',
    direction: 'response',
    effect: 'the type of a resource may be written `USER` or `ErrorResource(USER)`',
    source: 'JsSchema.scala:386, ErrorResource.scala:12: a case class is rendered with toString',
  },
  {
    id: 'canton/redacted-errors',
    place: 'JsCantonError of 401, 403 and 500',
    direction: 'response',
    effect: 'code `NA`, errorCategory -1 and no reason are legal; definiteAnswer is null for errors of the gRPC layer',
    source: 'DecodedCantonError.scala:118-125, 142-165',
  },
  {
    id: 'canton/undocumented-transport-statuses',
    place: '405, 406, 413, 414, 431, 501, 503',
    direction: 'response',
    effect:
      'their bodies are plain text or empty and not documented: only the status is asserted where one is provoked',
    source: 'inferred from tapir 1.11.7 and pekko-http 1.1.0; the 20 s limit behind 503 is JsonApiConfig.scala:64',
  },
  {
    id: 'canton/empty-lists-are-normal',
    place: 'GetPartiesResponse.partyDetails, ListKnownPartiesResponse.partyDetails',
    direction: 'response',
    effect: 'the remark "must be non-empty" is not asserted: an empty list is a normal answer',
    source: 'ApiPartyManagementService.scala:161-180',
  },
  {
    id: 'canton/unknown-party-is-no-error',
    place: 'GET /v2/parties/{party}',
    direction: 'response',
    effect:
      'an unknown party gives 200 with an empty list, while an unknown user gives 404: one rule for both is not asserted',
    source: 'ApiPartyManagementService.scala:161-180; UserManagementServiceErrors.scala:96',
  },
  {
    id: 'canton/duplicate-statuses-differ',
    place: 'POST /v2/parties, POST /v2/users',
    direction: 'response',
    effect:
      'an existing hint gives 400 INVALID_ARGUMENT, an existing user 409 USER_ALREADY_EXISTS: one rule is not asserted',
    source: 'ApiPartyManagementService.scala:450-466; UserManagementServiceErrors.scala:139',
  },
  {
    id: 'canton/malformed-user-id-code',
    place: 'the user id in a path',
    direction: 'response',
    effect: 'GET, DELETE and GET rights say INVALID_ARGUMENT, the operations with a body INVALID_FIELD',
    source: 'JsUserManagementService.scala:120-131, 178-188, 199-211, 267-270',
  },
  {
    id: 'canton/malformed-identity-provider-code',
    place: 'identityProviderId',
    direction: 'response',
    effect:
      'a malformed value gives INVALID_TOKEN even without authentication and before the hint is looked at; an unknown one INVALID_ARGUMENT',
    source: 'Authorizer.scala:233-238',
  },
  {
    id: 'canton/page-size-above-maximum',
    place: 'pageSize',
    direction: 'response',
    effect: 'above the maximum parties give an error and users a shortened page',
    source: 'ApiPartyManagementService.scala:207-221; ApiUserManagementService.scala:292-294',
  },
  {
    id: 'canton/list-order',
    place: 'GET /v2/parties, GET /v2/users, arrays of rights',
    direction: 'response',
    effect: 'lists follow the collation of the store and rights come in any order: no order is asserted',
    source: 'inferred for the collation; rights are a Set in ApiUserManagementService.scala',
  },
  {
    id: 'canton/full-last-page',
    place: 'nextPageToken',
    direction: 'response',
    effect: 'a full last page has a token whose page is empty: one empty page at the end is accepted',
    source: 'ApiPartyManagementService.scala:245-248',
  },
  {
    id: 'canton/authentication-may-be-off',
    place: 'security of every operation',
    direction: 'response',
    effect:
      'a node without authentication ignores well-formed tokens and answers 400 on /v2/authenticated-user; an empty or a second Bearer header gives 400 on every node',
    source: 'LedgerApiServer.scala:169, Authorizer.scala:204-210; Endpoints.scala:263-289',
  },
  {
    id: 'canton/foreign-parties-have-no-version',
    place: 'ObjectMeta.resourceVersion',
    direction: 'response',
    effect:
      'a party without a local record has an empty version and no annotations; non-empty is asserted for own parties only',
    source: 'ApiPartyManagementService.scala:1172-1176',
  },
  {
    id: 'canton/texts-are-free',
    place: 'JsCantonError.cause, text of a decode error',
    direction: 'response',
    effect: 'texts hold values of Scala and of libraries: beyond the prefix of a decode error none is asserted',
    source: 'JsPartyManagementService.scala:154-166; Base64StringParserTest.scala',
  },
  {
    id: 'canton/late-success',
    place: 'POST /v2/parties answered with 503, 504 or 409 REQUEST_ALREADY_IN_FLIGHT',
    direction: 'response',
    effect: 'the party may still come into being: such an answer is inconclusive, not a failure',
    source: 'JsonApiConfig.scala:64, CommonErrors.scala:33, 49-60',
  },
  {
    id: 'canton/document-version',
    place: 'info.version',
    direction: 'response',
    effect:
      'the document at tag v3.5.6 calls itself 3.6.0-SNAPSHOT; a node tells its release: the version is read, not asserted',
    source: 'ApiDocsGenerator.scala:55-72',
  },
  {
    id: 'canton/document-media-type',
    place: 'GET /docs/openapi',
    direction: 'response',
    effect: 'the document is served as text/plain outside /v2',
    source: 'JsApiDocsService.scala:25-52',
  },
  {
    id: 'canton/pages-of-different-builds',
    place: 'User.primaryPartyAuthentication',
    direction: 'response',
    effect: 'the member is in the 3.5.6 document but not on the page of POST /v2/users: it belongs to `reference`',
    source: 'published pages: parties of 3.5.6, users of 3.5.0-SNAPSHOT',
  },
];
