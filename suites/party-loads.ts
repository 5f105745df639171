/**
 * How many parties a run may leave behind. The cap is about each deployment: what is created on one is no burden to another.
 */
import { costOf, type Plan } from '../engine/plan.ts';
import { ConfigurationError } from '../target/errors.ts';
import { familyOf, type SuiteFamily } from './registry.ts';

/** Parties that a run of the plan creates on one deployment. */
export interface PartyLoad {
  /** The API that the deployment speaks. */
  readonly family: SuiteFamily;
  /** Without repeats. */
  readonly planned: number;
  /** With repeats and shrinking. */
  readonly most: number;
}

/** What each deployment of the plan has to bear, in the order of the suites; those that get no party are left out. */
export function partyLoads(plan: Plan): readonly PartyLoad[] {
  const families = new Set(plan.suites.map(({ name }) => familyOf(name)));
  return [...families]
    .map((family) => ({ family, planned: costOf(plan, ({ name }) => familyOf(name) === family).parties }))
    .filter(({ planned }) => planned > 0)
    .map((load) => ({ ...load, most: load.planned + plan.reserve }));
}

/** Parties that a run of the plan can create at most on all deployments together. */
export function mostParties(plan: Plan): number {
  return partyLoads(plan).reduce((sum, { most }) => sum + most, 0);
}

/** How a front end spells its options, for the sentence about what to do. */
export interface OptionSpellings {
  readonly cap: string;
  /** The cap set to a number. */
  capOf(parties: number): string;
  readonly smoke: string;
  readonly only: string;
}

/** @throws ConfigurationError when the plan may create more parties on a deployment than the cap allows */
export function requireAffordable(plan: Plan, cap: number, options: OptionSpellings): void {
  const loads = partyLoads(plan);
  const heaviest = [...loads].sort((a, b) => b.most - a.most)[0];
  if (heaviest === undefined || heaviest.most <= cap) return;
  const { family, planned, most } = heaviest;
  const where = loads.length > 1 ? ` on the deployment of ${family}` : '';
  const ways = [`allow it with ${options.capOf(most)}`];
  if (plan.draw.budget !== 'smoke') ways.push(`send less with ${options.smoke}`);
  ways.push(`select requirements with ${options.only}`);
  throw new ConfigurationError(
    `This run may create ${most} parties${where} (${planned} planned, ${plan.reserve} in reserve for repeats), ` +
      `and ${options.cap} allows ${cap}. Parties stay on the target for ever. Either ${ways.join(', or ')}.`,
  );
}
