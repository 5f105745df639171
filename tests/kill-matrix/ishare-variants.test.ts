import { describe, expect, it } from 'vitest';
import { ishareVariants } from '../../reference/ishare/variants.ts';
import { ishareParties } from '../../suites/ishare-parties/suite.ts';
import { describeResult } from './execute.ts';
import { tryIshareVariant } from './ishare.ts';

const suites = [ishareParties];
const SEED = 20_261;

describe.concurrent('no legal registry is accused', { timeout: 120_000 }, () => {
  const registries = [undefined, ...ishareVariants];
  // Other seeds are tried by `npm run prove`: a whole run takes seconds.
  it.each(registries.map((variant) => [variant?.id ?? 'the reference itself', variant] as const))(
    '%s',
    async (_, variant) => {
      expect((await tryIshareVariant(variant, { suites, seed: SEED })).map(describeResult)).toEqual([]);
    },
  );
});
