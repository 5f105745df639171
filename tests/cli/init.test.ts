import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../cli/configuration/load.ts';
import { suiteNames } from '../../cli/configuration/settings.ts';
import { folder, removeFolders } from './configuration-folder.ts';
import { concordat, inProcess } from './run-cli.ts';

afterEach(removeFolders);

describe('concordat init', () => {
  it('writes a configuration and says how to go on', async () => {
    const cwd = folder();
    const { code, stdout, stderr } = await concordat(['init'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('Wrote concordat.config.yaml. Set the target in it, then run: concordat doctor\n');
    const settings = await loadConfiguration({ flags: {}, env: {}, cwd });
    expect(settings.options.suites).toEqual(['canton-parties']);
    expect(settings.options.target).toEqual({ kind: 'external', url: 'http://localhost:7575' });
  });

  for (const suite of suiteNames) {
    it(`writes a file for ${suite} that is valid as it stands`, async () => {
      const cwd = folder();
      const written = await concordat(['init', '--suite', suite], { cwd });
      expect(written.code).toBe(0);
      const settings = await loadConfiguration({ flags: {}, env: {}, cwd });
      expect(settings.options.suites).toEqual([suite]);
    });

    it(`writes a file for ${suite} whose switched-off keys are all valid too`, async () => {
      const cwd = folder(Object.fromEntries(namedFiles.map((name) => [name, 'content'])));
      await concordat(['init', '--suite', suite], { cwd });
      const path = join(cwd, 'concordat.config.yaml');
      const offered = readFileSync(path, 'utf8').replace(/^( *)#(?=[A-Za-z])/gm, '$1');
      // Of alternatives, the first is kept.
      writeFileSync(path, offered.replace(/^ *(tokenFile|tokenCommand|partyCertificates|ca):.*\n/gm, ''));
      const settings = await loadConfiguration({ flags: {}, env: variables, cwd });
      expect(settings.options.rps).toBe(50);
      expect(settings.options.headers.map(({ name }) => name)).toEqual(['X-Environment']);
      expect(settings.statement.readBack).toBe(true);
      if (suite.startsWith('canton')) expect(Object.keys(settings.canton.tokens)).toHaveLength(4);
      else expect(settings.ishare.caKeyFile).toBe(join(cwd, 'ca.key'));
    });
  }

  it('never overwrites a file unless it is forced to', async () => {
    const cwd = folder({ 'concordat.config.yaml': 'target: embedded\n' });
    const refused = await concordat(['init'], { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('concordat.config.yaml is there already. Overwrite it with --force');
    expect(readFileSync(join(cwd, 'concordat.config.yaml'), 'utf8')).toBe('target: embedded\n');
    expect((await concordat(['init', '--force'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'concordat.config.yaml'), 'utf8')).toContain('suites: [canton-parties]');
  });

  it('writes no second default configuration beside the first', async () => {
    const { code, stderr } = await concordat(['init'], { cwd: folder({ 'concordat.config.json': '{}' }) });
    expect(code).toBe(2);
    expect(stderr).toContain('concordat.config.json here already');
  });

  it('writes to standard output for -, and names the suite that was meant', async () => {
    const [printed, mistyped] = await Promise.all([
      concordat(['init', '--out', '-', '--suite', 'ishare-parties']),
      concordat(['init', '--suite', 'canton-party']),
    ]);
    expect(printed.stdout).toContain('\nishare:\n');
    const cwd = folder();
    const registry = await inProcess(['init', '--suite', 'ishare-parties'], { cwd });
    expect(registry.stdout).toContain('Set the target and the block ishare in it, then run: concordat doctor');
    expect(mistyped.code).toBe(2);
    expect(mistyped.stderr).toContain('--suite must be one of canton-parties, canton-users, ishare-parties');
    expect(mistyped.stderr).toContain('Did you mean canton-parties?');
  });

  it('says what is wrong with a name or a folder that cannot be written', async () => {
    const cwd = folder();
    const [json, missing] = await Promise.all([
      concordat(['init', '--out', 'x.json'], { cwd }),
      concordat(['init', '--out', 'no/such/folder/x.yaml'], { cwd }),
    ]);
    expect([json.code, missing.code]).toEqual([2, 2]);
    expect(json.stderr).toContain('JSON has no comments');
    expect(missing.stderr).toContain('no/such/folder/x.yaml cannot be written');
  });
});

const namedFiles = ['client.key', 'client-chain.pem', 'root.pem', 'ca.key', 'ca.pem'];
const variables = {
  CANTON_TOKEN: 'a',
  CANTON_TOKEN_NOT_ENTITLED: 'b',
  CANTON_TOKEN_EXPIRED: 'c',
  CANTON_TOKEN_UNKNOWN_USER: 'd',
  CANTON_TOKEN_SPARE_USER: 'e',
  IDP_ASSERTION: 'f',
  EXPIRED_ACCESS_TOKEN: 'g',
};
