/** How examples of request bodies are written down, for the tests of the oracle. */
import type { RequestRule } from '../../../../contracts/canton/request/rules.ts';
import type { RequestStatus } from '../../../../contracts/model.ts';

/** The status under both profiles and the rules that are broken or not scored. */
export type Verdict = readonly [contract: RequestStatus, reference: RequestStatus, ...rules: RequestRule[]];

/** A sentence, the body (bytes, JSON text, or a value to be written as JSON), the verdict. */
export type Case = readonly [name: string, body: unknown, verdict: Verdict];

/** Examples for one operation. */
export interface Table {
  readonly title: string;
  readonly operationId: string;
  readonly cases: readonly Case[];
}

export const VALID: Verdict = ['valid', 'valid'];

/** Refused under both profiles. */
export const refused = (...rules: RequestRule[]): Verdict => ['invalid', 'invalid', ...rules];

/** Refused by the reference product, not scored under the text. */
export const refusedByReference = (...rules: RequestRule[]): Verdict => ['not-scored', 'invalid', ...rules];

/** Accepted by the reference product, not scored under the text. */
export const acceptedByReference = (...rules: RequestRule[]): Verdict => ['not-scored', 'valid', ...rules];

/** Scored under neither. */
export const open = (...rules: RequestRule[]): Verdict => ['not-scored', 'not-scored', ...rules];

/** A table of examples. */
export function table(title: string, operationId: string, cases: readonly Case[]): Table {
  return { title, operationId, cases };
}
