/**
 * Shrinking over the network: cases are drawn and sent in parallel first; only the first failure is shrunk, one request
 * at a time, each under fresh names (facts/toolchain.md, "fast-check").
 */
import * as fc from 'fast-check';

/** How many requests shrinking may send for one requirement; each may create something that stays. */
export const SHRINK_REQUESTS = 10;

/** The smallest failing value found. */
export interface Smallest<T, E> {
  readonly value: T;
  readonly evidence: E;
  /** For fast-check, together with the seed. */
  readonly path: string;
}

/**
 * Shrinks the `index`-th value of a seed while `stillFails` gives evidence. Undefined when not even the value itself
 * fails any more.
 */
export async function shrinkValue<T, E>(
  arbitrary: fc.Arbitrary<T>,
  seed: number,
  index: number,
  stillFails: (value: T, run: number) => Promise<E | undefined>,
): Promise<Smallest<T, E> | undefined> {
  let runs = 0;
  let smallest: Omit<Smallest<T, E>, 'path'> | undefined;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    if (runs >= SHRINK_REQUESTS) return;
    const evidence = await stillFails(value, runs++);
    if (evidence === undefined) return;
    smallest = { value, evidence };
    throw new Error('still fails');
  });
  const result = await fc.check(property, { seed, path: String(index), numRuns: 1 });
  return smallest && { ...smallest, path: result.counterexamplePath ?? String(index) };
}

/** {@link shrinkValue} for the carrier of a batch, which is the first value of its seed. */
export function shrinkCarrier<T, E>(
  arbitrary: fc.Arbitrary<T>,
  seed: number,
  stillFails: (value: T, run: number) => Promise<E | undefined>,
): Promise<Smallest<T, E> | undefined> {
  return shrinkValue(arbitrary, seed, 0, stillFails);
}
