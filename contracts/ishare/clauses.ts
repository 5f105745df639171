/**
 * Every sentence, schema constraint, status and media type of the pinned texts that a requirement can cite, and why some
 * are not tested. Rules from pages that are not pinned are `external`.
 */
import type { Clause } from '../model.ts';

const PAGE = 'ishare-post-parties';
const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

type Row = readonly [slug: string, kind: Clause['kind'], quote: string, untested?: string];

const rows = (document: string, list: readonly Row[]): Clause[] =>
  list.map(([slug, kind, quote, untested]) => ({
    id: `${document}#${slug}`,
    document,
    kind,
    quote,
    ...(untested !== undefined && { untested }),
  }));

const page = rows(PAGE, [
  ['creates-a-party', 'sentence', 'can be used to create a new party in the Participant Registry'],
  [
    'optional',
    'sentence',
    'The POST request to the /parties is an OPTIONAL endpoint',
    'decides whether the suite is applicable, which no requirement can',
  ],
  ['bearer', 'security', 'OAuth 2.0 authorization based on bearer token'],
  [
    'as-jwt',
    'sentence',
    'The request must be passed as JWT',
    'contradicts the schema and the example; statement.requestEncoding selects it',
  ],
  ['request-json', 'media-type', 'requestBody application/json'],
  ['id', 'sentence', 'id: Primary identifier (iSHARE-ID) of the party'],
  ['name', 'sentence', 'name: Name of the party'],
  ['also-known-as', 'sentence', 'alsoKnownAs: Array of registered party ids of the party'],
  ['claims', 'sentence', 'claims: Array of claims for the party'],
  [
    'ids-provided-by-registry',
    'sentence',
    'the id and registrarId fields may be omitted, as they will be provided by the Participant Registry',
  ],
  ['minimum-set', 'sentence', 'at minimum the following claims MUST be provided'],
  [
    'certificate-required',
    'sentence',
    'For all roles except for Service Consumer and Entitled Party an x509Certificate claim is required',
  ],
  [
    'exempt-roles',
    'sentence',
    'Service Consumer and Entitled Party MUST either provide a x509Certificate claim or idpAssertion claim',
  ],
  [
    'response-model',
    'sentence',
    'The response will be equal to the response of the GET request for retrieving a single party',
  ],
  [
    'example-request',
    'sentence',
    'Example request',
    'its identifier and its certificate name different organisations, so a registry may refuse it',
  ],
  ['status-200', 'status', '200'],
  ['response-json', 'media-type', 'responses 200 application/json'],
  ['party-token', 'schema', '/components/schemas/partyResponse/properties/partyToken'],
]);

const document = rows(DOCUMENT, [
  ['party', 'schema', '/components/schemas/party'],
  ['party-required', 'schema', '/components/schemas/party/required'],
  ['party-types', 'schema', '/components/schemas/party/properties'],
  [
    'claim-type',
    'schema',
    '/components/schemas/claim/discriminator',
    'another page lets data spaces define further types, so unknown ones are not scored',
  ],
  ['claim-required', 'schema', '/components/schemas/claimSkeleton/required'],
  [
    'claim-id',
    'schema',
    '/components/schemas/claimSkeleton/properties/id: Unique identifier of the claim, must be a UUID',
  ],
  ['claim-status', 'schema', '/components/schemas/claimSkeleton/properties/status'],
  [
    'claim-registrar',
    'schema',
    '/components/schemas/claimSkeleton/properties/registrarId: Identifier of the party who registered the claim',
  ],
  ['claim-dates', 'schema', '/components/schemas/claimSkeleton/properties/startDate: UTC timestamp (RFC3339, ISO8601)'],
  ['compliance', 'schema', '/components/schemas/claimFrameworkCompliance'],
  ['capability-url', 'schema', '/components/schemas/claimFrameworkCompliance capabilityUrl'],
  ['additional-info', 'schema', '/components/schemas/additionalInfo'],
  ['auth-registry', 'schema', '/components/schemas/claimAuthRegistry'],
  ['agreement', 'schema', '/components/schemas/claimFrameworkAgreement'],
  [
    'verification-hash',
    'schema',
    '/components/schemas/agreement/properties/verificationHash: must be calculated using the SHA256 hashing algorithm',
  ],
  ['role', 'schema', '/components/schemas/claimFrameworkRole'],
  ['membership', 'schema', '/components/schemas/claimDataspaceMembership'],
  ['dataspace-agreement', 'schema', '/components/schemas/claimDataspaceAgreement'],
  ['dataspace-role', 'schema', '/components/schemas/claimDataspaceRole'],
  [
    'certificate',
    'schema',
    '/components/schemas/claimX509Certificate: must be a valid certificate issued by a certificate root from the trusted list',
  ],
  [
    'certificate-subject',
    'schema',
    '/components/schemas/claimX509Certificate subjectName as encoded in the X.509 certificate',
  ],
  [
    'certificate-fingerprint',
    'schema',
    '/components/schemas/claimX509Certificate x5t#s256: The SHA256 fingerprint of the certificate',
  ],
  ['certificate-status', 'schema', '/components/schemas/claimX509Certificate status'],
  ['idp-assertion', 'schema', '/components/schemas/claimIdpAssertion'],
  ['jwt-header', 'schema', '/components/schemas/jwt_header'],
  ['jwt-skeleton', 'schema', '/components/schemas/jwtPayloadSkeleton'],
  ['jwt-subject', 'schema', '/components/schemas/jwtPayloadSkeleton/properties/sub: in iSHARE equal to value of iss'],
  ['jwt-audience', 'schema', '/components/schemas/jwtPayloadSkeleton/properties/aud'],
  ['jwt-id', 'schema', '/components/schemas/jwtPayloadSkeleton/properties/jti: a unique identifier for the JWT'],
  ['jwt-times', 'schema', '/components/schemas/jwtPayloadSkeleton/properties/exp: UNIX timestamp (in seconds)'],
  ['party-payload', 'schema', '/components/schemas/jwtPayloadPartyToken'],
  ['token-operation', 'sentence', 'Used to obtain an OAuth access token'],
  ['token-form', 'media-type', 'POST /connect/token application/x-www-form-urlencoded'],
  ['token-grant-type', 'schema', 'grant_type: MUST contain "client_credentials"'],
  ['token-scope', 'schema', 'scope: MUST contain iSHARE scope value'],
  ['token-client-id', 'schema', 'client_id: MUST contain a valid party identifier'],
  ['token-assertion-type', 'schema', 'client_assertion_type: MUST contain the jwt-bearer type'],
  [
    'token-assertion',
    'schema',
    'client_assertion: MUST contain JWT token conform iSHARE specifications, signed by the client',
  ],
  ['token-response', 'schema', '/components/schemas/connectTokenResponse'],
  ['single-party', 'sentence', 'It returns exact participant matched using its ID'],
  ['single-party-id', 'sentence', 'Can be anyone of the party id from id or alsoKnownAs attributes'],
  ['party-list', 'sentence', 'Search for participant information'],
  ['party-list-id', 'schema', "GET /parties id: search by a party's ID"],
  ['party-list-alias', 'schema', 'GET /parties alsoKnownAs'],
  ['party-list-name', 'schema', 'GET /parties name: Can contain a single * as wildcard'],
  ['party-list-claim-filter', 'schema', 'GET /parties claimFilter'],
  ['party-list-pages', 'schema', 'GET /parties page, pageSize: maximum 100'],
  ['party-list-payload', 'schema', '/components/schemas/jwtPayloadPartiesToken'],
  ['party-claims', 'sentence', 'It returns claims for the exact participant matched using its ID'],
  ['trusted-list', 'sentence', 'Used to obtain the list of trusted certificate authorities (roots)'],
  ['trusted-list-security', 'security', 'GET /trustedList: security BearerAuth'],
  ['trusted-list-payload', 'schema', '/components/schemas/jwtPayloadTrustedListToken'],
  ['capabilities', 'sentence', 'should only return the public endpoints if no access token is provided'],
  [
    'capabilities-identifier',
    'sentence',
    'For iSHARE defined services, it must contain the predefined identifier (operationId)',
  ],
  ['capabilities-payload', 'schema', '/components/schemas/jwtPayloadCapabilitiesToken'],
  ['options', 'status', 'OPTIONS /parties 204 with Allow'],
  [
    'patch-party',
    'sentence',
    'Used to partially update information of an iSHARE participant',
    'another operation; nothing that is registered here is changed',
  ],
  ['post-claim', 'sentence', 'Used to create a new claim for a participant', 'another operation'],
  ['patch-claim', 'sentence', 'Used to partially update a specific claim', 'another operation'],
  [
    'get-claim',
    'sentence',
    'Used to obtain a specific claim using its id',
    'the claims of the party show the same data',
  ],
]);

const framework = rows(FRAMEWORK, [
  [
    'certificate-names-the-party',
    'external',
    'Party identification: the identifier of the party is that of its certificate',
  ],
  [
    'certificate-valid',
    'external',
    'Claim models: a certificate is issued under a trusted root, not expired, not revoked',
  ],
  ['identifiers-unique', 'external', 'Party identification: identifiers MUST be unique'],
  ['jwt-lifetime', 'external', 'iSHARE JWT: exp is iat plus 30 seconds'],
  ['jwt-chain', 'external', 'iSHARE JWT: x5c holds the complete chain'],
  [
    'jwt-single-use',
    'external',
    'iSHARE JWT: a server shall not accept one JWT twice',
    'the pinned text on jti says the same, and is tested',
  ],
  ['jwt-single-audience', 'external', 'Client assertion (2.2): exactly one audience'],
  ['no-refresh-tokens', 'external', 'Authentication: no refresh tokens'],
  ['no-store', 'external', 'Caching: no-store and no-cache on what must not be cached; RFC 6749 section 5.1'],
  [
    'status-codes',
    'external',
    'HTTP response codes: 400 for invalid input, 401 without a valid token, 404 for unknown, 409 for existing',
  ],
  ['charset-tolerated', 'external', 'RFC 8259: a charset parameter has no effect'],
]);

/** All clauses of this contract. */
export const ishareClauses: readonly Clause[] = [...page, ...document, ...framework];
