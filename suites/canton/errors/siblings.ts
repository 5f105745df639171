/**
 * Error bodies of the operations beside the creation.
 */
import { type Scenario, type ScenarioOptions, scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { clause } from '../../clause.ts';
import { judgeExchange } from '../judge.ts';
import { type Resource, requirementFor } from '../resource.ts';

/** A request that most targets refuse: the operation, in words, and its answer. */
export type Provoked = readonly [operationId: string, label: string, exchange: Exchange];

/** The form of errors; whether a request is refused at all is the matter of other requirements. */
export function siblingErrors(
  resource: Resource,
  cost: ScenarioOptions['cost'],
  provoke: (steps: Scenario) => Promise<readonly Provoked[]>,
): Requirement {
  const key = 'errors/siblings-documented-form';
  return requirementFor(resource, {
    id: key,
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', `${resource.update.operationId}/response-default`),
    text: `Refusals of the other operations on ${resource.words.many} are in a documented form too: status 400 as text, or a JsCantonError as JSON with all required members of the right types.`,
    explain:
      'Usual causes: an error handler for one operation only; the page of a router for things that do not exist.',
    check: scenario({
      key,
      cost,
      satisfied: 'Refusals of the other operations are in a documented form.',
      run: async (steps) => {
        // As for the creation, the answers of the layer in front of the operation are not documented.
        const refused = (await provoke(steps)).filter(
          ([, , { response }]) => response !== undefined && response.status >= 400 && response.status !== 413,
        );
        if (refused.length === 0) {
          throw new Inconclusive('prerequisite-failed', 'Nothing was refused, so there is no error body to judge.');
        }
        for (const [operationId, label, exchange] of refused) {
          const [problem] = judgeExchange(operationId, exchange).problems;
          const wholeAnswer = problem?.rule === 'media-type' || problem?.rule === 'status';
          steps.check(problem === undefined, {
            summary: `A refusal is in no documented form: ${problem?.rule} ${problem?.pointer} (${label})`,
            expected: problem?.expected ?? '',
            actual: wholeAnswer ? describeAnswer(exchange) : (problem?.actual ?? ''),
            pointer: problem?.pointer ?? '',
            evidence: [exchange],
          });
        }
      },
    }),
  });
}
