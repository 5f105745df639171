/**
 * From settings to a plan that may be run, and how it is announced.
 */
import { type Plan, planRun } from '../../engine/plan.ts';
import { mostParties } from '../../suites/party-loads.ts';
import type { SuiteEntry } from '../../suites/registry.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { Settings } from '../configuration/settings.ts';
import { didYouMean } from '../nearest.ts';
import type { Progress } from '../progress.ts';
import { loadSuites } from './suites.ts';

/** What is settled before anything is planned. */
export interface RunFrame {
  readonly settings: Settings;
  readonly seed: number;
  readonly namespace: string;
  /** Most parties that the run may create. */
  readonly cap: number;
}

/** The plan for suites. @throws ConfigurationError when it selects nothing */
export async function planFor(entries: readonly SuiteEntry[], { settings, seed }: RunFrame): Promise<Plan> {
  const { budget, only, exclude } = settings.options;
  const plan = planRun({ suites: await loadSuites(entries), seed, budget, only, exclude });
  requireSelected(plan);
  return plan;
}

/** Says what the run will do and leave behind. */
export function announce(plan: Plan, embedded: boolean, progress: Progress): void {
  progress({
    type: 'planned',
    requirements: plan.planned.length,
    parties: mostParties(plan),
    users: plan.cost.users,
    exchanges: plan.cost.exchanges,
    embedded,
  });
}

/** A selection of nothing would be a run without a verdict on anything. */
function requireSelected({ planned, suites, selection, draw }: Plan): void {
  if (planned.length > 0) return;
  const ids = suites.flatMap(({ requirements }) => requirements.map(({ id }) => id));
  const guess = didYouMean(selection.only[0] ?? '', ids);
  const how = draw.budget === 'smoke' ? ' A smoke run holds only some: try --budget standard.' : '';
  throw new ConfigurationError(
    `--only and --exclude leave no requirement to run.${guess}${how} See the ids with: concordat list`,
  );
}
