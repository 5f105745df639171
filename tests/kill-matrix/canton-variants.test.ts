import { describe, expect, it } from 'vitest';
import { cantonVariants } from '../../reference/canton/variants.ts';
import { describeResult } from './execute.ts';
import { loadCantonSuites, tryVariant } from './matrix.ts';

const suites = await loadCantonSuites();
const SEED = 20_261;

describe.concurrent('no legal deployment is accused', { timeout: 120_000 }, () => {
  const deployments = [undefined, ...cantonVariants];
  it.each(
    deployments.flatMap((variant) =>
      [SEED, SEED + 1].map((seed) => [variant?.id ?? 'the reference itself', seed, variant] as const),
    ),
  )('%s, seed %i', async (_, seed, variant) => {
    expect((await tryVariant(variant, { suites, seed })).map(describeResult)).toEqual([]);
  });
});
