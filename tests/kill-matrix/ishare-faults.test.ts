import { describe, expect, it } from 'vitest';
import { ishareFaults } from '../../reference/ishare/faults.ts';
import { ishareParties } from '../../suites/ishare-parties/suite.ts';
import { describeResult } from './execute.ts';
import { tryIshareFault } from './ishare.ts';

const suites = [ishareParties];
const SEED = 20_261;
const ids = new Set(ishareParties.requirements.map(({ id }) => id));

describe('the kill matrix of ishare-parties', () => {
  it('has a fault for every requirement', () => {
    const caught = new Set(ishareFaults.flatMap(({ catches }) => catches));
    expect([...ids].filter((id) => !caught.has(id))).toEqual([]);
  });

  it('names only requirements that exist', () => {
    expect(ishareFaults.flatMap(({ catches }) => catches).filter((id) => !ids.has(id))).toEqual([]);
  });

  describe.concurrent('every fault fails each requirement that it names', { timeout: 120_000 }, () => {
    it.each(ishareFaults.map((fault) => [fault.id, fault] as const))('%s', async (_, fault) => {
      const { missed, suiteFaults } = await tryIshareFault(fault, { suites, seed: SEED });
      expect(missed.map(describeResult)).toEqual([]);
      expect(suiteFaults.map(describeResult)).toEqual([]);
    });
  });
});
