/**
 * Refusals: what an operation throws when it will not do what was asked, and the catalogue of error codes.
 */

/** Which layer of the product speaks: it decides how the error body is filled. */
type Origin = 'http' | 'grpc' | 'redacted';

/** Why a request is refused. Thrown; the dispatcher turns it into an answer. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.cause);
    this.refusal = refusal;
  }
}

export interface Refusal {
  readonly origin: Origin;
  readonly code: string;
  readonly cause: string;
  /** Canton's error category; -1 when redacted. */
  readonly category: number;
  /** The gRPC status code, from which the HTTP status follows. */
  readonly grpc: number;
  readonly context: Readonly<Record<string, string>>;
  readonly resources: readonly (readonly [type: string, name: string])[];
  /** The context says `definite_answer: "false"`. */
  readonly definite: boolean;
  readonly correlationId: string | null;
}

/** Category, gRPC code, and whether the context says `definite_answer`. */
const catalogue = {
  INVALID_ARGUMENT: [8, 3, true],
  INVALID_FIELD: [8, 3, true],
  MISSING_FIELD: [8, 3, true],
  INVALID_TOKEN: [8, 3, true],
  UNKNOWN_RESOURCE: [11, 5, true],
  USER_ALREADY_EXISTS: [10, 6, true],
  USER_NOT_FOUND: [11, 5, true],
  TOO_MANY_USER_RIGHTS: [9, 9, true],
  INVALID_USER_UPDATE_REQUEST: [8, 3, false],
  CONCURRENT_USER_UPDATE_DETECTED: [2, 10, false],
  MAX_USER_ANNOTATIONS_SIZE_EXCEEDED: [9, 9, false],
  PARTY_NOT_FOUND: [11, 5, true],
  INVALID_PARTY_DETAILS_UPDATE_REQUEST: [8, 3, false],
  CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED: [2, 10, false],
  MAX_PARTY_DETAILS_ANNOTATIONS_SIZE_EXCEEDED: [9, 9, false],
  REQUEST_ALREADY_IN_FLIGHT: [2, 10, true],
  NOT_CONNECTED_TO_SYNCHRONIZER: [9, 9, true],
  UNIMPLEMENTED: [14, 12, true],
  LEDGER_API_INTERNAL_ERROR: [4, 13, true],
} as const satisfies Readonly<Record<string, readonly [number, number, boolean]>>;

export type ErrorCode = keyof typeof catalogue;

/** A refusal with the category and gRPC code of its error code. */
export function refusal(code: ErrorCode, cause: string, extras: Partial<Refusal> = {}): Refusal {
  const [category, grpc, definite] = catalogue[code];
  return {
    origin: 'grpc',
    code,
    cause,
    category,
    grpc,
    context: {},
    resources: [],
    definite,
    correlationId: null,
    ...extras,
  };
}

export function invalidArgument(text: string, extras: Partial<Refusal> = {}): Refusal {
  return refusal('INVALID_ARGUMENT', `The submitted request has invalid arguments: ${text}`, extras);
}

export function invalidField(field: string, text: string): Refusal {
  return refusal(
    'INVALID_FIELD',
    `The submitted command has a field with invalid value: Invalid field ${field}: ${text}`,
  );
}

export function missingField(field: string): Refusal {
  return refusal('MISSING_FIELD', `The submitted command is missing a mandatory field: ${field}`, {
    context: { field_name: field },
  });
}

export function invalidToken(text: string): Refusal {
  return refusal('INVALID_TOKEN', text);
}

export function userNotFound(doing: string, id: string): Refusal {
  return refusal('USER_NOT_FOUND', `${doing} failed for unknown user "${id}"`, { resources: [['USER', id]] });
}

/** A refusal whose reason is kept back: 401 with gRPC code 16, 403 with 7, 500 with 13. */
export function redacted(grpc: 7 | 13 | 16, context: Readonly<Record<string, string>> = {}): Refusal {
  return {
    origin: 'redacted',
    code: 'NA',
    cause: 'A security-sensitive error has been received',
    category: -1,
    grpc,
    context,
    resources: [],
    definite: false,
    correlationId: null,
  };
}

/** HTTP status of each gRPC status code. */
const httpStatus: Readonly<Record<number, number>> = {
  1: 499,
  2: 500,
  3: 400,
  4: 504,
  5: 404,
  6: 409,
  7: 403,
  8: 429,
  9: 400,
  10: 409,
  11: 400,
  12: 501,
  13: 500,
  14: 503,
  15: 500,
  16: 401,
};

/** The HTTP status that stands for a gRPC status code; 500 for one that is not known. */
export function statusOf(grpc: number): number {
  return httpStatus[grpc] ?? 500;
}

/** Categories whose errors say when to try again. */
export function isRetryable(category: number): boolean {
  return category === 1 || category === 2 || category === 3 || category === 12;
}

/** A query, header or body that cannot be decoded: answered with 400 and a text. */
export class DecodeFailure extends Error {
  readonly place: string;
  readonly detail: string;
  /** `place` is `body`, `query parameter pageSize` and the like; `detail` is empty when there is none. */
  constructor(place: string, detail = '') {
    super(`Invalid value for: ${place}${detail && ` (${detail})`}`);
    this.place = place;
    this.detail = detail;
  }
}
