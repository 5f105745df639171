/**
 * The one party that this suite allocates: rights and primary parties name it, because a deployment may refuse parties that do not
 * exist. Parties stay for ever, so there is no second one.
 */
import { type Scenario, type ScenarioOptions, scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import type { Check } from '../../engine/requirement.ts';
import { createdIdOf, isAccepted, sendCreation } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { MARKER_KEY, namePlaceholder, PARTY_INDEX } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';

const KEY = 'party-of-the-run';

const vector = {
  label: 'party',
  template: allocateParty.template({
    kind: 'json',
    value: { partyIdHint: namePlaceholder(), localMetadata: { annotations: { [MARKER_KEY]: namePlaceholder() } } },
  }),
};

/** Its identifier; the placeholders of a party stand for it from then on. Rejects with {@link Inconclusive} without one. */
export const partyOfTheRun: Experiment<string> = {
  key: KEY,
  lane: 'concurrent',
  vectors: () => [vector],
  cost: () => ({ parties: 1, users: 0, exchanges: 1 }),
  // Allocated once in a run, also when the evidence was dropped and a failure is looked at again.
  run: (context) => context.once('the party of the run', () => allocate(context)),
};

async function allocate(context: RunContext): Promise<string> {
  const record = await sendCreation(context, allocateParty, vector, { scope: KEY });
  const id = createdIdOf(allocateParty, record);
  if (id === undefined || !isAccepted(allocateParty, record)) {
    throw new Inconclusive(
      record.answered ? 'prerequisite-failed' : 'transient-trouble',
      `The party that rights are to name could not be allocated: ${describeAnswer(record.exchange)}`,
    );
  }
  context.bind(PARTY_INDEX, id);
  return id;
}

/** The same experiment, run once there is the party. */
export function withParty<E>(experiment: Experiment<E>): Experiment<E> {
  return { ...experiment, needs: [...(experiment.needs ?? []), partyOfTheRun] };
}

/** A scenario that gets the party. */
export function scenarioWithParty({
  run,
  ...options
}: Omit<ScenarioOptions, 'run'> & { run(steps: Scenario, party: string): Promise<void> }): Check {
  const withIt = async (steps: Scenario): Promise<void> => run(steps, await steps.context.evidence(partyOfTheRun));
  return scenario({ ...options, needs: [partyOfTheRun], run: withIt });
}
