/**
 * Six things that are in the list while its pages are read.
 */
import { type AcceptanceEvidence, acceptances } from '../../../engine/checks/acceptance.ts';
import { type Scenario, type ScenarioOptions, scenario } from '../../../engine/checks/scenario.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Check } from '../../../engine/requirement.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import type { Resource } from '../resource.ts';

/** The six. */
export interface Six {
  readonly experiment: Experiment<AcceptanceEvidence>;
  /** Their identifiers. Throws {@link Inconclusive} when they were not all accepted. */
  given(steps: Scenario): Promise<readonly string[]>;
  /** A scenario that reads them. */
  over(options: ScenarioOptions): Check;
}

/** Six things of a resource. */
export function sixOf({ operation, words, body }: Resource): Six {
  const experiment = acceptances({
    key: `list/six-${words.many}`,
    operation,
    profile: 'contract',
    bodies: {
      kind: 'table',
      rows: () =>
        Array.from({ length: 6 }, (_, index) => ({
          label: `${words.one} ${index}`,
          body: { kind: 'json' as const, value: body() },
        })),
    },
  });
  return {
    experiment,
    given: async ({ context }) => {
      const { cases } = await context.evidence(experiment);
      const refused = cases.find((it) => !it.accepted);
      if (refused)
        throw new Inconclusive(
          'control-refused',
          `A valid request was not accepted: ${describeAnswer(refused.record.exchange)}`,
        );
      return cases.map((it) => it.id ?? '');
    },
    over: (options) => scenario({ ...options, needs: [experiment] }),
  };
}
