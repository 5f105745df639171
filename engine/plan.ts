/**
 * configuration -> plan: which requirements, in which order, at what cost, from which vectors.
 */
import { createHash } from 'node:crypto';
import type { ProfileName } from '../contracts/model.ts';
import type { Budget, Cost, Draw, Experiment, Lane } from './experiment.ts';
import type { Requirement } from './requirement.ts';
import type { Suite } from './suite.ts';

/** What a plan is made from. */
export interface PlanOptions {
  readonly suites: readonly Suite[];
  readonly seed: number;
  readonly budget: Budget;
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

/** One requirement of a plan. */
export interface PlannedRequirement {
  readonly suite: Suite;
  readonly requirement: Requirement;
  readonly lane: Lane;
}

/** What a run will do. */
export interface Plan {
  readonly draw: Draw;
  readonly suites: readonly Suite[];
  /** In the order of the report. */
  readonly planned: readonly PlannedRequirement[];
  /** MUST requirements that were left out by the selection or by the smoke budget. */
  readonly leftOut: readonly { readonly id: string; readonly profile: ProfileName }[];
  readonly selection: { readonly only: readonly string[]; readonly exclude: readonly string[] };
  /** Upper bounds without repeats. */
  readonly cost: Cost;
  /** Parties that repeats and shrinking may create on a deployment beyond `cost`. */
  readonly reserve: number;
  /** SHA-256 over every vector of the plan, before names are filled in. */
  readonly vectorsSha256: string;
}

/** Room for repeats and for shrinking: enough for the first findings, after which more of them tell nothing new. */
const RESERVED_PARTIES = 25;

/** What a requirement with experiments of several lanes goes by: the last of them here. */
const PRECEDENCE: readonly Lane[] = ['concurrent', 'first', 'exclusive', 'last'];

/** Makes the plan. Pure. */
export function planRun(options: PlanOptions): Plan {
  const draw: Draw = { seed: options.seed, budget: options.budget };
  const planned: PlannedRequirement[] = [];
  const leftOut: { id: string; profile: ProfileName }[] = [];
  for (const suite of options.suites) {
    for (const requirement of suite.requirements) {
      if (isSelected(requirement, options)) planned.push({ suite, requirement, lane: laneOf(requirement) });
      else if (requirement.level === 'MUST') leftOut.push({ id: requirement.id, profile: requirement.profile });
    }
  }
  const experiments = experimentsOf(planned);
  return {
    draw,
    suites: options.suites,
    planned,
    leftOut,
    selection: { only: options.only, exclude: options.exclude },
    cost: totalCost(experiments, draw),
    reserve: RESERVED_PARTIES,
    vectorsSha256: hashVectors(experiments, draw),
  };
}

function isSelected(requirement: Requirement, options: PlanOptions): boolean {
  if (options.budget === 'smoke' && !requirement.smoke) return false;
  if (options.only.length > 0 && !options.only.some((glob) => matchesGlob(requirement, glob))) return false;
  return !options.exclude.some((glob) => matchesGlob(requirement, glob));
}

/** `*` stands for any characters, `/` included; an earlier id of the requirement matches too. */
export function matchesGlob(requirement: Pick<Requirement, 'id' | 'aliases'>, glob: string): boolean {
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const expression = new RegExp(`^${pattern}$`);
  return [requirement.id, ...(requirement.aliases ?? [])].some((id) => expression.test(id));
}

/** The lane of a requirement: nothing else runs beside it when one of its experiments has to be alone. */
export function laneOf(requirement: Requirement): Lane {
  const lanes = requirement.check.experiments.map((experiment) => PRECEDENCE.indexOf(experiment.lane));
  return PRECEDENCE[Math.max(0, ...lanes)] as Lane;
}

/** What is gathered for a requirement: the experiments that it reads and what these need, each once. */
export function gatheredFor({ check }: Pick<Requirement, 'check'>): readonly Experiment<unknown>[] {
  const withNeeds = (experiment: Experiment<unknown>): readonly Experiment<unknown>[] => [
    experiment,
    ...(experiment.needs ?? []).flatMap(withNeeds),
  ];
  return [...new Map(check.experiments.flatMap(withNeeds).map((experiment) => [experiment.key, experiment])).values()];
}

/** Each experiment once, by suite and key, in order of first use. */
export function experimentsOf(planned: readonly PlannedRequirement[]): ReadonlyMap<string, Experiment<unknown>> {
  const experiments = new Map<string, Experiment<unknown>>();
  for (const { suite, requirement } of planned) {
    for (const experiment of gatheredFor(requirement)) experiments.set(`${suite.name}/${experiment.key}`, experiment);
  }
  return experiments;
}

/** Upper bounds without repeats for some suites of a plan. */
export function costOf({ planned, draw }: Pick<Plan, 'planned' | 'draw'>, isMeant: (suite: Suite) => boolean): Cost {
  return totalCost(experimentsOf(planned.filter(({ suite }) => isMeant(suite))), draw);
}

function totalCost(experiments: ReadonlyMap<string, Experiment<unknown>>, draw: Draw): Cost {
  const total = { parties: 0, users: 0, exchanges: 0 };
  for (const experiment of experiments.values()) {
    const cost = experiment.cost(draw);
    total.parties += cost.parties;
    total.users += cost.users;
    total.exchanges += cost.exchanges;
  }
  return total;
}

/** Hash over every vector, so that two reports can be seen to stand on the same requests (design.md, rule 8). */
function hashVectors(experiments: ReadonlyMap<string, Experiment<unknown>>, draw: Draw): string {
  const hash = createHash('sha256');
  for (const [key, experiment] of [...experiments].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${key}\n`);
    for (const vector of experiment.vectors(draw)) hash.update(`${JSON.stringify([vector.label, vector.template])}\n`);
  }
  return hash.digest('hex');
}
