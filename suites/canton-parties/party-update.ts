/**
 * What requirements about updates of a party share.
 */
import { type Scenario, type ScenarioOptions, scenario } from '../../engine/checks/scenario.ts';
import { type Requirement, requirement } from '../../engine/requirement.ts';
import type { Exchange } from '../../target/exchange.ts';
import {
  annotationsOf,
  expectError,
  expectUpdated,
  givenParty,
  hasExactly,
  type Update,
  updatedDetails,
  updateParty,
} from './party-scenario.ts';
import { readParty } from './read-party.ts';

type Definition = Omit<Requirement, 'check' | 'id'> & {
  readonly id: string;
  readonly satisfied: string;
  readonly run: ScenarioOptions['run'];
};

/** A requirement about updates, decided on one party. */
export function about({ id, satisfied, run, ...rest }: Definition): Requirement {
  const key = `patch/${id}`;
  return requirement({
    ...rest,
    id: `canton-parties/${key}`,
    check: scenario({ key, cost: { parties: 1, users: 0, exchanges: 6 }, satisfied, run }),
  });
}

/** Expects that a refused update changed nothing. */
export async function expectUnchanged(
  steps: Scenario,
  party: { readonly id: string; readonly annotations: Readonly<Record<string, string>> },
): Promise<void> {
  const { details, exchange } = await readParty(steps, party.id, 'read after');
  steps.check(hasExactly(details, party.annotations), {
    summary: 'A refused update changed the party',
    expected: JSON.stringify(party.annotations),
    actual: JSON.stringify(annotationsOf(details)),
    pointer: '/partyDetails/0/localMetadata/annotations',
    evidence: [exchange],
  });
}

/** Expects the annotations of a party in the answer and when it is read. */
export async function expectAnnotations(
  steps: Scenario,
  answer: Exchange,
  party: string,
  expected: Readonly<Record<string, string>>,
  summary: string,
): Promise<void> {
  if (!expectUpdated(steps, answer, 'The update')) return;
  const { details, exchange } = await readParty(steps, party, 'read after');
  for (const [where, seen] of [
    ['answer', updatedDetails(answer)],
    ['reading', details],
  ] as const) {
    steps.check(hasExactly(seen, expected), {
      summary: `${summary} (in the ${where})`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(annotationsOf(seen)),
      pointer: '/localMetadata/annotations',
      evidence: [answer, exchange],
    });
  }
}

/** An update that the product refuses with a code, after which nothing has changed. */
export function refusedUpdate(
  label: string,
  updates: readonly (readonly [string, Update])[],
  ...codes: readonly string[]
): ScenarioOptions['run'] {
  return async (steps) => {
    const party = await givenParty(steps, 'party', { keep: 'value' });
    for (const [name, update] of updates)
      expectError(steps, await updateParty(steps, name, party.id, update), `${label} (${name})`, ...codes);
    await expectUnchanged(steps, party);
    expectUpdated(
      steps,
      await updateParty(steps, 'control after', party.id, { annotations: { control: 'after' } }),
      'The control',
    );
  };
}

/** An update of annotations alone. */
export const updatesOf = (annotations: Readonly<Record<string, string>>): Update => ({ annotations });
/** The code for updates that the product does not understand. */
export const INVALID_UPDATE = 'INVALID_PARTY_DETAILS_UPDATE_REQUEST';
