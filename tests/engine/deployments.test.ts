/** A run over several deployments: each suite talks to its own, and the end of one is not the end of the others. */
import { describe, expect, it } from 'vitest';
import { passed } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Outcome } from '../../engine/result.ts';
import type { RunOptions } from '../../engine/run-options.ts';
import type { RunResult } from '../../engine/run-result.ts';
import type { Suite } from '../../engine/suite.ts';
import { ConcordatError, TargetGoneError } from '../../target/errors.ts';
import type { Target } from '../../target/exchange.ts';
import { fakeTarget } from '../cli/fakes.ts';
import { runSuites, suiteOf } from './run-suites.ts';

const suite = (name: string, judge: (context: RunContext) => Promise<Outcome>): Suite =>
  suiteOf(name, { 'sentence-1': { experiments: [], judge }, 'sentence-2': { experiments: [], judge } });

const ask = async ({ target }: RunContext): Promise<Outcome> => {
  const exchange = await target.send({ method: 'GET', path: '/' }, { tag: 'ask' });
  return passed(1, exchange.url);
};

/** Runs suites; `targets` holds the target of each deployment. */
const run = (
  suites: readonly Suite[],
  targets: Readonly<Record<string, Target>>,
  deploymentOf?: RunOptions['deploymentOf'],
): Promise<RunResult> => runSuites(suites, (_, key = '') => targets[key] as Target, deploymentOf);

const at = (baseUrl: string): Target => ({ ...fakeTarget(() => ({ status: 200 })).target, baseUrl });
const family = (name: string): string => name.split('-')[0] as string;
const suites = [suite('canton-a', ask), suite('ishare-b', ask), suite('canton-c', ask)];

describe('a run over two deployments', () => {
  it('opens each once for the checks, tells both addresses, counts the traffic of both, and reports in the order of the suites', async () => {
    const canton = fakeTarget(() => ({ status: 200 }));
    const ishare = fakeTarget(() => ({ status: 200 }));
    const result = await run(suites, { canton: canton.target, ishare: ishare.target }, family);
    expect([canton.sent.length, ishare.sent.length]).toEqual([4, 2]);
    expect(result.traffic.exchanges).toBe(6);
    expect(result.target.url).toBe('http://target.test, http://target.test');
    expect(result.suites.map(({ name }) => name)).toEqual(['canton-a', 'ishare-b', 'canton-c']);
    expect(result.requirements.map(({ verdict }) => verdict)).toEqual(Array(6).fill('passed'));
  });

  it('keeps apart what is known of each', async () => {
    const known: unknown[] = [];
    const curious = (name: string): Suite =>
      suite(name, async ({ statement }) => {
        known.push(statement.get('seen')?.value);
        return passed(1, 'seen');
      });
    await run([curious('canton-a'), curious('ishare-b')], { canton: at('c'), ishare: at('i') }, family);
    expect(known.sort()).toEqual(['canton-a', 'canton-a', 'ishare-b', 'ishare-b']);
  });

  it('lets each have as many parties as the cap allows', async () => {
    const taking = async ({ partyPlaces, maxParties }: RunContext): Promise<Outcome> => {
      const taken = await partyPlaces.take(maxParties);
      if (taken) partyPlaces.settle(true);
      return passed(1, taken ? 'taken' : 'none left');
    };
    const greedy = ['canton-a', 'ishare-b', 'canton-c'].map((name) => suite(name, taking));
    const { requirements } = await run(greedy, { canton: at('c'), ishare: at('i') }, family);
    const taken = requirements.filter(({ reason }) => reason === 'taken').map((result) => family(result.suite));
    expect(taken.sort()).toEqual(['canton', 'ishare']);
  });

  it('keeps a journal of each, and one of all', async () => {
    const known: string[] = [];
    const creating = ['canton-a', 'ishare-b'].map((name) =>
      suite(name, async ({ journal }) => {
        journal.intend('party', `name of ${name}`);
        journal.created('party', `name of ${name}`, `made up by ${name}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        known.push(`${name}: ${journal.madeUp('party').join(', ')}`);
        return passed(1, 'created');
      }),
    );
    const { created } = await run(creating, { canton: at('c'), ishare: at('i') }, family);
    expect(new Set(known)).toEqual(new Set(['canton-a: made up by canton-a', 'ishare-b: made up by ishare-b']));
    expect(created).toEqual({
      parties: ['made up by canton-a', 'made up by ishare-b'],
      users: [],
      deleted: [],
      maybe: [],
    });
  });

  it('goes on with one where the other is gone', async () => {
    const gone: Target = {
      ...at('http://gone.test'),
      send: async () => {
        throw new TargetGoneError('It stopped answering.', true);
      },
    };
    const result = await run(suites, { canton: gone, ishare: at('http://here.test') }, family);
    const verdicts = result.requirements.map(({ suite: of, verdict, reasonCode }) => `${of} ${verdict} ${reasonCode}`);
    expect(new Set(verdicts)).toEqual(
      new Set(['canton-a undetermined target-gone', 'canton-c undetermined target-gone', 'ishare-b passed satisfied']),
    );
    expect(result.run.stopped?.code).toBe('target-gone');
  });
});

describe('a run over one deployment', () => {
  it('shares one target and what is known of it', async () => {
    const only = fakeTarget(() => ({ status: 200 }));
    const result = await run(suites, { '': only.target });
    expect(only.sent).toHaveLength(6);
    expect(result.target.url).toBe('http://target.test');
    expect(result.statement.seen?.value).toBe('canton-a');
  });

  it('whose client is given no credential is undetermined and no fault of the suite', async () => {
    const refusing: Target = {
      ...at('http://target.test'),
      send: async () => {
        throw new ConcordatError('TOKEN_REFUSED', 'The token endpoint answered 400.');
      },
    };
    const probing = { ...suite('ishare-b', ask), probe: async (context: RunContext) => ask(context).then(() => never) };
    const result = await run([probing], { '': refusing });
    expect(result.requirements.map(({ verdict, reasonCode, reason }) => [verdict, reasonCode, reason])).toEqual(
      Array(2).fill(['undetermined', 'prerequisite-failed', 'The token endpoint answered 400.']),
    );
    expect(result.run.stopped).toBeUndefined();
  });

  it('cuts what was withheld out of results, and leaves it whole for the checks', async () => {
    const body = { token: 'a-secret-of-the-operator' };
    const { target } = fakeTarget(() => ({ status: 200, body }));
    target.withheld.add('a-secret-of-the-operator');
    const seen: string[] = [];
    const failing = suite('ishare-b', async (context) => {
      const exchange = await context.target.send({ method: 'GET', path: '/' }, { tag: 'ask' });
      const text = Buffer.from(exchange.response?.body ?? []).toString('utf8');
      seen.push(text);
      const finding = {
        summary: text,
        expected: 'nothing',
        actual: text,
        pointer: '',
        intermittent: false,
        seed: 1,
        path: '',
      };
      return {
        verdict: 'failed',
        reasonCode: 'violated',
        reason: text,
        cases: { sent: 1, failed: 1 },
        findings: [{ ...finding, evidence: [exchange] }],
        notes: [text],
      };
    });
    const result = await run([failing], { '': target });
    expect(seen).toEqual(Array(2).fill(JSON.stringify(body)));
    const written = JSON.stringify(result, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    expect(written).toContain('[redacted]');
    expect(written).not.toContain('a-secret-of-the-operator');
  });
});

const never = { applicable: true, reason: '', product: '', version: '' };
