/**
 * The refusals of the Canton contract and of the Canton product, as grades.
 */
import { ERROR_CODES, type ErrorCode } from '../../contracts/canton/error-codes.ts';
import type { Expectation, Grade } from '../../engine/checks/expectation.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { jsonOf, member, text } from '../json.ts';

/** Statuses that say something about access, routing or load rather than about the body that was sent. */
const OTHER_REASONS = new Set([401, 403, 404, 405, 406, 407, 408, 411, 415, 421, 426, 429, 431]);

/**
 * Refused as the caller's mistake. Which 4xx is not said by the contract, apart from 400. `tooLarge`: the body is large, so
 * that 413 is a right reason too.
 */
export function clientError(options: { readonly tooLarge?: boolean } = {}): Expectation {
  return {
    expected: 'a refusal with a 4xx status (400 preferred)',
    grade: ({ exchange }) => gradeClientError(exchange, options.tooLarge === true),
  };
}

function gradeClientError(exchange: Exchange, tooLarge: boolean): Grade {
  const status = exchange.response?.status ?? 0;
  if (status === 400) return { grade: 'preferred' };
  if (status === 413 && !tooLarge) return { grade: 'wrong', actual: describeAnswer(exchange) };
  if (status > 400 && status < 500 && !OTHER_REASONS.has(status)) {
    return { grade: 'acceptable', note: `Refused with ${status}; the contract documents 400 by number.` };
  }
  return { grade: 'wrong', actual: describeAnswer(exchange) };
}

/** Refused with one of these codes of the product, and with the status and gRPC code that belong to it. */
export function cantonError(...codes: readonly string[]): Expectation {
  const expected = codes.map((code) => `${expectedError(code).httpStatus} ${code}`).join(' or ');
  return { expected, grade: ({ exchange }) => gradeCantonError(exchange, codes) };
}

/** What belongs to a code. Throws {@link RangeError} for a code that these operations cannot answer with. */
function expectedError(code: string): ErrorCode {
  const known = ERROR_CODES[code];
  if (!known) throw new RangeError(`Not a code of these operations: ${code}`);
  return known;
}

/** Grades any answer as one of the codes. */
export function gradeCantonError(exchange: Exchange, codes: readonly string[]): Grade {
  const body = jsonOf(exchange);
  const code = text(body, 'code') ?? '';
  if (body !== undefined && !callsItselfJson(exchange)) {
    return { grade: 'wrong', actual: `not called application/json: ${describeAnswer(exchange)}` };
  }
  if (!codes.includes(code)) return { grade: 'wrong', actual: describeAnswer(exchange), pointer: '/code' };
  const { httpStatus, grpcCode } = expectedError(code);
  if (exchange.response?.status !== httpStatus) return { grade: 'wrong', actual: describeAnswer(exchange) };
  const grpc = member(body, 'grpcCodeValue');
  return grpc === grpcCode
    ? { grade: 'preferred' }
    : { grade: 'wrong', actual: `grpcCodeValue ${JSON.stringify(grpc)}`, pointer: '/grpcCodeValue' };
}

function callsItselfJson({ response }: Exchange): boolean {
  return /^application\/json\s*(?:;|$)/i.test(response?.headers['content-type']?.trim() ?? '');
}

/** Refused by the layer that decodes requests: 400 as text that begins with `Invalid value for: `. */
export function decodeError(): Expectation {
  return {
    expected: '400 text/plain that begins with "Invalid value for: "',
    grade: ({ exchange }) => {
      const { response } = exchange;
      const type = response?.headers['content-type']?.toLowerCase() ?? '';
      const body = Buffer.from(response?.body ?? []).toString('utf8');
      const fits = response?.status === 400 && type.startsWith('text/plain') && body.startsWith('Invalid value for: ');
      return fits ? { grade: 'preferred' } : { grade: 'wrong', actual: describeAnswer(exchange) };
    },
  };
}

/** A refusal that blames the request; whether as a bad one or as a conflict is not said. */
export function clientErrorOrConflict(record: CaseRecord): boolean {
  return clientError().grade(record).grade !== 'wrong';
}
