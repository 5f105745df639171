/**
 * Six things that are in the list while its pages are read.
 */
import type { Json } from '../../../contracts/model.ts';
import { type AcceptanceCase, type AcceptanceEvidence, acceptances } from '../../../engine/checks/acceptance.ts';
import { type Scenario, type ScenarioOptions, scenario } from '../../../engine/checks/scenario.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Check } from '../../../engine/requirement.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { MARKER_KEY } from '../../../generators/placeholder.ts';
import type { Annotations, Resource } from '../resource.ts';

/** One of the six, as it was created. */
export interface OneOfSix {
  readonly id: string;
  /** All its annotations. */
  readonly annotations: Annotations;
  /** The body of the answer. */
  readonly json: Json | undefined;
}

/** The six. */
export interface Six {
  readonly experiment: Experiment<AcceptanceEvidence>;
  /** Their identifiers. Throws {@link Inconclusive} when they were not all accepted. */
  given(steps: Scenario): Promise<readonly string[]>;
  /** One of them, as it was created. Throws {@link Inconclusive} likewise. */
  one(steps: Scenario, index: number): Promise<OneOfSix>;
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
  const accepted = async ({ context }: Scenario): Promise<readonly AcceptanceCase[]> => {
    const { cases } = await context.evidence(experiment);
    const refused = cases.find((it) => !it.accepted);
    if (refused)
      throw new Inconclusive(
        'control-refused',
        `A valid request was not accepted: ${describeAnswer(refused.record.exchange)}`,
      );
    return cases;
  };
  return {
    experiment,
    given: async (steps) => (await accepted(steps)).map((it) => it.id ?? ''),
    one: async (steps, index) => {
      const it = (await accepted(steps))[index];
      if (it === undefined) throw new RangeError(`There are six ${words.many}, and no number ${index}`);
      return { id: it.id ?? '', annotations: { [MARKER_KEY]: it.record.name }, json: it.json };
    },
    over: (options) => scenario({ ...options, needs: [experiment] }),
  };
}
