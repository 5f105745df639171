/** Draws equal what fast-check tries on the same seed and path. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAt, drawMany, stringOf } from '../../generators/arbitraries.ts';
import { allocatePartyRequest } from '../../generators/canton/party.ts';

describe('drawAt', () => {
  it('gives what fc.check tries first for the same seed and path', () => {
    for (const index of [0, 1, 7, 40]) {
      const tried: unknown[] = [];
      fc.check(
        fc.property(allocatePartyRequest(), (body) => {
          tried.push(body);
        }),
        { seed: 99, path: String(index), numRuns: 1 },
      );
      expect(drawAt(allocatePartyRequest(), 99, index)).toEqual(tried[0]);
    }
  });

  it('gives the members of drawMany one by one', () => {
    const many = drawMany(allocatePartyRequest(), 5, 30);
    for (const index of [0, 3, 29]) expect(drawAt(allocatePartyRequest(), 5, index)).toEqual(many[index]);
  });

  it('lets a failure at an index be shrunk from the seed and the index alone', () => {
    const details = fc.check(
      fc.property(fc.integer({ min: 0, max: 1000 }), (value) => value < 500),
      { seed: 3, numRuns: 100 },
    );
    const index = Number(details.counterexamplePath?.split(':')[0]);
    expect(drawAt(fc.integer({ min: 0, max: 1000 }), 3, index)).toBeGreaterThanOrEqual(500);
    expect(details.counterexample).toEqual([500]);
  });
});

it('draws strings of the alphabet and the lengths', () => {
  for (const text of drawMany(stringOf('ab\u{1f600}', 2, 4), 1, 100)) {
    expect(text).toMatch(/^[ab\u{1f600}]{2,4}$/u);
  }
});
