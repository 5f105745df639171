import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyCharacter } from '../../generators/any-character.ts';

it('draws what the unit binary of fast-check draws, so that vectors stay what they were', () => {
  const ours = fc.sample(fc.string({ unit: anyCharacter(), minLength: 1, maxLength: 60 }), { seed: 7, numRuns: 200 });
  const theirs = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), { seed: 7, numRuns: 200 });
  expect(ours).toEqual(theirs);
  expect(ours.join('')).toMatch(/[\u{10000}-\u{10ffff}]/u);
});

it('never draws half a surrogate pair, and reaches both ends', () => {
  const drawn = fc.sample(anyCharacter(), { seed: 1, numRuns: 5_000 });
  expect(drawn.filter((character) => /[\ud800-\udfff]/u.test(character))).toEqual([]);
  expect(drawn).toContain('\u0000');
  expect(drawn).toContain('\u{10ffff}');
});
