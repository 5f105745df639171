/**
 * A value that must not be printed.
 */
import { inspect } from 'node:util';

/** Holds a secret. Every way of printing it gives a placeholder; only {@link Secret.reveal} gives the value. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  /** The value itself: for sending and for the redaction list, never for printing. */
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '(secret)';
  }
  toJSON(): string {
    return '(secret)';
  }
  [inspect.custom](): string {
    return '(secret)';
  }
}
