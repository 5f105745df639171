/**
 * Answers of real nodes, as the official documentation and tests show them: a judge that finds fault with one is wrong.
 */
import { describe, expect, it } from 'vitest';
import { judgeRequestBody } from '../../../contracts/canton/request-oracle.ts';
import { loadContract } from '../../../contracts/contract.ts';
import { createJudge } from '../../../contracts/judge.ts';
import { jsonResponse, textResponse } from '../response.ts';

const contract = loadContract('canton');
const FINGERPRINT = '122099e6b7c92e12eb026f483f59a73e48149dc6e630a4f4f8fb95b8d269219b356c';
const meta = (resourceVersion: string) => ({ resourceVersion, annotations: {} });
const party = (name: string, version = '0') => ({
  party: `${name}::${FINGERPRINT}`,
  isLocal: true,
  localMetadata: meta(version),
  identityProviderId: '',
});
const user = (id: string) => ({
  id,
  primaryParty: '',
  isDeactivated: false,
  metadata: meta('0'),
  identityProviderId: '',
});
const admin = { kind: { ParticipantAdmin: { value: {} } } };
const actAs = { kind: { CanActAs: { value: { party: `Bob::${FINGERPRINT}` } } } };
const version = {
  version: '3.5.6',
  features: {
    experimental: { staticTime: { supported: false }, commandInspectionService: { supported: true } },
    userManagement: { supported: true, maxRightsPerUser: 1000, maxUsersPageSize: 1000 },
    partyManagement: { maxPartiesPageSize: 10000 },
    offsetCheckpoint: { maxOffsetCheckpointEmissionDelay: { seconds: 75, nanos: 0, unknownFields: { fields: {} } } },
    packageFeature: { maxVettedPackagesPageSize: 100 },
  },
};

const SUCCESSES: readonly (readonly [operationId: string, body: unknown])[] = [
  ['postV2Parties', { partyDetails: party('Carol:-_ a9c80151-002c-445e-9fae-3caf111e3ac4') }],
  [
    'postV2Parties',
    {
      partyDetails: {
        ...party('Alice'),
        party: 'Alice::122084768362d0ce21f1ffec870e55e365a292cdf8f54c5c38ad7775b9bdd462e141',
      },
    },
  ],
  ['getV2Parties', { partyDetails: [party('Alice'), party('Bob'), party('participant1', '')], nextPageToken: '' }],
  ['getV2PartiesParty', { partyDetails: [party('Alice')] }],
  ['getV2PartiesParty', { partyDetails: [] }],
  ['getV2PartiesParticipant-id', { participantId: `participant1::${FINGERPRINT}` }],
  ['patchV2PartiesParty', { partyDetails: party('Alice', '1') }],
  ['postV2Users', { user: user('CreatedUser1') }],
  ['postV2Users', { user: { ...user("CreatedUser@^$.!`-#+'~_|:()"), primaryPartyAuthentication: false } }],
  ['getV2Users', { users: [user('CreatedUser1'), user('participant_admin')], nextPageToken: '' }],
  ['getV2UsersUser-id', { user: user('participant_admin') }],
  ['getV2Authenticated-user', { user: user('participant_admin') }],
  ['patchV2UsersUser-id', { user: user('CreatedUser1') }],
  ['deleteV2UsersUser-id', {}],
  ['postV2UsersUser-idRights', { newlyGrantedRights: [admin] }],
  ['patchV2UsersUser-idRights', { newlyRevokedRights: [admin] }],
  ['getV2UsersUser-idRights', { rights: [actAs, admin] }],
  ['getV2Version', version],
];

describe.each(['contract', 'reference'] as const)('under %s', (profile) => {
  const judge = createJudge(contract, profile);

  it.each(SUCCESSES)('%s: a real success has no problem and needs no erratum', (operationId, body) => {
    const judgement = judge.judgeResponse(operationId, jsonResponse(200, body));
    expect(judgement).toMatchObject({ form: 'success', problems: [], errata: [] });
  });

  it('has a real success for every operation that answers with JSON', () => {
    const withJson = Object.values(contract.operations).filter(({ responses }) =>
      responses.some(({ status, mediaType }) => status === '200' && mediaType === 'application/json'),
    );
    const shown = new Set(SUCCESSES.map(([operationId]) => operationId));
    expect(withJson.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it.each([
    [
      'of the HTTP layer',
      400,
      {
        cause: 'The submitted request has invalid arguments: idp-id… does not match idp in body: Some(…)',
        code: 'INVALID_ARGUMENT',
        context: {},
        correlationId: null,
        definiteAnswer: false,
        errorCategory: 8,
        grpcCodeValue: 3,
        resources: [],
        retryInfo: null,
        traceId: null,
      },
      ['canton/json-400', 'canton/nullable-error-members'],
    ],
    [
      'of the gRPC layer',
      400,
      {
        code: 'INVALID_ARGUMENT',
        cause: '…',
        correlationId: null,
        traceId: '99e678a0b1c2d3e4f5061728394a4646',
        context: { category: '8', definite_answer: 'false', participant: 'participant1', tid: '99e678…4646' },
        resources: [],
        errorCategory: 8,
        grpcCodeValue: 3,
        retryInfo: null,
        definiteAnswer: null,
      },
      ['canton/json-400', 'canton/nullable-error-members'],
    ],
    [
      'with a resource',
      404,
      {
        code: 'USER_NOT_FOUND',
        cause: 'getting user failed for unknown user "x"',
        correlationId: null,
        traceId: null,
        context: {},
        resources: [['ErrorResource(USER)', 'x']],
        errorCategory: 11,
        grpcCodeValue: 5,
        retryInfo: null,
        definiteAnswer: null,
      },
      ['canton/nullable-error-members'],
    ],
    [
      'that is redacted',
      401,
      {
        code: 'NA',
        cause: 'A security-sensitive error has been received',
        correlationId: null,
        traceId: null,
        context: {},
        resources: [],
        errorCategory: -1,
        grpcCodeValue: 16,
        retryInfo: null,
        definiteAnswer: null,
      },
      ['canton/nullable-error-members'],
    ],
  ])('a real error %s has no problem left', (_, status, body, errata) => {
    const judgement = judge.judgeResponse('postV2Parties', jsonResponse(status, body));
    expect(judgement).toMatchObject({ form: 'error', problems: [], errata });
  });

  it('a real decode error has no problem', () => {
    const text = "Invalid value for: body (Got value '5' with wrong type, expecting string at 'partyIdHint')";
    const judgement = judge.judgeResponse('postV2Parties', textResponse(400, text, 'text/plain; charset=UTF-8'));
    expect(judgement).toMatchObject({ form: 'decode-error', problems: [] });
  });
});

it.each([
  ['postV2Parties', '{"identityProviderId":"","localMetadata":null,"partyIdHint":"Carol"}'],
  ['postV2Parties', '{"partyIdHint":"Alice"}'],
  [
    'postV2Users',
    `{"rights":[{"kind":{"CanActAs":{"value":{"party":"Bob::${FINGERPRINT}"}}}}],"user":{"id":"CreatedUser1","identityProviderId":"","isDeactivated":false,"metadata":null,"primaryParty":""}}`,
  ],
])('a real request to %s is valid for the reference product', (operationId, body) => {
  expect(judgeRequestBody(operationId, Buffer.from(body)).status.reference).toBe('valid');
});
