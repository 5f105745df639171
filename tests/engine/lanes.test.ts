/** Lanes: what runs alone, before and after what, and what an experiment needs first. */
import { describe, expect, it } from 'vitest';
import { passed } from '../../engine/checks/outcome.ts';
import type { Experiment, Lane } from '../../engine/experiment.ts';
import { planRun } from '../../engine/plan.ts';
import type { Check } from '../../engine/requirement.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import { fakeTarget } from '../cli/fakes.ts';
import { runSuites, suiteOf } from './run-suites.ts';

/** Notes when an experiment begins and when it ends. */
function experiment(name: string, lane: Lane, log: string[], needs?: readonly Experiment<unknown>[]) {
  return {
    key: name,
    lane,
    ...(needs && { needs }),
    vectors: () => [],
    cost: () => ({ parties: 1, users: 0, exchanges: 1 }),
    run: async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push(`${name} ends`);
    },
  } satisfies Experiment<void>;
}

/** A suite whose requirements read these experiments. */
function reading(name: string, checks: Readonly<Record<string, readonly Experiment<unknown>[]>>): Suite {
  const checkOf = (experiments: readonly Experiment<unknown>[]): Check => ({
    experiments,
    judge: async (context) => {
      for (const one of experiments) await context.evidence(one);
      return passed(1, 'satisfied');
    },
  });
  return suiteOf(name, Object.fromEntries(Object.entries(checks).map(([id, read]) => [id, checkOf(read)])));
}

const planOf = (suites: readonly Suite[], only: readonly string[] = []) =>
  planRun({ suites, seed: 1, budget: 'standard', only, exclude: [] });

const run = (
  suites: readonly Suite[],
  deploymentOf?: (suite: string) => string,
  addressOf = (key = '') => `http://${key}.test`,
): Promise<RunResult> =>
  runSuites(
    suites,
    (_, key) => ({ ...fakeTarget(() => ({ status: 200 })).target, baseUrl: addressOf(key) }),
    deploymentOf,
  );

describe('the lanes of a deployment', () => {
  it('come one after the other: first, concurrent, exclusive, last, whatever the order of the requirements', async () => {
    const log: string[] = [];
    const lanes: readonly Lane[] = ['last', 'exclusive', 'concurrent', 'first'];
    await run([reading('a', Object.fromEntries(lanes.map((lane) => [lane, [experiment(lane, lane, log)]])))]);
    expect(log).toEqual(
      ['first', 'concurrent', 'exclusive', 'last'].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  it('leave nothing beside a requirement that reads one experiment which has to be alone', async () => {
    const log: string[] = [];
    const beside = experiment('beside', 'concurrent', log);
    const checks = {
      one: [experiment('x', 'concurrent', log)],
      two: [experiment('y', 'concurrent', log)],
      three: [beside, experiment('alone', 'first', log)],
    };
    await run([reading('a', checks)]);
    expect(log.slice(0, 4)).toEqual(['beside begins', 'beside ends', 'alone begins', 'alone ends']);
    expect(log.slice(4, 6)).toEqual(['x begins', 'y begins']);
  });

  it('run beside those of a deployment at another address, and after those of one at the same', async () => {
    const log: string[] = [];
    const suites = ['a', 'b'].map((name) => reading(name, { one: [experiment(name, 'exclusive', log)] }));
    await run(suites, (name) => name);
    expect(log.splice(0).slice(0, 2)).toEqual(['a begins', 'b begins']);
    await run(
      suites,
      (name) => name,
      () => 'http://same.test',
    );
    expect(log.slice(0, 2)).toEqual(['a begins', 'a ends']);
  });
});

describe('what an experiment needs', () => {
  const log: string[] = [];
  const need = experiment('need', 'concurrent', log);
  const suite = reading('a', {
    one: [experiment('reader', 'first', log, [need])],
    two: [need],
    three: [experiment('stranger', 'concurrent', log)],
  });

  it('is gathered before it, once', async () => {
    await run([suite]);
    expect(log.slice(0, 4)).toEqual(['need begins', 'need ends', 'reader begins', 'reader ends']);
    expect(log.filter((line) => line === 'need begins')).toHaveLength(1);
  });

  it('is part of the plan of every requirement that reads it', () => {
    expect(planOf([suite], ['a/topic/one']).cost.parties).toBe(2);
    expect(planOf([suite]).cost.parties).toBe(3);
  });
});
