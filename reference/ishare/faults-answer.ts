/** Faults of the answer to a registration: the response around the token, and the token itself. */
import type { Json } from '../../contracts/model.ts';
import {
  type Change,
  creationHeader,
  creationPayload,
  finishing,
  isMembers,
  isRegistration,
  omit,
  success,
} from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members } from './store.ts';

const successBody = (change: (body: Members) => Json): Change =>
  finishing(
    isRegistration,
    success((answer) => ({ ...answer, body: change(isMembers(answer.body) ? answer.body : {}) })),
  );

const creationToken = (change: (compact: string) => string): Change =>
  successBody((body) => ({ ...body, partyToken: change(String(body.partyToken)) }));

function payloadOf(compact: Json | undefined): Members {
  return JSON.parse(Buffer.from(String(compact).split('.')[1] ?? '', 'base64url').toString('utf8')) as Members;
}

const chainOf = (header: Members): readonly Json[] => header.x5c as readonly Json[];

const partyInfo = (change: (party: Members) => Json): Change =>
  creationPayload((payload) => ({ ...payload, partyInfo: change(payload.partyInfo as Members) }));

const everyClaim = (change: (claim: Members) => Members): Change =>
  partyInfo((party) => ({ ...party, claims: (party.claims as readonly Members[]).map(change) }));

const later = (payload: Members, seconds: number): Members => ({
  ...payload,
  iat: Number(payload.iat) + seconds,
  exp: Number(payload.exp) + seconds,
});

/** Faults of the response. */
export const responseFaults: readonly FaultEntry[] = [
  fault('operation-server-error', 'every registration ends in 500', 'operation/offered', (behaviour) => ({
    ...behaviour,
    intercept: (method, path) =>
      isRegistration(method, path) ? { status: 500, body: { error: 'ledger unavailable' } } : undefined,
  })),
  fault(
    'success-202',
    'success is 202',
    'operation/success-status',
    finishing(
      isRegistration,
      success((answer) => ({ ...answer, status: 202 })),
    ),
  ),
  fault(
    'success-as-text',
    'success is text/plain',
    'operation/success-media-type',
    finishing(
      isRegistration,
      success((answer) => ({ ...answer, mediaType: 'text/plain' })),
    ),
  ),
  fault(
    'response-enveloped',
    'the token is wrapped in an envelope',
    'operation/response-schema',
    successBody((body) => ({ status: true, data: body })),
  ),
  fault(
    'response-snake-case',
    'the token is called party_token, as in version 2',
    'operation/response-schema',
    successBody((body) => ({ party_token: body.partyToken as Json })),
  ),
  fault(
    'response-token-object',
    'the token is an object',
    'operation/response-schema',
    successBody((body) => ({ partyToken: payloadOf(body.partyToken) })),
  ),
  fault(
    'response-bare-party',
    'the party is answered without a token',
    'operation/response-schema',
    successBody((body) => payloadOf(body.partyToken).partyInfo as Json),
  ),
  fault(
    'success-cacheable',
    'the answer may be cached',
    'operation/cache-headers',
    finishing(
      isRegistration,
      success((answer) => ({ ...answer, headers: {} })),
    ),
    'reference',
  ),
];

/** Faults of the signed token. */
export const answerFaults: readonly FaultEntry[] = [
  fault(
    'answer-with-certificate-of-another',
    'answers are signed with the key and certificate of another participant',
    'answer/certificate-of-registry',
    (behaviour) => ({ ...behaviour, signer: (pki) => pki.client }),
    'reference',
  ),
  fault(
    'answer-not-a-jws',
    'partyToken is base64 of JSON',
    'answer/form',
    creationToken((compact) => compact.split('.')[1] as string),
  ),
  fault(
    'answer-signature-broken',
    'the signature does not fit',
    'answer/signature-valid',
    creationToken((compact) => {
      const place = compact.lastIndexOf('.') + 20;
      return compact.slice(0, place) + (compact[place] === 'A' ? 'B' : 'A') + compact.slice(place + 1);
    }),
  ),
  fault(
    'answer-alg-ps256',
    'the token is signed with PS256',
    'answer/algorithm',
    creationHeader((header) => ({ ...header, alg: 'PS256' })),
  ),
  fault(
    'answer-alg-none',
    'the token is not signed',
    'answer/algorithm',
    creationHeader((header) => ({ ...header, alg: 'none' })),
  ),
  fault(
    'answer-type-other',
    'typ is at+jwt',
    'answer/type',
    creationHeader((header) => ({ ...header, typ: 'at+jwt' })),
  ),
  fault(
    'answer-chain-missing',
    'x5c is missing',
    'answer/chain',
    creationHeader((header) => omit(header, 'x5c')),
  ),
  fault(
    'answer-leaf-only',
    'x5c holds the leaf only',
    'answer/chain',
    creationHeader((header) => ({ ...header, x5c: chainOf(header).slice(0, 1) })),
  ),
  fault(
    'answer-chain-reversed',
    'x5c starts with the root',
    'answer/chain',
    creationHeader((header) => ({ ...header, x5c: [...chainOf(header)].reverse() })),
  ),
  fault(
    'answer-root-missing',
    'x5c ends below the root',
    'answer/chain-complete',
    creationHeader((header) => ({ ...header, x5c: chainOf(header).slice(0, -1) })),
    'reference',
  ),
  fault(
    'answer-issuer-is-client',
    'iss and sub are the caller',
    'answer/issuer',
    creationPayload((payload) => ({ ...payload, iss: payload.aud as Json, sub: payload.aud as Json })),
  ),
  fault(
    'answer-subject-is-party',
    'sub is the party',
    'answer/subject',
    creationPayload((payload) => ({ ...payload, sub: (payload.partyInfo as Members).id as Json })),
  ),
  fault(
    'answer-audience-is-registry',
    'aud is the registry itself',
    'answer/audience',
    creationPayload((payload) => ({ ...payload, aud: payload.iss as Json })),
  ),
  fault(
    'answer-audience-missing',
    'aud is missing',
    'answer/audience',
    creationPayload((payload) => omit(payload, 'aud')),
  ),
  fault(
    'answer-audience-list',
    'aud is a list of one',
    'answer/audience-text',
    creationPayload((payload) => ({ ...payload, aud: [payload.aud as Json] })),
    'reference',
  ),
  fault(
    'answer-expired',
    'the token expired before it was sent',
    'answer/times',
    creationPayload((payload) => later(payload, -120)),
  ),
  fault(
    'answer-from-the-future',
    'iat lies in the future',
    'answer/times',
    creationPayload((payload) => later(payload, 120)),
  ),
  fault(
    'answer-milliseconds',
    'times are in milliseconds',
    'answer/times',
    creationPayload((payload) => ({ ...payload, iat: Number(payload.iat) * 1000, exp: Number(payload.exp) * 1000 })),
  ),
  fault(
    'answer-fraction',
    'iat has a fraction',
    'answer/times',
    creationPayload((payload) => ({ ...payload, iat: Number(payload.iat) + 0.25 })),
  ),
  fault(
    'answer-lives-an-hour',
    'exp is iat + 3600',
    'answer/lifetime',
    creationPayload((payload) => ({ ...payload, exp: Number(payload.iat) + 3600 })),
    'reference',
  ),
  fault(
    'answer-id-repeated',
    'jti is always the same',
    'answer/identifier-unique',
    creationPayload((payload) => ({ ...payload, jti: '0868904d8ed94c01a0a4d6dd5c65ce9e' })),
  ),
  fault(
    'answer-id-missing',
    'jti is missing',
    'answer/identifier-unique',
    creationPayload((payload) => omit(payload, 'jti')),
  ),
  fault(
    'answer-party-missing',
    'partyInfo is called party_info',
    'answer/payload-schema',
    creationPayload((payload) => ({ ...omit(payload, 'partyInfo'), party_info: payload.partyInfo as Json })),
  ),
  fault(
    'answer-claim-without-id',
    'claims have no id',
    'answer/payload-schema',
    everyClaim((claim) => omit(claim, 'id')),
  ),
  fault(
    'answer-claim-id-not-uuid',
    'claim ids are numbers',
    'answer/payload-schema',
    everyClaim((claim) => ({ ...claim, id: `claim-${String(claim.id).slice(0, 8)}` })),
  ),
  fault(
    'answer-without-registrar',
    'claims have no registrarId',
    'answer/payload-schema',
    everyClaim((claim) => omit(claim, 'registrarId')),
  ),
];
