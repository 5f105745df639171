import { describe, expect, it } from 'vitest';
import { cantonFaults } from '../../reference/canton/faults.ts';
import { describeResult } from './execute.ts';
import { loadCantonSuites, tryFault } from './matrix.ts';

const suites = await loadCantonSuites();
const SEED = 20_261;
const ids = new Set(suites.flatMap((suite) => suite.requirements).map(({ id }) => id));
const faults = cantonFaults.filter(({ catches }) => catches.some((id) => ids.has(id)));

describe('the kill matrix of the Canton suites', () => {
  it('has a fault for every requirement', () => {
    const caught = new Set(cantonFaults.flatMap(({ catches }) => catches));
    expect([...ids].filter((id) => !caught.has(id))).toEqual([]);
  });

  it('names only requirements that exist', () => {
    const unknown = cantonFaults.flatMap(({ catches }) =>
      catches.filter((id) => suites.some(({ name }) => id.startsWith(`${name}/`)) && !ids.has(id)),
    );
    expect(unknown).toEqual([]);
  });

  describe.concurrent('every fault fails each requirement that it names', { timeout: 120_000 }, () => {
    it.each(faults.map((fault) => [fault.id, fault] as const))('%s', async (_, fault) => {
      const { missed, suiteFaults } = await tryFault(fault, { suites, seed: SEED });
      expect(missed.map(describeResult)).toEqual([]);
      expect(suiteFaults.map(describeResult)).toEqual([]);
    });
  });
});
