/**
 * Requirements about updates that are decided on one of the six things that the list is read for. Parties cannot be deleted, so what
 * another scenario is done with serves here too: alone on the target, when the pages of the list have been read.
 */
import type { Scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { type OneOfSix, sixOf } from '../list/six.ts';
import { costOf, type Resource, requirementFor, type SharedRequirement } from '../resource.ts';

type Definition = Omit<SharedRequirement, 'check'> & {
  /** Which of the six; no two requirements work on the same. */
  readonly index: number;
  readonly exchanges: number;
  readonly satisfied: string;
  run(steps: Scenario, thing: OneOfSix): Promise<void>;
};

/** A requirement about updates, decided on one of the six; the id is given without `patch/`. */
export function aboutOneOfSix(
  resource: Resource,
  { id, index, exchanges, satisfied, run, ...rest }: Definition,
): Requirement {
  const six = sixOf(resource);
  const key = `patch/${id}`;
  return requirementFor(resource, {
    ...rest,
    id: key,
    check: six.over({
      key,
      lane: 'exclusive',
      cost: costOf(resource, 0, exchanges),
      satisfied,
      run: async (steps) => run(steps, await six.one(steps, index)),
    }),
  });
}
