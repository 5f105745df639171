/** The second front end tests a registry with the same block as the configuration. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RegistryFiles, writeRegistryFiles } from '../../cli/references/registry-files.ts';
import { type IshareReference, startIshareReference } from '../../reference/ishare/start.ts';
import { type ConformanceOptions, planOf, startSession, suitesFor } from '../../suites/conformance-session.ts';
import { ConfigurationError } from '../../target/errors.ts';

let reference: IshareReference;
let files: RegistryFiles;
let options: ConformanceOptions;
beforeAll(async () => {
  reference = await startIshareReference({ fault: 'auth-missing-accepted' });
  files = writeRegistryFiles(reference);
  const { ishare } = parse(readFileSync(files.configuration, 'utf8'));
  const block = Object.entries(ishare).map(([key, value]) => [
    key,
    key.endsWith('File') ? resolve(dirname(files.configuration), String(value)) : value,
  ]);
  options = { target: reference.url, ishare: Object.fromEntries(block), only: ['ishare-parties/authentication/*'] };
});
afterAll(async () => {
  files.remove();
  await reference.close();
});

describe('a registry in the second front end', { timeout: 60_000 }, () => {
  it('is found to be one, and its faults are found', async () => {
    const suites = await suitesFor(options);
    expect(suites.map(({ name }) => name)).toEqual(['ishare-parties']);
    const session = startSession(planOf(suites, options), options);
    const result = await session.result('ishare-parties/authentication/missing-bearer-refused');
    expect(result.verdict).toBe('failed');
    const { requirements } = await session.ended;
    expect(requirements.filter(({ verdict }) => verdict === 'undetermined')).toEqual([]);
    expect(requirements.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(2);
  });

  it('cannot be tested without the block', async () => {
    const without: ConformanceOptions = { ...options, ishare: undefined, suites: ['ishare-parties'] };
    const plan = planOf(await suitesFor(without), without);
    expect(() => startSession(plan, without)).toThrow(ConfigurationError);
  });
});
