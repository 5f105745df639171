import { describe, expect, it } from 'vitest';
import { officialCases } from '../../contracts/canton/official-cases.ts';
import { caseCoverage, clauseCoverage, clausesOfFamily, loadRegisteredSuites } from '../../suites/coverage/coverage.ts';
import { coveragePage } from '../../suites/coverage/coverage-page.ts';
import { subjects } from '../../suites/coverage/subjects.ts';
import { suiteRegistry } from '../../suites/registry.ts';

const suites = await loadRegisteredSuites();
const families = [...new Set(suiteRegistry.map(({ family }) => family))];
const clauses = families.flatMap((family) => clauseCoverage(family, suites));
const cases = caseCoverage(suites);
const requirements = suites.flatMap((suite) => suite.requirements);
const parties = suites.filter(({ name }) => name === 'canton-parties');

describe('every requirement', () => {
  it('cites a clause of the contract data', () => {
    const known = new Set(families.flatMap(clausesOfFamily).map(({ id }) => id));
    const astray = requirements.filter(({ source }) => !known.has(source.clause));
    expect(astray.map(({ id, source }) => `${id} -> ${source.clause}`)).toEqual([]);
  });

  it('that cites what is known of the product decides under the profile reference only', () => {
    const cited = requirements.filter(({ source }) => source.clause.startsWith('canton-reference-3.5#'));
    expect(cited.filter(({ profile }) => profile !== 'reference').map(({ id }) => id)).toEqual([]);
  });

  it('names cases of the official tool that exist', () => {
    const known = new Set(officialCases.map(({ id }) => id));
    const named = requirements.flatMap(({ id, officialCases: own = [] }) => own.map((name) => ({ id, name })));
    expect(named.filter(({ name }) => !known.has(name))).toEqual([]);
  });

  it('belongs to a suite whose subject is known', () => {
    for (const { name } of suiteRegistry) expect(subjects.map(({ suite }) => suite)).toContain(name);
  });
});

describe('every clause', () => {
  it('that a registered suite is about has a requirement or a reason', () => {
    const missing = clauses.filter(({ status }) => status === 'missing');
    expect(missing.map(({ clause }) => clause.id)).toEqual([]);
  });

  it('of the parties page and its schemas has one now, not later', () => {
    const page = clauses.filter(({ clause }) => clause.document === 'canton-post-v2-parties');
    expect(page.length).toBeGreaterThan(100);
    expect(page.filter(({ status }) => status === 'waiting')).toEqual([]);
  });

  it('of the sibling operations that the parties suite uses has one now, not later', () => {
    const concerns = subjects.find(({ suite }) => suite === 'canton-parties')!.concerns;
    const siblings = clauses.filter(({ clause }) => clause.id.startsWith('canton-openapi') && concerns(clause));
    for (const operation of ['getV2Parties/', 'getV2PartiesParty/', 'patchV2PartiesParty/', 'schema/FieldMask']) {
      expect(siblings.some(({ clause }) => clause.id.includes(`#${operation}`))).toBe(true);
    }
    expect(siblings.filter(({ status }) => status === 'waiting' || status === 'missing')).toEqual([]);
  });

  it('is missing when the only requirement that cites it goes', () => {
    const without = parties.map((suite) => ({
      ...suite,
      requirements: suite.requirements.filter(({ source }) => source.clause !== 'canton-post-v2-parties#hint-ascii'),
    }));
    const missing = clauseCoverage('canton', without).filter(({ status }) => status === 'missing');
    expect(missing.map(({ clause }) => clause.id)).toEqual(['canton-post-v2-parties#hint-ascii']);
  });

  it('of a suite that is not registered waits, and names that suite', () => {
    const waiting = clauseCoverage('canton', parties).find(
      ({ clause }) => clause.id === 'canton-post-v2-users#schema/User/id/length',
    );
    expect(waiting).toMatchObject({ status: 'waiting', reason: 'for the suite canton-users' });
  });

  it('of the users page is missing once the suite is there without a requirement for it', () => {
    const empty = [...parties, { ...parties[0]!, name: 'canton-users', requirements: [] }];
    const missing = clauseCoverage('canton', empty).filter(({ status }) => status === 'missing');
    expect(missing.map(({ clause }) => clause.id)).toContain('canton-post-v2-users#schema/User/id/length');
  });
});

describe('every case of the official tool', () => {
  it('that can be observed and that a registered suite is about has a requirement', () => {
    expect(cases.filter(({ status }) => status === 'missing').map(({ official }) => official.id)).toEqual([]);
  });

  it('about parties or party metadata that can be observed is tested now', () => {
    const observable = cases.filter(
      ({ official }) => official.suite.startsWith('Party') && official.observable === 'yes',
    );
    expect(observable.length).toBe(37);
    expect(observable.filter(({ status }) => status !== 'tested').map(({ official }) => official.id)).toEqual([]);
  });

  it('that cannot be observed in full says why', () => {
    const others = cases.filter(({ official }) => official.observable !== 'yes');
    for (const { reason, official } of others) expect(reason, official.id).toBeTruthy();
  });

  it('is missing when its requirements go', () => {
    const without = parties.map((suite) => ({
      ...suite,
      requirements: suite.requirements.filter(({ id }) => id !== 'canton-parties/allocation/hundred-in-a-row'),
    }));
    const missing = caseCoverage(without).filter(({ status }) => status === 'missing');
    expect(missing.map(({ official }) => official.id)).toEqual(['PMAllocateOneHundred']);
  });
});

describe('the page', () => {
  it('names every requirement of every suite', () => {
    const page = coveragePage(suites);
    expect(requirements.filter(({ id }) => !page.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([]);
  });

  it('has a row for every clause and every case', () => {
    const rows = coveragePage(suites)
      .split('\n')
      .filter((line) => line.startsWith('| `') && line.split(' | ').length === 4);
    expect(rows).toHaveLength(clauses.length + cases.length);
  });
});
