/**
 * A row of the table of facts: a request and what the product is known to answer.
 */
import type { Sent } from './wire.ts';

export interface Fact extends Sent {
  /** Section of the facts and what is sent. */
  readonly what: string;
  readonly status: number;
  /** `json` is a success, `error` a JsCantonError, `text` a text of the HTTP layer. */
  readonly form: 'json' | 'error' | 'text' | 'empty' | 'route';
  /** Error code, start of the text, or members of the success. `<ns>` stands for the namespace. */
  readonly says?: string | Readonly<Record<string, unknown>>;
  /** A part of the cause. */
  readonly cause?: string;
  /** Who speaks: decides which members of the error are filled. Default `ledger`. */
  readonly speaker?: 'http' | 'ledger' | 'redacted';
  readonly resources?: readonly (readonly [string, string])[];
}

export const emptyMeta = { resourceVersion: '0', annotations: {} };

/** A new hint for each row. */
let counter = 0;
export function fresh(): string {
  counter += 1;
  return `fact-${counter}`;
}
