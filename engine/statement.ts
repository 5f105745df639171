/**
 * What is known about the target as a whole: declared by the operator, or detected (design.md, rule 14).
 */
import type { StatementValue } from './result.ts';

/** The statement of one run. A declared value is never overwritten; a detection beside it is kept for comparison. */
export class StatementBook {
  readonly #declared: ReadonlyMap<string, StatementValue['value']>;
  readonly #detected = new Map<string, StatementValue['value']>();

  constructor(declared: Readonly<Record<string, StatementValue['value']>> = {}) {
    this.#declared = new Map(Object.entries(declared));
  }

  /** The value that counts: the declared one, else the detected one. */
  get(entry: string): StatementValue | undefined {
    const declared = this.#declared.get(entry);
    if (declared !== undefined) return { value: declared, origin: 'declared' };
    const detected = this.#detected.get(entry);
    return detected === undefined ? undefined : { value: detected, origin: 'detected' };
  }

  /** Whether the operator declared this entry. */
  isDeclared(entry: string): boolean {
    return this.#declared.has(entry);
  }

  /** Notes what was seen. The first detection stays. */
  detect(entry: string, value: StatementValue['value']): void {
    if (!this.#detected.has(entry)) this.#detected.set(entry, value);
  }

  /** All entries that have a value. */
  entries(): Readonly<Record<string, StatementValue>> {
    const names = new Set([...this.#declared.keys(), ...this.#detected.keys()]);
    return Object.fromEntries([...names].sort().map((name) => [name, this.get(name) as StatementValue]));
  }
}
