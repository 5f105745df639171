import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaults } from '../../cli/configuration/options.ts';
import { readCatalogue } from '../../cli/run/catalogue.ts';
import { describeRequirement } from '../../cli/run/describe.ts';
import { allRequirements } from '../../cli/run/requirements.ts';
import { loadRegisteredSuites } from '../../suites/coverage/coverage.ts';
import {
  FROZEN_SEED,
  type LockedRequirement,
  requirementLock,
  type VectorLock,
  vanishedIds,
  vectorLock,
} from '../../suites/coverage/locks.ts';

function locked<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../suites/${name}`, import.meta.url), 'utf8')) as T;
}

const suites = await loadRegisteredSuites();
const requirements = requirementLock(suites);
const frozen = locked<readonly LockedRequirement[]>('requirements.lock.json');

const one: LockedRequirement = { id: 'suite/topic/one', level: 'MUST', profile: 'contract', aliases: [] };

describe('the frozen ids of requirements', () => {
  it('are all still known, by their own name or as an alias', () => {
    expect(vanishedIds(frozen, requirements), 'give the renamed requirement an alias').toEqual([]);
  });

  it('agree with the suites in level, profile and aliases, and hold every requirement (else: npm run lock)', () => {
    expect(requirements).toEqual(frozen);
  });

  it('are unique, aliases included', () => {
    const ids = requirements.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('begin with the name of their suite', () => {
    for (const { name, requirements: own } of suites) {
      for (const { id } of own) expect(id).toMatch(new RegExp(`^${name}(/[a-z0-9]+(-[a-z0-9]+)*){2}$`));
    }
  });

  it('see an id that vanished, and forgive a rename that left an alias', () => {
    const renamed = { ...one, id: 'suite/topic/two' };
    expect(vanishedIds([one], [renamed])).toEqual(['suite/topic/one']);
    expect(vanishedIds([one], [{ ...renamed, aliases: [one.id] }])).toEqual([]);
  });

  it('see an alias that vanished', () => {
    expect(vanishedIds([{ ...one, aliases: ['suite/topic/zero'] }], [one])).toEqual(['suite/topic/zero']);
  });
});

describe('the catalogue', () => {
  it('says of every requirement what the requirement says itself (else: npm run lock)', async () => {
    expect(readCatalogue()).toEqual((await allRequirements()).map(describeRequirement));
  });
});

describe('the frozen vectors', () => {
  it('are drawn from the seed of a run that names none', () => {
    expect(defaults.seed).toBe(FROZEN_SEED);
  });

  it('are those that a standard run under the default seed sends (else: npm run lock, and say why in the changelog)', () => {
    expect(vectorLock(suites)).toEqual(locked<VectorLock>('vectors.lock.json'));
  });

  it('give every suite a hash of its own', () => {
    const hashes = Object.values(locked<VectorLock>('vectors.lock.json'));
    expect(hashes).toHaveLength(suites.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
