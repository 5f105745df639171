import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addConfigurationOptions, addLaterOptions, connectionKeys, flagsOf } from '../../cli/command-options.ts';
import { loadConfiguration } from '../../cli/configuration/load.ts';
import { flagOf, optionKeys, variableOf } from '../../cli/configuration/options.ts';
import { exitCodeOf } from '../../cli/exit-codes.ts';
import { editDistance, nearest } from '../../cli/nearest.ts';
import { ConfigurationError, SuiteError, TargetGoneError } from '../../target/errors.ts';

describe('the nearest word', () => {
  it('is found over a typo, a swap, a missing letter and another case, but never over a different word', () => {
    const words = ['timeout', 'target', 'strict'];
    expect(nearest('timout', words)).toBe('timeout');
    expect(nearest('tragte', words)).toBe('target');
    expect(nearest('STRICT', words)).toBe('strict');
    expect(nearest('budget', words)).toBeUndefined();
    expect(nearest('x', words)).toBeUndefined();
  });

  it('is measured by a distance that is symmetric, and zero only for equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length));
      }),
      { seed: 1 },
    );
  });
});

describe('options of the configuration on a command', () => {
  const parse = (args: readonly string[]) => {
    const command = new Command('run').exitOverride().configureOutput({ writeErr: () => {} });
    addConfigurationOptions(command, optionKeys);
    addLaterOptions(command);
    return flagsOf(command.parse(args, { from: 'user' }).opts());
  };

  it('are exactly those of the design', () => {
    const design =
      'target suite profile budget seed namespace concurrency rps timeout max-parties token token-file token-command header ca out format only exclude wait strict dry-run quiet';
    expect(optionKeys.map((key) => flagOf(key).slice(2)).sort()).toEqual(design.split(' ').sort());
    expect(variableOf('maxParties')).toBe('CONCORDAT_MAX_PARTIES');
  });

  it('reach the settings from the words of the command line', async () => {
    const words =
      '--target http://h --suite canton-users --suite canton-parties --header X-A:1 --max-parties 7 --format json,html --strict --dry-run';
    const { options } = await loadConfiguration({ flags: parse(words.split(' ')), env: {}, cwd: '/' });
    expect(options).toMatchObject({
      target: { kind: 'external', url: 'http://h' },
      suites: ['canton-users', 'canton-parties'],
      maxParties: 7,
      formats: ['json', 'html'],
      strict: true,
      dryRun: true,
      quiet: false,
    });
    expect(options.headers[0]?.value.reveal()).toBe('1');
  });

  it('are refused as coming later where the design puts them off', async () => {
    const flags = parse(['--shard', '1/3']);
    await expect(loadConfiguration({ flags, env: {}, cwd: '/' })).rejects.toThrow('--shard comes in a later version');
  });

  it('are shown with their defaults, under headings, within 80 columns', () => {
    const command = new Command('run').configureHelp({ helpWidth: 80 });
    addConfigurationOptions(command, optionKeys);
    addLaterOptions(command);
    const help = command.helpInformation();
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const heading of ['Target:', 'What is run:', 'Pace:', 'Results:']) expect(help).toContain(`\n${heading}\n`);
    expect(help.replace(/\s+/g, ' ')).toContain('--timeout <MS> milliseconds to wait for an answer (default: 30000)');
    expect(help).not.toContain('--shard');
  });

  it('are only those of the connection for a command that only connects', () => {
    const command = new Command('doctor');
    addConfigurationOptions(command, connectionKeys);
    expect(command.options.map(({ long }) => long)).toContain('--token-file');
    expect(command.options.map(({ long }) => long)).not.toContain('--seed');
  });
});

it('every class of error has its exit code, and what nobody threw on purpose is a fault of the suite', () => {
  expect(exitCodeOf(new ConfigurationError('x'))).toBe(2);
  expect(exitCodeOf(new TargetGoneError('x', false))).toBe(3);
  expect(exitCodeOf(new TargetGoneError('x', true))).toBe(5);
  expect(exitCodeOf(new SuiteError('x'))).toBe(4);
  expect(exitCodeOf(new TypeError('x'))).toBe(4);
  expect(exitCodeOf('thrown text')).toBe(4);
});
