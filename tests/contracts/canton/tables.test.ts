import { describe, expect, it } from 'vitest';
import {
  ERROR_CATEGORIES,
  ERROR_CODES,
  HTTP_STATUS_BY_GRPC,
  httpStatusOf,
  REDACTED,
  resourceType,
  TRANSIENT_CODES,
} from '../../../contracts/canton/error-codes.ts';
import { officialCases } from '../../../contracts/canton/official-cases.ts';

describe('the cases of the official tool', () => {
  it('are 105 with unique ids: 89 observable, 11 partly, 5 not', () => {
    const count = (observable: string) => officialCases.filter((entry) => entry.observable === observable).length;
    expect(new Set(officialCases.map(({ id }) => id)).size).toBe(105);
    expect([count('yes'), count('partly'), count('no')]).toEqual([89, 11, 5]);
  });

  it('have as many in each suite as the tool has', () => {
    const counts: Record<string, number> = {};
    for (const { suite } of officialCases) counts[suite] = (counts[suite] ?? 0) + 1;
    expect(counts).toEqual({
      PartyManagementServiceIT: 27,
      PartyManagementServiceUpdateRpcIT: 6,
      UserManagementServiceIT: 31,
      UserManagementServiceUpdateRpcIT: 10,
      PartyManagementServiceObjectMetaIT: 15,
      UserManagementServiceObjectMetaIT: 15,
      ExternalPartyManagementServiceIT: 1,
    });
  });

  it('say why where they cannot be observed fully, and only there', () => {
    for (const { id, observable, why } of officialCases) expect(why === undefined, id).toBe(observable === 'yes');
  });
});

describe('the error codes', () => {
  it.each([
    ['INVALID_ARGUMENT', 400, 8, 3],
    ['MISSING_FIELD', 400, 8, 3],
    ['UNKNOWN_RESOURCE', 404, 11, 5],
    ['USER_ALREADY_EXISTS', 409, 10, 6],
    ['USER_NOT_FOUND', 404, 11, 5],
    ['TOO_MANY_USER_RIGHTS', 400, 9, 9],
    ['CONCURRENT_USER_UPDATE_DETECTED', 409, 2, 10],
    ['PARTY_NOT_FOUND', 404, 11, 5],
    ['INTERNAL_PARTY_RECORD_NOT_FOUND', 500, 4, 13],
    ['REQUEST_TIME_OUT', 504, 3, 4],
    ['SERVICE_NOT_RUNNING', 503, 1, 14],
    ['NOT_CONNECTED_TO_SYNCHRONIZER', 400, 9, 9],
  ])('%s is %i with category %i and gRPC code %i', (code, httpStatus, category, grpcCode) => {
    expect(ERROR_CODES[code]).toMatchObject({ code, httpStatus, category, grpcCode });
  });

  it('offer a retry exactly for trouble that passes', () => {
    const retryable = Object.entries(ERROR_CATEGORIES).filter(([, { retryInfo }]) => retryInfo);
    expect(retryable.map(([category]) => Number(category))).toEqual([1, 2, 3, 12]);
  });

  it('know what redacted errors look like', () => {
    expect(REDACTED.grpcCodes.map((code) => HTTP_STATUS_BY_GRPC[code])).toEqual([401, 403, 500, 501]);
  });

  it('hold the transient ones, and never a lost race on a version', () => {
    for (const code of TRANSIENT_CODES) expect(ERROR_CODES[code]).toMatchObject({ httpStatus: 409 });
    expect(TRANSIENT_CODES.some((code) => code.startsWith('CONCURRENT_'))).toBe(false);
  });
});

it('maps a missing gRPC code to 500 and an unknown one to nothing', () => {
  expect([httpStatusOf(3), httpStatusOf(null), httpStatusOf(undefined), httpStatusOf(99)]).toEqual([
    400,
    500,
    500,
    undefined,
  ]);
});

it('reads the type of a resource in both spellings (erratum canton/error-resource-type-name)', () => {
  expect(['USER', 'ErrorResource(USER)', 'ErrorResource()', 'xErrorResource(USER)'].map(resourceType)).toEqual([
    'USER',
    'USER',
    '',
    'xErrorResource(USER)',
  ]);
});
