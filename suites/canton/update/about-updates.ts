/**
 * What requirements about updates share.
 */
import type { Json } from '../../../contracts/model.ts';
import { type Scenario, type ScenarioOptions, scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { member } from '../../json.ts';
import { expectError } from '../expected-answers.ts';
import { type Annotations, costOf, type Resource, requirementFor, type SharedRequirement } from '../resource.ts';
import {
  annotationsOf,
  expectUpdated,
  givenThing,
  hasExactly,
  sendUpdate,
  type Update,
  updatedDetails,
} from './update.ts';

type Definition = Omit<SharedRequirement, 'check'> & {
  readonly satisfied: string;
  readonly needs?: ScenarioOptions['needs'];
  /** How many requests it sends at most; a few by default. */
  readonly exchanges?: number;
  readonly run: ScenarioOptions['run'];
};

/** A requirement about updates, decided on one thing or two; the id is given without `patch/`. */
export function aboutUpdates(
  resource: Resource,
  { id, satisfied, needs, exchanges = 6, run, ...rest }: Definition,
): Requirement {
  const key = `patch/${id}`;
  return requirementFor(resource, {
    ...rest,
    id: key,
    check: scenario({ key, cost: costOf(resource, 1, exchanges), satisfied, run, ...(needs && { needs }) }),
  });
}

/** Expects that a refused update changed nothing. */
export async function expectUnchanged(
  resource: Resource,
  steps: Scenario,
  thing: { readonly id: string; readonly annotations: Annotations },
): Promise<void> {
  const { details, exchange } = await resource.read(steps, thing.id, 'read after');
  steps.check(hasExactly(resource, details, thing.annotations), {
    summary: `A refused update changed the ${resource.words.one}`,
    expected: JSON.stringify(thing.annotations),
    actual: JSON.stringify(annotationsOf(resource, details)),
    pointer: annotationsPointer(resource),
    evidence: [exchange],
  });
}

/** Expects the annotations of a thing when it is read, and in the answer where that shows any. */
export async function expectAnnotations(
  resource: Resource,
  steps: Scenario,
  answer: Exchange,
  id: string,
  expected: Annotations,
  summary: string,
): Promise<void> {
  if (!expectUpdated(resource, steps, answer, 'The update')) return;
  const { details, exchange } = await resource.read(steps, id, 'read after');
  for (const [where, seen] of [
    ['answer', updatedDetails(resource, answer)],
    ['reading', details],
  ] as const) {
    if (where === 'answer' && !showsAnnotations(resource, seen)) continue;
    steps.check(hasExactly(resource, seen, expected), {
      summary: `${summary} (in the ${where})`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(annotationsOf(resource, seen)),
      pointer: `/${resource.members.metadata}/annotations`,
      evidence: [answer, exchange],
    });
  }
}

/** Whether a description has annotations at all: answers may leave their metadata out. */
export function showsAnnotations({ members }: Resource, details: Json | undefined): boolean {
  return member(details, members.metadata, 'annotations') !== undefined;
}

/** JSON pointer of the annotations in the answer to a reading. */
export function annotationsPointer({ members, readPointer }: Resource): string {
  return `${readPointer}/${members.metadata}/annotations`;
}

/** Updates that the product refuses with a code, after which nothing has changed. */
export function refusedUpdate(
  resource: Resource,
  label: string,
  updates: readonly (readonly [string, Update])[],
  ...codes: readonly string[]
): ScenarioOptions['run'] {
  return async (steps) => {
    const thing = await givenThing(resource, steps, resource.words.one, { keep: 'value' });
    for (const [name, update] of updates) {
      const answer = await sendUpdate(resource, steps, name, thing.id, update);
      expectError(steps, answer, `${label} (${name})`, ...codes);
    }
    await expectUnchanged(resource, steps, thing);
    const control = await sendUpdate(resource, steps, 'control after', thing.id, {
      annotations: { control: 'after' },
    });
    expectUpdated(resource, steps, control, 'The control');
  };
}
