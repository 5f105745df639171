/**
 * Error codes of the reference product on these endpoints, and how code, category, gRPC code and HTTP status hang
 * together (Canton 3.5: GrpcHttpErrorCodes.scala:14-27, ErrorCategory.scala and the error groups of the Ledger API).
 */

/** HTTP status by gRPC code; an error without gRPC code counts as UNKNOWN (2). */
export const HTTP_STATUS_BY_GRPC: Readonly<Record<number, number>> = {
  0: 200, // OK
  1: 499, // CANCELLED
  2: 500, // UNKNOWN
  3: 400, // INVALID_ARGUMENT
  4: 504, // DEADLINE_EXCEEDED
  5: 404, // NOT_FOUND
  6: 409, // ALREADY_EXISTS
  7: 403, // PERMISSION_DENIED
  8: 429, // RESOURCE_EXHAUSTED
  9: 400, // FAILED_PRECONDITION
  10: 409, // ABORTED
  11: 400, // OUT_OF_RANGE
  12: 501, // UNIMPLEMENTED
  13: 500, // INTERNAL
  14: 503, // UNAVAILABLE
  15: 500, // DATA_LOSS
  16: 401, // UNAUTHENTICATED
};

/** What an error category stands for. */
export interface ErrorCategory {
  readonly grpcCode: number;
  /** Sent as code `NA` with category -1. */
  readonly redacted: boolean;
  /** The value of `retryInfo`; absent when a retry makes no sense. */
  readonly retryInfo?: string;
}

/** Error categories by number. */
export const ERROR_CATEGORIES: Readonly<Record<number, ErrorCategory>> = {
  1: { grpcCode: 14, redacted: false, retryInfo: '1 second' }, // transient
  2: { grpcCode: 10, redacted: false, retryInfo: '1 second' }, // contention
  3: { grpcCode: 4, redacted: false, retryInfo: '1 second' }, // deadline
  4: { grpcCode: 13, redacted: true }, // internal
  5: { grpcCode: 3, redacted: true }, // security alert
  6: { grpcCode: 16, redacted: true }, // authentication
  7: { grpcCode: 7, redacted: true }, // permission
  8: { grpcCode: 3, redacted: false }, // invalid, whatever the state
  9: { grpcCode: 9, redacted: false }, // invalid in this state
  10: { grpcCode: 6, redacted: false }, // exists
  11: { grpcCode: 5, redacted: false }, // missing
  12: { grpcCode: 11, redacted: false, retryInfo: '1 second' }, // after the end
  14: { grpcCode: 12, redacted: true }, // not supported
};

/** The code, category and texts of an error whose reason is kept back. */
export const REDACTED = {
  code: 'NA',
  cause: 'A security-sensitive error has been received',
  category: -1,
  grpcCodes: [16, 7, 13, 12],
} as const;

/** Type of a resource that an error names. */
export type ResourceType = 'USER' | 'PARTY' | 'PARTIES';

/** One error code and its fixed attributes. */
export interface ErrorCode {
  readonly code: string;
  readonly httpStatus: number;
  readonly category: number;
  readonly grpcCode: number;
  /** What `resources` names; absent when it is empty. */
  readonly resource?: ResourceType;
  /** `context` carries `definite_answer`; false for the errors that are made in a context of their own. */
  readonly definiteAnswerInContext: boolean;
}

const DEFINITIONS: readonly (readonly [
  code: string,
  category: number,
  resource?: ResourceType,
  definiteAnswerInContext?: false,
])[] = [
  ['INVALID_ARGUMENT', 8],
  ['INVALID_FIELD', 8],
  ['MISSING_FIELD', 8],
  ['INVALID_TOKEN', 8],
  ['UNKNOWN_RESOURCE', 11, 'PARTIES'],
  ['USER_ALREADY_EXISTS', 10, 'USER'],
  ['USER_NOT_FOUND', 11, 'USER'],
  ['TOO_MANY_USER_RIGHTS', 9, 'USER'],
  ['INVALID_USER_UPDATE_REQUEST', 8, 'USER', false],
  ['CONCURRENT_USER_UPDATE_DETECTED', 2, 'USER', false],
  ['USER_DELETED_WHILE_UPDATING', 2, 'USER'],
  ['MAX_USER_ANNOTATIONS_SIZE_EXCEEDED', 9, 'USER', false],
  ['PARTY_NOT_FOUND', 11, 'PARTY'],
  ['INVALID_PARTY_DETAILS_UPDATE_REQUEST', 8, 'PARTY', false],
  ['CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED', 2, 'PARTY', false],
  ['MAX_PARTY_DETAILS_ANNOTATIONS_SIZE_EXCEEDED', 9, 'PARTY', false],
  ['INTERNAL_PARTY_RECORD_NOT_FOUND', 4],
  ['INTERNAL_PARTY_RECORD_ALREADY_EXISTS', 4],
  ['REQUEST_ALREADY_IN_FLIGHT', 2],
  ['REQUEST_TIME_OUT', 3],
  ['SERVICE_NOT_RUNNING', 1],
  ['PARTICIPANT_BACKPRESSURE', 2],
  ['NOT_CONNECTED_TO_SYNCHRONIZER', 9],
  ['PARTY_ALLOCATION_WITHOUT_CONNECTED_SYNCHRONIZER', 9],
  ['PARTY_ALLOCATION_CANNOT_DETERMINE_SYNCHRONIZER', 9],
  ['LEDGER_API_INTERNAL_ERROR', 4],
];

/** The error codes that these endpoints can answer with, by name. Redacted ones reach the wire as {@link REDACTED}. */
export const ERROR_CODES: Readonly<Record<string, ErrorCode>> = Object.fromEntries(
  DEFINITIONS.map(([code, category, resource, definiteAnswerInContext = true]) => {
    const { grpcCode } = ERROR_CATEGORIES[category]!;
    const httpStatus = HTTP_STATUS_BY_GRPC[grpcCode]!;
    return [
      code,
      { code, httpStatus, category, grpcCode, ...(resource && { resource }), definiteAnswerInContext },
    ] as const;
  }),
);

/** Codes of trouble that passes: the request may be tried again under a fresh name. */
export const TRANSIENT_CODES: readonly string[] = ['REQUEST_ALREADY_IN_FLIGHT', 'PARTICIPANT_BACKPRESSURE'];

/** The HTTP status that belongs to the `grpcCodeValue` of an error; undefined for a number that is no gRPC code. */
export function httpStatusOf(grpcCode: number | null | undefined): number | undefined {
  return HTTP_STATUS_BY_GRPC[grpcCode ?? 2];
}

/** The type in a resource entry, with or without the wrapping of erratum `canton/error-resource-type-name`. */
export function resourceType(written: string): string {
  return /^ErrorResource\((.*)\)$/.exec(written)?.[1] ?? written;
}
