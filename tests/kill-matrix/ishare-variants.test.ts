import { describe, expect, it } from 'vitest';
import { ishareVariants } from '../../reference/ishare/variants.ts';
import { ishareParties } from '../../suites/ishare-parties/suite.ts';
import { describeResult } from './execute.ts';
import { tryIshareVariant } from './ishare.ts';

const suites = [ishareParties];
const SEED = 20_261;

describe.concurrent('no legal registry is accused', { timeout: 120_000 }, () => {
  const registries = [undefined, ...ishareVariants];
  it.each(
    registries.flatMap((variant) =>
      [SEED, SEED + 1].map((seed) => [variant?.id ?? 'the reference itself', seed, variant] as const),
    ),
  )('%s, seed %i', async (_, seed, variant) => {
    expect((await tryIshareVariant(variant, { suites, seed })).map(describeResult)).toEqual([]);
  });
});
