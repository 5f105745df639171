import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfiguration, requireTarget } from '../../cli/configuration/load.ts';
import { defaults, optionDefinitions, optionKeys } from '../../cli/configuration/options.ts';
import { schemaAt } from '../../cli/configuration/schema.ts';
import type { Flags } from '../../cli/configuration/sources.ts';
import { folder, load, refusal, removeFolders } from './configuration-folder.ts';

afterEach(removeFolders);

describe('values', () => {
  const cases: [flags: Flags, message: string][] = [
    [{ timeout: '99' }, '--timeout must be a whole number of milliseconds from 100 to 600000, not "99".'],
    [{ timeout: '1e3' }, '--timeout must be a whole number'],
    [{ concurrency: '0' }, '--concurrency must be a whole number of requests from 1 to 256'],
    [{ rps: '0' }, '--rps must be a number of requests a second above 0'],
    [{ seed: '-1' }, '--seed must be random or a whole number from 0 to 2147483647'],
    [{ namespace: 'Nightly' }, '--namespace must be 1 to 8 characters of a-z and 0-9, a letter first, not "Nightly".'],
    [{ namespace: 'ninechars' }, '--namespace must be 1 to 8 characters'],
    [{ budget: 'smok' }, 'Did you mean smoke?'],
    [{ suites: ['canton-partys'] }, 'Did you mean canton-parties?'],
    [{ formats: ['json,pdf'] }, '--format must be one of json, junit, html, markdown'],
    [{ target: 'localhost:7575' }, 'Did you mean http://localhost:7575?'],
    [{ target: 'ftp://host' }, '--target must be embedded or an address'],
    [{ target: 'http://user:word@host' }, 'must not hold a user name or password'],
    [{ target: 'http://host/?a=b' }, 'must not have a query'],
    [{ target: '' }, '--target must not be empty'],
    [{ headers: ['no colon'] }, "--header must look like 'Name: value'"],
    [{ headers: ['X-A: b\r\nX-C: d'] }, "--header must look like 'Name: value'"],
    [{ headers: ['Authorization: Bearer x'] }, 'must not set Authorization'],
    [{ headers: ['Content-Length: 3'] }, 'the suite sets it itself'],
    [{ ca: 'missing.pem' }, 'which does not exist'],
    [{ shard: '1/2' }, '--shard comes in a later version'],
    [{ waivers: 'w.yaml' }, '--waivers comes in a later version'],
  ];
  for (const [flags, message] of cases) {
    it(`are refused: ${JSON.stringify(flags)}`, async () => {
      expect(await refusal(load('', flags))).toContain(message);
    });
  }

  it('are accepted at their borders', async () => {
    const flags = {
      timeout: '100',
      concurrency: '256',
      rps: '0.5',
      seed: '2147483647',
      namespace: 'a1b2c3d4',
      maxParties: '0',
    };
    const { options } = await load('', flags);
    expect(options).toMatchObject({ timeout: 100, concurrency: 256, rps: 0.5, seed: 2147483647, maxParties: 0 });
    expect((await load('', { seed: 'random', target: 'https://host/base/' })).options).toMatchObject({
      seed: 'random',
      target: { kind: 'external', url: 'https://host/base' },
    });
  });

  it('name the variable or the line that they come from', async () => {
    expect(await refusal(load('', {}, { CONCORDAT_RPS: 'many' }))).toMatch(/^CONCORDAT_RPS must be/);
    expect(await refusal(load('seed: 1\ntarget: localhost'))).toMatch(/^concordat\.config\.yaml:2: target must be/);
    expect(await refusal(load('', {}, { CONCORDAT_STRICT: 'maybe' }))).toMatch(
      /^CONCORDAT_STRICT must be true or false/,
    );
  });

  it('of a misspelled variable are not ignored in silence, those of strangers are', async () => {
    const { warnings } = await load('', {}, { CONCORDAT_TARGT: 'x', CONCORDAT_SERVICE_HOST: '10.0.0.1' });
    expect(warnings).toEqual(['The variable CONCORDAT_TARGT is ignored. Did you mean CONCORDAT_TARGET?']);
  });
});

describe('contradictions', () => {
  it('between two ways to give the admin token in one place are refused', async () => {
    const cwd = folder({ t: 'x' });
    const flags = loadConfiguration({ flags: { token: 'a', tokenFile: 't' }, env: {}, cwd });
    expect(await refusal(flags)).toBe('--token and --token-file both give the admin token. Leave one out.');
    const file = load('canton:\n  tokenCommand: x\n  tokens: { admin: y }\n');
    expect(await refusal(file)).toMatch(/canton\.tokens\.admin and .*canton\.tokenCommand both give the admin token/);
  });

  it('between target and certificate, embedded and token, selection and exclusion are refused', async () => {
    const cwd = folder({ 'ca.pem': 'x' });
    const http = loadConfiguration({ flags: { target: 'http://h', ca: 'ca.pem' }, env: {}, cwd });
    expect(await refusal(http)).toContain('certificates belong to https');
    expect(await refusal(load('', { target: 'embedded', token: 'x' }))).toContain('brings its own tokens');
    const registry = load('', { target: 'http://h', suites: 'ishare-parties', token: 'x' });
    expect(await refusal(registry)).toContain('--token is for Canton; ishare-parties asks for access tokens itself');
    expect(await refusal(load('', { only: ['*/hint/*'], exclude: ['*/hint/*'] }))).toContain('selects nothing');
  });

  it('are none when a self-test is run from the configuration of a real target', async () => {
    const settings = await load('target: http://h\ncanton: { tokens: { admin: x } }\n', { target: 'embedded' });
    expect(settings.options.target).toEqual({ kind: 'embedded' });
  });

  it('include a run without a target, which is told both ways to go on', async () => {
    const settings = await load('');
    expect(() => requireTarget(settings)).toThrow(/--target URL, .* --target embedded/);
  });
});

describe('secrets', () => {
  it('are never printed, whatever prints the settings', async () => {
    const yaml =
      'headers: { X-Key: hunter2 }\ncanton:\n  tokens: { admin: hunter2, expired: hunter2 }\nishare: { idpAssertions: [hunter2] }\n';
    const settings = await load(yaml);
    expect(settings.canton.tokens.expired?.reveal()).toBe('hunter2');
    for (const printed of [
      JSON.stringify(settings),
      inspect(settings, { depth: 9 }),
      `${settings.canton.tokens.expired}`,
    ]) {
      expect(printed).not.toContain('hunter2');
    }
    expect(await refusal(load('', { token: 'hunter 2' }))).not.toContain('hunter');
  });

  it.skipIf(process.platform === 'win32')(
    'in key files that others can read are refused, with the command that mends it',
    async () => {
      const yaml = 'ishare:\n  clientKeyFile: client.key\n  clientChainFile: chain.pem\n';
      const cwd = folder({ 'concordat.config.yaml': yaml, 'client.key': 'x', 'chain.pem': 'x' });
      chmodSync(join(cwd, 'chain.pem'), 0o644);
      await loadConfiguration({ flags: {}, env: {}, cwd });
      for (const mode of [0o640, 0o604]) {
        chmodSync(join(cwd, 'client.key'), mode);
        const message = await refusal(loadConfiguration({ flags: {}, env: {}, cwd }));
        expect(message).toMatch(
          /^concordat\.config\.yaml:2: ishare\.clientKeyFile names .*others can read \(mode 06[04][04]\)/,
        );
        expect(message).toContain(`chmod 600 '${join(cwd, 'client.key')}'`);
      }
    },
  );
});

describe('the published schema', () => {
  it('knows every option that the file can say, with the same default', () => {
    for (const key of optionKeys) {
      const { fileKey } = optionDefinitions[key];
      if (fileKey === undefined) continue;
      const schema = schemaAt(fileKey);
      expect(schema?.description, key).toBeTruthy();
      const own = (defaults as Record<string, unknown>)[key];
      if (schema?.default !== undefined) expect(schema.default, key).toEqual(own);
      else expect([undefined, 0, false, ...[[]]], key).toContainEqual(own);
    }
  });
});
