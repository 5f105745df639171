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
import { countingTheParty, partyOfTheRun } from './party-of-the-run.ts';
import { users } from './user-resource.ts';

const SEQUENCES = { smoke: 2, standard: 8, thorough: 60 } as const satisfies Record<Budget, number>;
/** An upper bound of the requests of one sequence. */
const REQUESTS = 40;
/** How many sequences shrinking may send; each creates users, which are deleted. */
const SHRINKS = 60;
/** The sequences that decide are the same in every run, whatever its seed. */
const DECIDING_SEED = 20_261;

/** What became of one sequence: `undefined` for agreement. */
interface Disagreed {
  /** The smallest sequence found that fails. */
  readonly sequence: string;
  readonly disagreement: Disagreement;
  readonly seed: number;
  readonly path: string;
  readonly intermittent: boolean;
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

/** Sends the `index`-th sequence of a seed, and smaller ones when it fails. */
async function explore(
  context: RunContext,
  party: string,
  scope: string,
  seed: number,
  index: number,
): Promise<Disagreed | undefined> {
  let attempt = 0;
  let smallest: (Pick<Disagreed, 'sequence' | 'disagreement'> & { readonly drawn: Sequence }) | undefined;
  const send = async (drawn: Sequence, log: string[]): Promise<Disagreement | undefined> => {
    try {
      await runSequence(drawn, { context, scope, label: `sequence ${index}`, attempt: attempt++, log });
      return undefined;
    } catch (error) {
      if (error instanceof Disagreement) return error;
      throw error;
    }
  };
  let stopped: unknown;
  const property = fc.asyncProperty(sequences(party), async (drawn) => {
    if (stopped !== undefined || attempt > SHRINKS) return;
    try {
      const log: string[] = [];
      const disagreement = await send(drawn, log);
      if (disagreement === undefined) return;
      smallest = { drawn, disagreement, sequence: log.join('; ') };
    } catch (error) {
      stopped = error;
      return;
    }
    throw smallest.disagreement;
  });
  const result = await fc.check(property, parameters(seed, index));
  if (smallest === undefined) {
    if (stopped !== undefined) throw stopped;
    return undefined;
  }
  const { drawn, disagreement, sequence } = smallest;
  const again = await send(drawn, []);
  const path = result.counterexamplePath ?? '';
  return { sequence, disagreement, seed: seed + index, path, intermittent: again === undefined };
}

/** What fast-check draws the `index`-th sequence of a seed with. */
function parameters(seed: number, index: number) {
  // Without a bias: the first value that fast-check draws would nearly always be a short sequence.
  return { seed: (seed + index) | 0, numRuns: 1, unbiased: true } as const;
}

/** The commands of the `index`-th sequence, in words. */
function wordsOf(seed: number, index: number): readonly string[] {
  return fc
    .sample(sequences(partyPlaceholder()), parameters(seed, index))
    .flatMap(({ start, commands }) => [...start, ...commands].map(String));
}

function experimentOf({ key, seedOf }: Exploration): Experiment<readonly (Disagreed | undefined)[]> {
  const indices = (budget: Budget): readonly number[] => Array.from({ length: SEQUENCES[budget] }, (_, index) => index);
  return {
    key,
    lane: 'concurrent',
    vectors: ({ seed, budget }) =>
      indices(budget).map((index) => ({
        label: `${index}: ${wordsOf(seedOf(seed), index).join('; ')}`,
        template: createUser.template({ kind: 'json', value: users.body() }),
      })),
    cost: ({ budget }) => costOf(users, PLACES * SEQUENCES[budget], REQUESTS * SEQUENCES[budget]),
    run: async (context) => {
      const party = await context.evidence(partyOfTheRun);
      const seed = seedOf(context.draw.seed);
      return Promise.all(indices(context.draw.budget).map((index) => explore(context, party, key, seed, index)));
    },
  };
}

function agrees(exploration: Exploration): Check {
  const experiment = experimentOf(exploration);
  return countingTheParty({
    experiments: [experiment],
    judge: async (context) => {
      const all = await context.evidence(experiment);
      const disagreed = all.filter((one) => one !== undefined);
      const [first] = disagreed;
      if (!first) return passed(all.length, `All ${all.length} sequences agreed with the model.`);
      return failed({ sent: all.length, failed: disagreed.length }, disagreed.map(findingOf));
    },
  });
}

function findingOf({ sequence, disagreement, seed, path, intermittent }: Disagreed): Finding {
  const { message, expected, actual, evidence } = disagreement;
  return {
    summary: `The model and the target disagree on ${message}, after: ${sequence}`,
    expected,
    actual,
    pointer: '',
    intermittent,
    seed,
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
