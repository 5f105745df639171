import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defaults } from '../../cli/configuration/options.ts';
import type { IshareSettings } from '../../cli/configuration/settings.ts';
import { type Deployments, whereabouts } from '../../cli/deployment/deployment.ts';
import { randomNamespace } from '../../cli/run/drawn.ts';
import { requireAffordable } from '../../cli/run/limits.ts';
import { suiteFaultSentence, suiteFaults } from '../../cli/run/suite-fault.ts';
import { discoverSuites, loadSuites, needsDiscovery } from '../../cli/run/suites.ts';
import { cantonMissing, waitUntilReady } from '../../cli/run/wait.ts';
import { NAMESPACE_PATTERN } from '../../engine/names.ts';
import { type Plan, planRun } from '../../engine/plan.ts';
import type { Suite } from '../../engine/suite.ts';
import type { Report } from '../../reports/model.ts';
import { mostParties, partyLoads } from '../../suites/party-loads.ts';
import { type SuiteEntry, suiteRegistry } from '../../suites/registry.ts';
import { createTarget } from '../../target/client.ts';
import { type FakeAnswer, fakeTarget } from './fakes.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve).closeAllConnections())),
  );
});

describe('--wait', () => {
  /** Waits for a server that answers from a function; gives what was said. */
  async function wait(answer: (path: string) => [status: number, body?: unknown], seconds = 20): Promise<string[]> {
    const server = createServer((request, response) => {
      const [status, body = {}] = answer(request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const said: string[] = [];
    await waitUntilReady({
      url,
      openTarget: (signal) =>
        createTarget({ baseUrl: url, signal, credentials: { admin: { kind: 'value', value: 'x' } } }),
      missing: cantonMissing,
      seconds,
      signal: new AbortController().signal,
      say: (sentence) => said.push(sentence.replace(url, 'target')),
    });
    return said;
  }

  it('says nothing where everything is ready, whatever the optional operations answer', async () => {
    const ready = (path: string): [number] => [path === '/v2/version' || path.startsWith('/v2/parties') ? 200 : 404];
    expect(await wait(ready)).toEqual([]);
  });

  it('waits for the version, for readiness, for the list of parties and for a synchronizer, and says for what', async () => {
    const step = { value: 0 };
    const said = await wait((path) => {
      if (path === '/v2/version') step.value += 1;
      const synchronizers = step.value > 4 ? [{ synchronizerId: 'global::1220' }] : [];
      if (step.value === 1) return [503];
      if (path === '/readyz') return [step.value === 2 ? 503 : 200];
      if (path.startsWith('/v2/parties')) return [step.value === 3 ? 401 : 200];
      return [200, { connectedSynchronizers: synchronizers }];
    });
    expect(said).toEqual([
      'Waiting for target, up to 20 s: GET /v2/version answers 503.',
      'Waiting for target, up to 20 s: GET /readyz answers 503.',
      'Waiting for target, up to 20 s: GET /v2/parties answers 401.',
      'Waiting for target, up to 20 s: no synchronizer is connected.',
      'target is ready.',
    ]);
  });

  it('gives up when the time is over, with the code of an unreachable target', async () => {
    await expect(wait(() => [503], 1)).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      message: expect.stringMatching(/was not ready within 1 s: GET \/v2\/version answers 503\. .*--wait/),
    });
  });
});

describe('the suites of a target that nobody named any for', () => {
  const entry = (name: string, family: SuiteEntry['family']): SuiteEntry => ({
    name,
    family,
    title: name,
    load: () => suiteRegistry[0]!.load(),
  });
  const both = [entry('canton-parties', 'canton'), entry('ishare-parties', 'ishare')];
  const paths = { token: '/t', parties: '/p', trustedList: '/l', capabilities: '/capabilities' };
  const json = { 'content-type': 'application/json' };
  const nothing: IshareSettings = { paths, partyCertificates: [], idpAssertions: [] };
  const complete: IshareSettings = {
    ...nothing,
    registryId: 'r',
    clientId: 'c',
    clientKeyFile: 'k',
    clientChainFile: 'c',
    rootCertificateFile: 'r',
    caKeyFile: 'a',
  };
  const discover = async (answer: (path: string) => FakeAnswer, ishare = nothing): Promise<string[]> => {
    const { target } = fakeTarget(({ path }) => answer(path));
    return (await discoverSuites(both, target, ishare)).map(({ name }) => name);
  };

  it('are those whose contract it answers to, guarded or not', async () => {
    expect(await discover((path) => ({ status: path === '/v2/version' ? 200 : 404, headers: json }))).toEqual([
      'canton-parties',
    ]);
    expect(await discover((path) => ({ status: path === '/capabilities' ? 401 : 404 }))).toEqual(['ishare-parties']);
  });

  it('are all that were configured while it is silent, so that the run itself says it is unreachable', async () => {
    const failure = { kind: 'refused', message: 'connect ECONNREFUSED' } as const;
    expect(await discover(() => ({ failure }), complete)).toEqual(['canton-parties', 'ishare-parties']);
    expect(await discover(() => ({ failure }))).toEqual(['canton-parties']);
  });

  it('are those that were configured where everything is guarded', async () => {
    expect(await discover(() => ({ status: 401 }), complete)).toEqual(['canton-parties', 'ishare-parties']);
    expect(await discover(() => ({ status: 401 }))).toEqual(['canton-parties']);
  });

  it('must be named where it answers to none, for example with a page for everything', async () => {
    const page = discover(() => ({ status: 200, headers: { 'content-type': 'text/html' } }));
    await expect(page).rejects.toThrow(/GET \/v2\/version: 200, GET \/capabilities: 200.*name the suite with --suite/);
  });

  it('need no question while all speak one API', () => {
    expect(needsDiscovery(both)).toBe(true);
    expect(needsDiscovery(both.slice(0, 1))).toBe(false);
  });
});

describe('the cap on parties', () => {
  /** A plan of suites that create so many parties. */
  function plan(parties: Readonly<Record<string, number>>, budget: 'smoke' | 'standard' = 'standard'): Plan {
    const suites = Object.entries(parties).map(([name, count]) => {
      const experiment = {
        key: 'one',
        cost: () => ({ parties: count, users: 0, exchanges: count }),
        vectors: () => [],
      };
      const requirement = { id: `${name}/a/b`, level: 'MUST', smoke: true, check: { experiments: [experiment] } };
      return { name, requirements: [requirement] } as unknown as Suite;
    });
    return planRun({ suites, seed: 1, budget, only: [], exclude: [] });
  }

  it('counts the reserve, but not for a plan that creates none', () => {
    expect(mostParties(plan({ 'canton-parties': 275 }))).toBe(300);
    expect(mostParties(plan({ 'canton-parties': 0 }))).toBe(0);
    expect(() => requireAffordable(plan({ 'canton-parties': 275 }), 300)).not.toThrow();
    expect(() => requireAffordable(plan({ 'canton-parties': 276 }), 300)).toThrow(
      /create 301 parties \(276 planned.*--budget smoke/,
    );
  });

  it('is about each deployment: suites of one API share it, those of another have their own', () => {
    const shared = { 'canton-parties': 200, 'canton-users': 75 };
    const three = plan({ ...shared, 'ishare-parties': 275 });
    expect(partyLoads(three)).toEqual([
      { family: 'canton', planned: 275, most: 300 },
      { family: 'ishare', planned: 275, most: 300 },
    ]);
    expect(mostParties(three)).toBe(600);
    expect(() => requireAffordable(three, 300)).not.toThrow();
    expect(() => requireAffordable(plan({ ...shared, 'ishare-parties': 276 }), 300)).toThrow(
      /create 301 parties on the deployment of ishare \(276 planned.*--max-parties 301,/,
    );
    expect(() => requireAffordable(plan({ ...shared, 'canton-users': 76 }), 300)).toThrow(/create 301 parties \(276/);
  });

  it('lets every suite of a Canton node run in one go, and every suite of a registry', async () => {
    const suites = await loadSuites(suiteRegistry);
    const standard = planRun({ suites, seed: 20_261, budget: 'standard', only: [], exclude: [] });
    expect(() => requireAffordable(standard, defaults.maxParties)).not.toThrow();
    expect(mostParties(standard)).toBeGreaterThan(defaults.maxParties);
  });

  it('does not send a smoke run to the smoke budget', () => {
    expect(() => requireAffordable(plan({ 'canton-parties': 80 }, 'smoke'), 100)).toThrow(
      /--max-parties 105, or select/,
    );
  });
});

it('tells where a run goes: the target, or the deployment of each API', () => {
  const at = (urls: Partial<Record<'canton' | 'ishare', string>>): Deployments =>
    ({ of: new Map(Object.entries(urls).map(([family, url]) => [family, { url }])) }) as unknown as Deployments;
  expect(whereabouts(at({ canton: 'http://a:1' }))).toBe('Target http://a:1');
  expect(whereabouts(at({ canton: 'http://a:1', ishare: 'http://a:1' }))).toBe('Target http://a:1');
  expect(whereabouts(at({ canton: 'http://a:1', ishare: 'http://a:2' }))).toBe(
    'Targets http://a:1 (canton) and http://a:2 (ishare)',
  );
});

it('draws namespaces that names can begin with', () => {
  const drawn = Array.from({ length: 200 }, randomNamespace);
  expect(drawn.filter((namespace) => !NAMESPACE_PATTERN.test(namespace))).toEqual([]);
  expect(new Set(drawn).size).toBe(200);
});

it('tells a fault of the suite from a failure of the target', () => {
  const of = (id: string, reasonCode: string, reason: string) => ({ id, reasonCode, reason });
  const requirements = [
    of('a/b/c', 'violated', 'wrong'),
    of('a/b/d', 'suite-fault', 'the body is valid\n at judge'),
    of('a/b/e', 'suite-fault', 'x'),
  ];
  const faults = suiteFaults({ requirements } as unknown as Report);
  expect(suiteFaultSentence(faults)).toMatch(
    /^a fault of concordat itself, not of the target, in a\/b\/d and 1 more: the body is valid\. Please report it/,
  );
});
