import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfiguration, requireTarget } from '../../cli/configuration/load.ts';
import { defaults, optionDefinitions, optionKeys } from '../../cli/configuration/options.ts';
import { schemaAt } from '../../cli/configuration/schema.ts';
import type { Settings } from '../../cli/configuration/settings.ts';
import type { Flags } from '../../cli/configuration/sources.ts';
import { ConfigurationError } from '../../target/errors.ts';
import { folderWith } from './run-cli.ts';

const folders: { remove(): void }[] = [];
function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = folderWith(files);
  folders.push(made);
  return made.path;
}
afterEach(() => {
  for (const made of folders.splice(0)) made.remove();
});

const load = (yaml: string, flags: Flags = {}, env: NodeJS.ProcessEnv = {}): Promise<Settings> =>
  loadConfiguration({ flags, env, cwd: folder({ 'concordat.config.yaml': yaml }) });

/** The sentence of the refusal; fails the test when nothing is refused. */
async function refusal(settings: Promise<Settings>): Promise<string> {
  const error: unknown = await settings.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return (error as ConfigurationError).message;
}

const originOf = (settings: Settings, name: string): string | undefined =>
  settings.lines.find((line) => line.name === name)?.origin;

/** A reference to an environment variable, as the file writes it. */
const ref = (name: string): string => `\${${name}}`;

describe('precedence', () => {
  const yaml = 'target: http://file\ntimeout: 1000\nseed: 3\n';

  it('is flags before environment before file before defaults, and every origin is told', async () => {
    const env = { CONCORDAT_TARGET: 'http://environment', CONCORDAT_TIMEOUT: '2000' };
    const settings = await load(yaml, { target: 'http://flag' }, env);
    expect(settings.options.target).toEqual({ kind: 'external', url: 'http://flag' });
    expect(settings.options.timeout).toBe(2000);
    expect(settings.options.seed).toBe(3);
    expect(settings.options.concurrency).toBe(defaults.concurrency);
    expect(originOf(settings, 'target')).toBe('flag --target');
    expect(originOf(settings, 'timeout')).toBe('environment CONCORDAT_TIMEOUT');
    expect(originOf(settings, 'seed')).toBe('concordat.config.yaml:3');
    expect(originOf(settings, 'concurrency')).toBe('default');
  });

  it('takes an empty variable as one that is not set', async () => {
    expect((await load(yaml, {}, { CONCORDAT_TIMEOUT: '' })).options.timeout).toBe(1000);
  });

  it('lets a token of a stronger source replace another kind of token of a weaker one', async () => {
    const settings = await load(
      'canton: { tokens: { admin: from-file } }',
      { tokenCommand: 'print-token' },
      { CONCORDAT_TOKEN: 'x' },
    );
    expect(settings.adminCredential).toEqual({ kind: 'command', command: 'print-token' });
    expect(settings.lines.map(({ name }) => name)).not.toContain('canton.tokens.admin');
  });

  it('cuts lists at commas, but not inside the braces of a glob', async () => {
    const settings = await load('', { formats: ['json,junit', 'html'], only: ['*/{hint,list}/*, */get/*'] });
    expect(settings.options.formats).toEqual(['json', 'junit', 'html']);
    expect(settings.options.only).toEqual(['*/{hint,list}/*', '*/get/*']);
  });

  it('starts relative paths of flags from the working directory and those of the file from the file', async () => {
    const cwd = folder({ 'token.txt': 'x', 'ca.pem': 'x' });
    const elsewhere = folder({ 'config.yaml': 'ca: own.pem\nout: reports\n', 'own.pem': 'x' });
    const flags = { config: join(elsewhere, 'config.yaml'), tokenFile: 'token.txt' };
    const { options, configurationFile } = await loadConfiguration({ flags, env: {}, cwd });
    expect(options.tokenFile).toBe(join(cwd, 'token.txt'));
    expect(options.ca).toBe(join(elsewhere, 'own.pem'));
    expect(options.out).toBe(join(elsewhere, 'reports'));
    expect(configurationFile).toBe(join(elsewhere, 'config.yaml'));
  });
});

describe('the configuration file', () => {
  it('is read as JSON too, with lines', async () => {
    const cwd = folder({ 'concordat.config.json': '{\n  "target": "embedded",\n  "strict": true\n}' });
    const settings = await loadConfiguration({ flags: {}, env: {}, cwd });
    expect(settings.options.target).toEqual({ kind: 'embedded' });
    expect(originOf(settings, 'strict')).toBe('concordat.config.json:3');
  });

  it('must not be there twice, and must be there when it is named', async () => {
    const cwd = folder({ 'concordat.config.json': '{}', 'concordat.config.yaml': '' });
    expect(await refusal(loadConfiguration({ flags: {}, env: {}, cwd }))).toContain('two configuration files');
    const named = loadConfiguration({ flags: { config: 'other.yaml' }, env: {}, cwd });
    expect(await refusal(named)).toContain('There is no configuration file other.yaml');
  });

  it('names the line of a syntax error and of a key that is there twice', async () => {
    expect(await refusal(load('target: embedded\nsuites: [canton-parties\n'))).toMatch(
      /^concordat\.config\.yaml:[23]: /,
    );
    expect(await refusal(load('seed: 1\ntimeout: 500\nseed: 2\n'))).toMatch(/^concordat\.config\.yaml:3: .*unique/);
    const cwd = folder({ 'concordat.config.json': '{ "seed": 1, }' });
    expect(await refusal(loadConfiguration({ flags: {}, env: {}, cwd }))).toContain('is not JSON');
  });

  it('names the nearest key for one it does not know, wherever that key lives', async () => {
    expect(await refusal(load('seed: 1\ntimout: 500\n'))).toBe(
      'concordat.config.yaml:2: timout is not a key of the configuration. Did you mean timeout?',
    );
    expect(await refusal(load('canton:\n  tokens:\n    admn: x\n'))).toBe(
      'concordat.config.yaml:3: canton.tokens.admn is not a key of the configuration. Did you mean admin?',
    );
    expect(await refusal(load('token: x\n'))).toContain('Did you mean canton.tokens.admin?');
    expect(await refusal(load('format: json\n'))).toContain('Did you mean formats?');
    expect(await refusal(load('dryRun: true\n'))).toContain('It can only be given as --dry-run.');
  });

  it('tells every fault at once, each with its line', async () => {
    expect(await refusal(load('timeout: soon\nprofile: referense\nmaxParties: -1\nstatement:\n  readBack: 1\n'))).toBe(
      [
        'concordat.config.yaml has 4 faults:',
        '  concordat.config.yaml:2: profile must be contract or reference, not "referense". Did you mean reference?',
        '  concordat.config.yaml:3: maxParties must be from 0 to 1000000, not -1.',
        '  concordat.config.yaml:1: timeout must be a whole number, not "soon".',
        '  concordat.config.yaml:5: statement.readBack must be true or false, not 1.',
      ].join('\n'),
    );
  });

  it('takes a key without a value as not said', async () => {
    const settings = await load('target:\ncanton:\n  tokens:\n');
    expect(settings.options.target).toBeUndefined();
    expect(settings.adminCredential).toBeUndefined();
  });

  it('wants an authority with key and certificate, and not beside certificates that were issued', async () => {
    expect(await refusal(load('ishare:\n  caKeyFile: ca.key\n'))).toContain('needs caCertificateFile beside it');
    const both = 'ishare: { caKeyFile: a, caCertificateFile: a, partyCertificates: [a] }';
    expect(await refusal(load(both))).toContain('contradict each other');
  });
});

describe('variables in the file', () => {
  it('are filled in, as numbers and switches where the place wants them', async () => {
    const env = { HOST: 'node-1', LIMIT: '40', STRICT: 'true' };
    const yaml = `target: "http://${ref('HOST')}:7575"\nmaxParties: ${ref('LIMIT')}\nstrict: ${ref('STRICT')}\n`;
    const settings = await load(yaml, {}, env);
    expect(settings.options.target).toEqual({ kind: 'external', url: 'http://node-1:7575' });
    expect(settings.options.maxParties).toBe(40);
    expect(settings.options.strict).toBe(true);
  });

  it('stop the run when they are not set or empty, with name and place', async () => {
    const yaml = `canton:\n  tokens:\n    expired: "${ref('OLD_TOKEN')}"\n`;
    expect(await refusal(load(yaml))).toBe(
      'concordat.config.yaml:3: canton.tokens.expired needs the environment variable OLD_TOKEN, which is not set. Set it, or remove the line.',
    );
    expect(await refusal(load(yaml, {}, { OLD_TOKEN: '' }))).toContain('OLD_TOKEN, which is empty');
  });

  it('are not looked for where the text itself is wanted', async () => {
    const { canton } = await load(`canton: { identityProviderId: "$${ref('NOT_SET')}" }`);
    expect(canton.identityProviderId).toBe(ref('NOT_SET'));
    expect(await refusal(load(`canton: { identityProviderId: "${ref('A:-b')}" }`))).toContain(
      'names no environment variable',
    );
  });

  it('are never quoted by a message', async () => {
    const message = await refusal(load(`target: ${ref('ADDRESS')}\n`, {}, { ADDRESS: 'hunter2' }));
    expect(message).toContain('target must be embedded or an address');
    expect(message).not.toContain('hunter2');
  });
});

describe('values', () => {
  const cases: [flags: Flags, message: string][] = [
    [{ timeout: '99' }, '--timeout must be a whole number of milliseconds from 100 to 600000, not "99".'],
    [{ timeout: '1e3' }, '--timeout must be a whole number'],
    [{ concurrency: '0' }, '--concurrency must be a whole number of requests from 1 to 256'],
    [{ rps: '0' }, '--rps must be a number of requests a second above 0'],
    [{ seed: '-1' }, '--seed must be random or a whole number from 0 to 2147483647'],
    [{ namespace: 'Nightly' }, '--namespace must be 1 to 8 characters, each of a-z or 0-9, not "Nightly".'],
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
