/**
 * Random sequences of operations on users against a model. A sequence that fails is shrunk to a minimal one.
 */
import * as fc from 'fast-check';
import { failed, passed } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Budget, Experiment } from '../../engine/experiment.ts';
import { seedFor } from '../../engine/names.ts';
import type { Check, Requirement } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import { partyPlaceholder } from '../../generators/placeholder.ts';
import { createUser } from '../canton/create-user.ts';
import { costOf, requirementFor } from '../canton/resource.ts';
import { clause } from '../clause.ts';
import { PLACES, type Sequence, sequences } from './model-commands.ts';
import type { Model } from './model-state.ts';
import { Disagreement, expectRightsOf, expectUser, type SequenceTarget } from './model-target.ts';
import { partyOfTheRun } from './party-of-the-run.ts';
import { users } from './user-resource.ts';

const SEQUENCES = { smoke: 2, standard: 8, thorough: 60 } as const satisfies Record<Budget, number>;
/** An upper bound of the requests of one sequence. */
const REQUESTS = 40;
/** How many sequences shrinking may send; each creates users, which are deleted. */
const SHRINKS = 60;
/** The sequences that decide are the same in every run, whatever its seed. */
const DECIDING_SEED = 20_261;

/** A sequence on which the target and the model disagree. */
interface Disagreed {
  readonly index: number;
  /** What was sent until then, in words. */
  readonly sequence: string;
  readonly disagreement: Disagreement;
}

/** Sequences that are drawn from a seed. */
interface Exploration {
  readonly key: string;
  seedOf(runSeed: number): number;
}

/** Sends a sequence, and looks at every user once more at its end. */
async function runSequence({ start, commands }: Sequence, target: SequenceTarget): Promise<void> {
  const model: Model = new Map();
  for (const creation of start) await creation.run(model, target);
  await fc.asyncModelRun(() => ({ model, real: target }), commands);
  for (let place = 0; place < PLACES; place += 1) {
    const user = model.get(place);
    await expectUser(target, place, user);
    if (user) await expectRightsOf(target, place, user);
  }
}

/** The sequences of a seed on the target of a run. */
interface Exploring {
  readonly context: RunContext;
  readonly party: string;
  readonly scope: string;
  readonly seed: number;
}

/** Sends a sequence; `undefined` for agreement. */
async function send(
  { context, party, scope }: Exploring,
  index: number,
  attempt: number,
  sequence: Sequence,
): Promise<Disagreed | undefined> {
  const log: string[] = [];
  try {
    await runSequence(sequence, { context, scope, label: `sequence ${index}`, attempt, log });
    return undefined;
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    return { index, sequence: log.join('; ').replaceAll(party, 'the party'), disagreement: error };
  }
}

/** Looks for the smallest sequence that still fails, and gives it as a finding. */
async function shrink(exploring: Exploring, first: Disagreed): Promise<Finding> {
  let attempt = 1;
  let smallest: Disagreed | undefined;
  const property = fc.asyncProperty(sequences(exploring.party), async (sequence) => {
    if (attempt > SHRINKS || exploring.context.signal.aborted) return;
    const disagreed = await send(exploring, first.index, attempt++, sequence).catch(() => undefined);
    if (disagreed === undefined) return;
    smallest = disagreed;
    throw disagreed.disagreement;
  });
  const { counterexamplePath } = await fc.check(property, parameters(exploring.seed, first.index));
  // Not even the sequence itself failed again: it is shown as it was.
  return findingOf(exploring, smallest ?? first, counterexamplePath ?? '', smallest === undefined);
}

/** What fast-check draws the `index`-th sequence of a seed with. */
function parameters(seed: number, index: number) {
  // Without a bias: the first value that fast-check draws would nearly always be a short sequence.
  return { seed: (seed + index) | 0, numRuns: 1, unbiased: true } as const;
}

/** The `index`-th sequence of a seed. */
function drawn(party: string, seed: number, index: number): Sequence {
  return fc.sample(sequences(party), parameters(seed, index))[0] as Sequence;
}

const indicesOf = (budget: Budget): readonly number[] => Array.from({ length: SEQUENCES[budget] }, (_, index) => index);

function experimentOf({ key, seedOf }: Exploration): Experiment<{
  readonly exploring: Exploring;
  readonly disagreed: readonly Disagreed[];
}> {
  return {
    key,
    lane: 'concurrent',
    needs: [partyOfTheRun],
    vectors: ({ seed, budget }) =>
      indicesOf(budget).map((index) => {
        const { start, commands } = drawn(partyPlaceholder(), seedOf(seed), index);
        return {
          label: `${index}: ${[...start, ...commands].map(String).join('; ')}`,
          template: createUser.template({ kind: 'json', value: users.body() }),
        };
      }),
    cost: ({ budget }) => costOf(users, PLACES * SEQUENCES[budget], REQUESTS * SEQUENCES[budget]),
    run: async (context) => {
      const party = await context.evidence(partyOfTheRun);
      const exploring = { context, party, scope: key, seed: seedOf(context.draw.seed) };
      const all = await Promise.all(
        indicesOf(context.draw.budget).map((index) => send(exploring, index, 0, drawn(party, exploring.seed, index))),
      );
      return { exploring, disagreed: all.filter((one) => one !== undefined) };
    },
  };
}

function agrees(exploration: Exploration): Check {
  const experiment = experimentOf(exploration);
  return {
    experiments: [experiment],
    judge: async (context) => {
      const { exploring, disagreed } = await context.evidence(experiment);
      const sent = SEQUENCES[context.draw.budget];
      const [first] = disagreed;
      if (!first) return passed(sent, `All ${sent} sequences agreed with the model.`);
      return failed({ sent, failed: disagreed.length }, [findingOf(exploring, first, '', false)], {
        confirm: async () => [await shrink(exploring, first)],
      });
    },
  };
}

function findingOf(
  { seed }: Exploring,
  { index, sequence, disagreement }: Disagreed,
  path: string,
  intermittent: boolean,
): Finding {
  const { message, expected, actual, evidence } = disagreement;
  return {
    summary: `The model and the target disagree on ${message}, after: ${sequence}`,
    expected,
    actual,
    pointer: '',
    intermittent,
    seed: parameters(seed, index).seed,
    path,
    evidence,
  };
}

/** Requirements of this topic. */
export const modelRequirements: readonly Requirement[] = [
  requirementFor(users, {
    id: 'model/agrees',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'patchV2UsersUser-id/updates'),
    text: 'Sequences of creating, reading, listing, updating, granting, revoking and deleting leave what each of them says; the sequences are the same in every run.',
    explain:
      'Usual causes: a cache that one operation forgets; a row written as a whole with values that were read too early.',
    check: agrees({ key: 'model/agrees', seedOf: () => DECIDING_SEED }),
  }),
  requirementFor(users, {
    id: 'model/explored',
    level: 'SHOULD',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'patchV2UsersUser-id/updates'),
    text: 'The same holds for other sequences, which are drawn from the seed of the run.',
    explain: 'Give --seed for other sequences. Usual causes: those of model/agrees.',
    check: agrees({ key: 'model/explored', seedOf: (seed) => seedFor(seed, 'model/explored') }),
  }),
];
