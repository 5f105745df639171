/**
 * Sequences against the model: a failing one is shrunk, in the same way each time.
 */
import { describe, expect, it } from 'vitest';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { runAgainst } from '../kill-matrix/matrix.ts';

async function summaryWith(fault: string): Promise<string> {
  const { requirements } = await runAgainst(
    { fault },
    { suites: [cantonUsers], seed: 20_261, only: ['canton-users/model/agrees'] },
  );
  const [finding] = requirements[0]?.findings ?? [];
  return finding ? `${finding.seed} ${finding.path} ${finding.summary}` : 'no finding';
}

describe('a sequence that disagrees with the model', { timeout: 60_000 }, () => {
  it.each(['user-model-regrant-lost', 'user-model-grant-forgets-deactivation'])(
    'is shrunk to a few commands, deterministically: %s',
    async (fault) => {
      const summary = await summaryWith(fault);
      const [, sequence = ''] = summary.split(', after: ');
      expect(sequence.split('; ').length, summary).toBeLessThanOrEqual(6);
      expect(await summaryWith(fault)).toBe(summary);
    },
  );
});
