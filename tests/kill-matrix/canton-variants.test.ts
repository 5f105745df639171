import { describe, expect, it } from 'vitest';
import { cantonVariants } from '../../reference/canton/variants.ts';
import { describeResult } from './execute.ts';
import { loadCantonSuites, tryVariant } from './matrix.ts';

const suites = await loadCantonSuites();
const SEED = 20_261;

describe.concurrent('no legal deployment is accused', { timeout: 120_000 }, () => {
  const deployments = [undefined, ...cantonVariants];
  // Other seeds are tried by `npm run prove`: a whole run takes seconds.
  it.each(deployments.map((variant) => [variant?.id ?? 'the reference itself', variant] as const))(
    '%s',
    async (_, variant) => {
      expect((await tryVariant(variant, { suites, seed: SEED })).map(describeResult)).toEqual([]);
    },
  );
});
