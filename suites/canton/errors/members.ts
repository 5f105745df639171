/**
 * The members of a JsCantonError, and whether they fit each other.
 */
import { ERROR_CATEGORIES, httpStatusOf, REDACTED } from '../../../contracts/canton/error-codes.ts';
import type { Json } from '../../../contracts/model.ts';
import { member, text } from '../../json.ts';
import type { Flaw } from './every-refusal.ts';

/** All members, in the order of the product. */
export const TEN_MEMBERS = [
  'code',
  'cause',
  'correlationId',
  'traceId',
  'context',
  'resources',
  'errorCategory',
  'grpcCodeValue',
  'retryInfo',
  'definiteAnswer',
] as const;

/** Members of an error that do not fit each other. */
export function disagreement(body: Json | undefined, status: number): Flaw | undefined {
  const category = member(body, 'errorCategory');
  const grpc = member(body, 'grpcCodeValue');
  // As JSON, so that a number in quotation marks shows.
  const shown = { category: JSON.stringify(category) ?? 'none', grpc: JSON.stringify(grpc) ?? 'none' };
  const expectedStatus = httpStatusOf(typeof grpc === 'number' ? grpc : null);
  if (expectedStatus !== status) {
    return {
      summary: 'gRPC code and HTTP status disagree',
      expected: `status ${expectedStatus} for grpcCodeValue ${shown.grpc}`,
      actual: `status ${status}`,
      pointer: '/grpcCodeValue',
    };
  }
  if (category === REDACTED.category) return redactedDisagreement(body, grpc);
  const known = typeof category === 'number' ? ERROR_CATEGORIES[category] : undefined;
  if (!known || known.grpcCode !== grpc) {
    return {
      summary: 'Error category and gRPC code disagree',
      expected: known ? `grpcCodeValue ${known.grpcCode} for errorCategory ${shown.category}` : 'a known errorCategory',
      actual: `errorCategory ${shown.category}, grpcCodeValue ${shown.grpc}`,
      pointer: '/errorCategory',
    };
  }
  const retry = member(body, 'retryInfo') ?? undefined;
  if ((retry !== undefined) !== (known.retryInfo !== undefined)) {
    return {
      summary: 'Error category and retryInfo disagree',
      expected: known.retryInfo ? 'a retryInfo' : 'no retryInfo',
      actual: JSON.stringify(retry) ?? 'none',
      pointer: '/retryInfo',
    };
  }
  return undefined;
}

/** Category -1 stands for a kept-back reason (code NA) or for a status without details (the code is free text then). */
function redactedDisagreement(body: Json | undefined, grpc: Json | undefined): Flaw | undefined {
  if (text(body, 'code') !== REDACTED.code) return undefined;
  const fits = (REDACTED.grpcCodes as readonly number[]).includes(Number(grpc));
  return fits
    ? undefined
    : {
        summary: 'A redacted error has an odd gRPC code',
        expected: REDACTED.grpcCodes.join(', '),
        actual: JSON.stringify(grpc) ?? 'none',
        pointer: '/grpcCodeValue',
      };
}
