/**
 * The refusals of a registry, as grades. The document declares no errors, so that only the class of the status counts under `contract`.
 */
import type { Expectation, Grade } from '../../engine/checks/expectation.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';

/** Statuses that say something about access, method or load rather than about the registration. */
const OTHER_REASONS: ReadonlySet<number> = new Set([401, 405, 407, 408, 426, 429, 431]);
/** Statuses that the page on response codes, and those who use it, have for bad input. */
const FOR_BAD_INPUT: ReadonlySet<number> = new Set([400, 403, 409, 413, 415, 422]);
const FOR_DUPLICATES: ReadonlySet<number> = new Set([400, 409, 422]);

function grade({ exchange }: CaseRecord, preferred: number, acceptable: (status: number) => boolean): Grade {
  const status = exchange.response?.status ?? 0;
  if (status === preferred) return { grade: 'preferred' };
  if (acceptable(status)) return { grade: 'acceptable', note: `Refused with ${status}; ${preferred} is preferred.` };
  return { grade: 'wrong', actual: describeAnswer(exchange) };
}

/** Refused, with any status that blames the caller. */
export const clientError: Expectation = {
  expected: 'a refusal with a 4xx status (400 preferred)',
  grade: (record) => grade(record, 400, (status) => status >= 400 && status < 500 && !OTHER_REASONS.has(status)),
};

/** Refused with one of the statuses for bad input. */
export const badInput: Expectation = {
  expected: '400, or one of 403, 409, 413, 415, 422',
  grade: (record) => grade(record, 400, (status) => FOR_BAD_INPUT.has(status)),
};

/** Refused as a duplicate. */
export const duplicate: Expectation = {
  expected: '409, or one of 400, 422',
  grade: (record) => grade(record, 409, (status) => FOR_DUPLICATES.has(status)),
};
