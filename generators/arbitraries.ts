/**
 * Drawing from fast-check without running a property: values are drawn up front, sent in parallel, and only the first
 * failure is shrunk.
 */
import fc from 'fast-check';

/**
 * The `index`-th value of the seed: what `fc.check(property, { seed, path: String(index) })` tries first, so that a failure
 * can be shrunk and replayed from the seed and the index alone.
 */
export function drawAt<T>(arbitrary: fc.Arbitrary<T>, seed: number, index: number): T {
  return fc.sample(arbitrary, { seed, numRuns: 1, path: String(index) })[0] as T;
}

/** The first `count` values of the seed; the `k`-th equals `drawAt(arbitrary, seed, k)`. */
export function drawMany<T>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): readonly T[] {
  return fc.sample(arbitrary, { seed, numRuns: count });
}

/** A string of `min` to `max` characters (code points), each one of `alphabet`. */
export function stringOf(alphabet: string, min: number, max: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...alphabet), { minLength: min, maxLength: max })
    .map((characters) => characters.join(''));
}
