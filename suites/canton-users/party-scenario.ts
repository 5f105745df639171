/**
 * Scenarios that name the party of the run.
 */
import { type Scenario, type ScenarioOptions, scenario } from '../../engine/checks/scenario.ts';
import type { Check } from '../../engine/requirement.ts';
import { partyOfTheRun } from './party-of-the-run.ts';

/** The party, inside a scenario. Rejects with `Inconclusive` without one. */
export function partyIn(steps: Scenario): Promise<string> {
  return steps.context.evidence(partyOfTheRun);
}

/** The same check, for which the party is allocated. */
export function needsParty(check: Check): Check {
  return { ...check, experiments: [partyOfTheRun, ...check.experiments] };
}

/** A scenario that gets the party. */
export function partyScenario({
  run,
  ...options
}: Omit<ScenarioOptions, 'run'> & { run(steps: Scenario, party: string): Promise<void> }): Check {
  return needsParty(scenario({ ...options, run: async (steps) => run(steps, await partyIn(steps)) }));
}
