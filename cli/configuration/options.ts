/**
 * The options of the command line as data: flag, variable, key of the file, meaning and default of each.
 */
import { type OptionValues, reportFormats, suiteNames } from './settings.ts';
import * as values from './values.ts';

/** Under which heading `--help` shows an option. */
export type OptionGroup = 'Target' | 'What is run' | 'Pace' | 'Results';

/** One option. */
export interface OptionDefinition<T> {
  /** Long flag with its argument, as commander wants it. */
  readonly flags: string;
  readonly group: OptionGroup;
  /** One phrase for `--help`. */
  readonly description: string;
  /** Key in the configuration file; absent where the file cannot say it. */
  readonly fileKey?: readonly string[];
  /** How the text of a flag or variable is cut into items; absent: one value. */
  readonly split?: 'comma' | 'line';
  /** A relative path: to the working directory, or to the folder of the file that says it. */
  readonly path?: true;
  /** The value is never shown. */
  readonly secret?: true;
  /** Reads all items; items are texts, from the file too. */
  readonly read: (items: readonly string[]) => T;
  /** As text, for `--help` and `doctor`. */
  readonly shownDefault?: string;
}

const one =
  <T>(read: values.Reader<T>) =>
  (items: readonly string[]): T =>
    read(items.at(-1) ?? '');
const each =
  <T>(read: values.Reader<T>) =>
  (items: readonly string[]): readonly T[] =>
    [...new Set(items)].map(read);

/** The defaults. */
export const defaults = {
  suites: [],
  profile: 'contract',
  budget: 'standard',
  seed: 20261,
  concurrency: 8,
  timeout: 30_000,
  maxParties: 300,
  headers: [],
  out: 'conformance-report',
  formats: reportFormats,
  only: [],
  exclude: [],
  wait: 0,
  strict: false,
  dryRun: false,
  quiet: false,
} as const satisfies Partial<OptionValues>;

type Definitions = { readonly [K in keyof OptionValues]-?: OptionDefinition<NonNullable<OptionValues[K]>> };

/** Every option, in the order of `--help`. */
export const optionDefinitions: Definitions = {
  target: {
    flags: '--target <URL|embedded>',
    group: 'Target',
    description: 'address of the deployment under test; embedded: our own reference, a self-test',
    fileKey: ['target'],
    read: one(values.target),
  },
  token: {
    flags: '--token <TOKEN>',
    group: 'Target',
    description: 'admin token; others on this machine can see it: prefer the next two',
    fileKey: ['canton', 'tokens', 'admin'],
    secret: true,
    read: one(values.secret),
  },
  tokenFile: {
    flags: '--token-file <FILE>',
    group: 'Target',
    description: 'file that holds the admin token',
    fileKey: ['canton', 'tokenFile'],
    path: true,
    read: one(values.anyText),
  },
  tokenCommand: {
    flags: '--token-command <COMMAND>',
    group: 'Target',
    description: 'shell command that prints the admin token; run again on 401',
    fileKey: ['canton', 'tokenCommand'],
    secret: true,
    read: one(values.anyText),
  },
  headers: {
    flags: "--header <'K: V'>",
    group: 'Target',
    description: 'header field for every request (repeatable)',
    fileKey: ['headers'],
    split: 'line',
    secret: true,
    read: each(values.header),
  },
  ca: {
    flags: '--ca <FILE>',
    group: 'Target',
    description: 'PEM file with the certificate authorities to trust',
    fileKey: ['ca'],
    path: true,
    read: one(values.anyText),
  },
  wait: {
    flags: '--wait <SECONDS>',
    group: 'Target',
    description: 'wait until the target is ready, at most this long',
    fileKey: ['wait'],
    read: one(values.wholeNumber(0, 86_400, 'seconds')),
    shownDefault: '0',
  },
  suites: {
    flags: '--suite <NAME>',
    group: 'What is run',
    description: `${suiteNames.join(', ')} (repeatable; default: those whose contract the target answers to)`,
    fileKey: ['suites'],
    split: 'comma',
    read: each(values.oneOf(suiteNames)),
    shownDefault: 'those whose contract the target answers to',
  },
  profile: {
    flags: '--profile <NAME>',
    group: 'What is run',
    description: 'which MUSTs decide: contract, or reference (contract and the reference product); both are shown',
    fileKey: ['profile'],
    read: one(values.oneOf(['contract', 'reference'])),
    shownDefault: defaults.profile,
  },
  budget: {
    flags: '--budget <NAME>',
    group: 'What is run',
    description: 'smoke (cannot certify), standard or thorough',
    fileKey: ['budget'],
    read: one(values.oneOf(['smoke', 'standard', 'thorough'])),
    shownDefault: defaults.budget,
  },
  only: {
    flags: '--only <GLOB>',
    group: 'What is run',
    description: 'only requirements whose id matches (repeatable); cannot certify',
    fileKey: ['only'],
    split: 'comma',
    read: each(values.anyText),
  },
  exclude: {
    flags: '--exclude <GLOB>',
    group: 'What is run',
    description: 'leave out requirements whose id matches (repeatable)',
    fileKey: ['exclude'],
    split: 'comma',
    read: each(values.anyText),
  },
  seed: {
    flags: '--seed <N|random>',
    group: 'What is run',
    description: 'what payloads are drawn from',
    fileKey: ['seed'],
    read: one(values.seed),
    shownDefault: String(defaults.seed),
  },
  namespace: {
    flags: '--namespace <TEXT>',
    group: 'What is run',
    description: 'prefix of every name that the run creates: 1 to 8 of a-z, 0-9, a letter first (default: random)',
    fileKey: ['namespace'],
    read: one(values.namespace),
    shownDefault: 'random',
  },
  maxParties: {
    flags: '--max-parties <N>',
    group: 'What is run',
    description: 'refuse to start when the run may create more parties on a deployment; they stay for ever',
    fileKey: ['maxParties'],
    read: one(values.wholeNumber(0, 1_000_000, 'parties')),
    shownDefault: String(defaults.maxParties),
  },
  concurrency: {
    flags: '--concurrency <N>',
    group: 'Pace',
    description: 'requests in flight',
    fileKey: ['concurrency'],
    read: one(values.wholeNumber(1, 256, 'requests')),
    shownDefault: String(defaults.concurrency),
  },
  rps: {
    flags: '--rps <N>',
    group: 'Pace',
    description: 'requests a second, at most (default: no limit)',
    fileKey: ['rps'],
    read: one(values.positiveNumber(100_000, 'requests a second')),
    shownDefault: 'no limit',
  },
  timeout: {
    flags: '--timeout <MS>',
    group: 'Pace',
    description: 'milliseconds to wait for an answer',
    fileKey: ['timeout'],
    read: one(values.wholeNumber(100, 600_000, 'milliseconds')),
    shownDefault: String(defaults.timeout),
  },
  out: {
    flags: '--out <DIR>',
    group: 'Results',
    description: 'folder for the report',
    fileKey: ['out'],
    path: true,
    read: one(values.anyText),
    shownDefault: defaults.out,
  },
  formats: {
    flags: '--format <LIST>',
    group: 'Results',
    description: 'of json, junit, html, markdown',
    fileKey: ['formats'],
    split: 'comma',
    read: each(values.oneOf(reportFormats)),
    shownDefault: defaults.formats.join(','),
  },
  strict: {
    flags: '--strict',
    group: 'Results',
    description: 'what the operator did not provide is undetermined instead of not applicable',
    fileKey: ['strict'],
    read: one(values.yesOrNo),
    shownDefault: 'false',
  },
  dryRun: {
    flags: '--dry-run',
    group: 'Results',
    description: 'show the plan and send nothing',
    read: one(values.yesOrNo),
    shownDefault: 'false',
  },
  quiet: {
    flags: '--quiet',
    group: 'Results',
    description: 'no progress and no summary; errors only',
    read: one(values.yesOrNo),
    shownDefault: 'false',
  },
};

/** Key of an option. */
export type OptionKey = keyof Definitions;

/** Every key, in the order of `--help`. */
export const optionKeys = Object.keys(optionDefinitions) as readonly OptionKey[];

/** The long flag without its argument: `--max-parties`. */
export function flagOf(key: OptionKey): string {
  return optionDefinitions[key].flags.split(' ')[0]!;
}

/** The variable of an option: `CONCORDAT_MAX_PARTIES`. */
export function variableOf(key: OptionKey): string {
  return `CONCORDAT_${flagOf(key).slice(2).replaceAll('-', '_').toUpperCase()}`;
}

/** Names of `run` that a later version will know. */
export const laterFlags = ['shard', 'waivers'] as const;
