/** Responses for the tests of the judge. */
import type { JudgedResponse } from '../../contracts/model.ts';

/** A response with a JSON body. */
export function jsonResponse(status: number, body: unknown, contentType = 'application/json'): JudgedResponse {
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(JSON.stringify(body)) };
}

/** A response with a body as written. */
export function textResponse(status: number, body: string, contentType?: string): JudgedResponse {
  return { status, headers: contentType ? { 'content-type': contentType } : {}, body: Buffer.from(body) };
}

const NAMESPACE = '1220'.padEnd(68, 'a3');

/** A party as Canton answers it. */
export const PARTY = {
  party: `Carol::${NAMESPACE}`,
  isLocal: true,
  localMetadata: { resourceVersion: '0', annotations: {} },
  identityProviderId: '',
} as const;

/** A user as Canton answers it. */
export const USER = {
  id: 'CreatedUser1',
  primaryParty: '',
  isDeactivated: false,
  metadata: { resourceVersion: '0', annotations: {} },
  identityProviderId: '',
  primaryPartyAuthentication: false,
} as const;

/** An error as the HTTP layer of Canton answers it, with every optional member null. */
export const ERROR = {
  code: 'INVALID_ARGUMENT',
  cause: 'The submitted request has invalid arguments: …',
  correlationId: null,
  traceId: null,
  context: {},
  resources: [],
  errorCategory: 8,
  grpcCodeValue: 3,
  retryInfo: null,
  definiteAnswer: false,
} as const;
