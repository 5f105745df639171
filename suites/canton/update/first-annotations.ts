/**
 * Updates of a thing that was created without any metadata.
 */
import type { ScenarioOptions } from '../../../engine/checks/scenario.ts';
import { type Scenario, scenario } from '../../../engine/checks/scenario.ts';
import type { Cost } from '../../../engine/experiment.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { clause } from '../../clause.ts';
import { type Resource, requirementFor } from '../resource.ts';
import { expectAnnotations } from './about-updates.ts';
import { sendUpdate } from './update.ts';

/** Where such a thing comes from. */
export interface Bare {
  readonly needs?: ScenarioOptions['needs'];
  readonly cost: Cost;
  /** Its identifier. Throws `Inconclusive` without one. */
  given(steps: Scenario): Promise<string>;
}

/** The requirement of this topic. */
export function firstAnnotations(resource: Resource, bare: Bare): Requirement {
  const { words, update } = resource;
  const key = 'patch/first-annotations';
  return requirementFor(resource, {
    id: key,
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', `${update.operationId}/updates`),
    text: `A ${words.one} that was ${words.created} without metadata is updated like any other.`,
    explain:
      'Usual causes: a row of metadata that is there only when the creation carried some; null where an object is expected.',
    check: scenario({
      key,
      lane: 'exclusive',
      ...(bare.needs && { needs: bare.needs }),
      cost: bare.cost,
      satisfied: 'An update gave it its first annotation.',
      run: async (steps) => {
        const id = await bare.given(steps);
        const annotations = { first: 'value' };
        const answer = await sendUpdate(resource, steps, 'update', id, { annotations });
        await expectAnnotations(
          resource,
          steps,
          answer,
          id,
          annotations,
          'An update did not give the first annotation',
        );
      },
    }),
  });
}
