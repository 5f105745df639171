/**
 * How many parties a run may leave behind.
 */
import type { Plan } from '../../engine/plan.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { Settings } from '../configuration/settings.ts';

/** Parties that a run of the plan can create at most, repeats and shrinking included. */
export function mostParties(plan: Pick<Plan, 'cost' | 'reserve'>): number {
  return plan.cost.parties === 0 ? 0 : plan.cost.parties + plan.reserve;
}

/**
 * The cap that counts. Parties of the embedded reference go with it, so there the cap holds only where it was asked for.
 */
export function partyCap({ options, lines }: Settings, embedded: boolean): number {
  const asked = lines.find(({ name }) => name === 'maxParties')?.origin !== 'default';
  return embedded && !asked ? Number.MAX_SAFE_INTEGER : options.maxParties;
}

/** @throws ConfigurationError when the plan may create more parties than the cap allows */
export function requireAffordable(plan: Plan, cap: number): void {
  const needed = mostParties(plan);
  if (needed <= cap) return;
  const ways = [`allow it with --max-parties ${needed}`];
  if (plan.draw.budget !== 'smoke') ways.push('send less with --budget smoke');
  ways.push('select requirements with --only');
  throw new ConfigurationError(
    `This run may create ${needed} parties (${plan.cost.parties} planned, ${plan.reserve} in reserve for repeats), ` +
      `and --max-parties allows ${cap}. Parties stay on the target for ever. Either ${ways.join(', or ')}.`,
  );
}
