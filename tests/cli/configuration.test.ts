import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../cli/configuration/load.ts';
import { defaults } from '../../cli/configuration/options.ts';
import { folder, load, originOf, ref, refusal, removeFolders } from './configuration-folder.ts';

afterEach(removeFolders);

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
