/**
 * The cap on parties, as the command line knows it.
 */
import type { Plan } from '../../engine/plan.ts';
import { type OptionSpellings, requireAffordable as requireAffordableWith } from '../../suites/party-loads.ts';
import type { Settings } from '../configuration/settings.ts';

const spellings: OptionSpellings = {
  cap: '--max-parties',
  capOf: (parties) => `--max-parties ${parties}`,
  smoke: '--budget smoke',
  only: '--only',
};

/**
 * The cap that counts. Parties of the embedded reference go with it, so there the cap holds only where it was asked for.
 */
export function partyCap({ options, lines }: Settings, embedded: boolean): number {
  const asked = lines.find(({ name }) => name === 'maxParties')?.origin !== 'default';
  return embedded && !asked ? Number.MAX_SAFE_INTEGER : options.maxParties;
}

/** @throws ConfigurationError when the plan may create more parties on a deployment than the cap allows */
export function requireAffordable(plan: Plan, cap: number): void {
  requireAffordableWith(plan, cap, spellings);
}
