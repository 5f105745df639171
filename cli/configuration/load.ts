/**
 * Reads flags, environment and configuration file into settings.
 */
import { ConfigurationError } from '../../target/errors.ts';
import { nearest } from '../nearest.ts';
import { blockLines, readCanton, readIshare, readStatement } from './blocks.ts';
import { refuseContradictions, type Sayings, tokenOptions, tokenOptionThatCounts } from './contradictions.ts';
import { type ConfigurationFile, findConfigurationFile, readConfigurationFile } from './file.ts';
import { checkFile } from './files.ts';
import {
  defaults,
  laterFlags,
  type OptionDefinition,
  type OptionKey,
  optionDefinitions,
  optionKeys,
  variableOf,
} from './options.ts';
import { checkAgainstSchema, wantsScalar } from './schema.ts';
import type { AdminCredential, OptionValues, SettingLine, Settings } from './settings.ts';
import { type Flags, readSaying, type Saying, type Sources, sayingOf } from './sources.ts';
import { type Substituted, substitute } from './substitute.ts';

/** What settings are made of. */
export interface ConfigurationInput {
  readonly flags: Flags;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
}

/**
 * Decides every setting: flags before `CONCORDAT_*` variables before the file before defaults.
 * Throws {@link ConfigurationError} for everything that cannot be used: an unknown key, a variable that is not set, a value
 * out of bounds, a contradiction, a file that is missing, a private key that others can read.
 */
export async function loadConfiguration({ flags, env, cwd }: ConfigurationInput): Promise<Settings> {
  refuseLater(flags, env);
  const named = flags.config === undefined ? env.CONCORDAT_CONFIG || undefined : String(flags.config);
  const path = findConfigurationFile(named, cwd);
  const file = path === undefined ? undefined : await readChecked(path, env, cwd);
  const sources: Sources = { flags, env, cwd, ...(file && { file }) };

  const sayings: Sayings = new Map(
    optionKeys.flatMap((key) => {
      const saying = sayingOf(key, sources);
      return saying === undefined ? [] : [[key, saying] as const];
    }),
  );
  const tokenOption = tokenOptionThatCounts(sayings);
  const unused = new Set<OptionKey>(tokenOptions.filter((key) => key !== tokenOption));
  const given = Object.fromEntries(
    [...sayings]
      .filter(([key]) => !unused.has(key))
      .map(([key, saying]) => [key, readSaying(saying, optionDefinitions[key] as OptionDefinition<unknown>)]),
  );
  const out = readSaying(defaultSaying(cwd), optionDefinitions.out);
  const options = { ...defaults, out, ...given } as OptionValues;

  const ishare = readIshare(file);
  refuseContradictions(sayings, options, ishare);
  for (const key of ['tokenFile', 'ca'] as const) {
    if (options[key] !== undefined) checkFile({ path: options[key], subject: sayings.get(key)!.subject, key: false });
  }
  for (const [key, value] of Object.entries(ishare)) {
    const paths = key.endsWith('File') ? [String(value)] : key === 'partyCertificates' ? ishare.partyCertificates : [];
    const subject = `${file?.place(['ishare', key])}: ishare.${key}`;
    for (const path of paths) checkFile({ path, subject, key: key.endsWith('KeyFile') });
  }

  const adminCredential = credentialOf(options);
  return {
    options,
    ...(adminCredential && { adminCredential }),
    canton: readCanton(file),
    ishare,
    statement: readStatement(file),
    ...(file && { configurationFile: file.path }),
    lines: [...optionLines(sayings, unused, options), ...blockLines(file, optionNames)],
    warnings: misspelledVariables(env),
  };
}

/** The target, or {@link ConfigurationError} with the two ways to go on. */
export function requireTarget(settings: Settings): NonNullable<OptionValues['target']> {
  if (settings.options.target !== undefined) return settings.options.target;
  throw new ConfigurationError(
    'There is no target. Name one with --target URL, or try the suite on its own reference with --target embedded.',
  );
}

async function readChecked(
  path: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<ConfigurationFile & Substituted> {
  const file = await readConfigurationFile(path, cwd);
  const filled = substitute(file, env, wantsScalar);
  const secretBlocks = ['tokens', 'idpAssertions', 'expiredToken', 'headers', 'tokenCommand'];
  const flaws = await checkAgainstSchema(filled.content, (place) => {
    return !filled.fromVariable(place) && !place.some((step) => secretBlocks.includes(String(step)));
  });
  const sentences = flaws.map(({ path: place, sentence }) => `${file.place(place)}: ${sentence}`);
  if (sentences.length === 1) throw new ConfigurationError(sentences[0]!);
  if (sentences.length > 1) {
    throw new ConfigurationError(`${file.name} has ${sentences.length} faults:\n  ${sentences.join('\n  ')}`);
  }
  return { ...file, ...filled };
}

function refuseLater(flags: Flags, env: NodeJS.ProcessEnv): void {
  for (const name of laterFlags) {
    const variable = `CONCORDAT_${name.toUpperCase()}`;
    const subject = flags[name] !== undefined ? `--${name}` : env[variable] ? variable : undefined;
    if (subject !== undefined) throw new ConfigurationError(`${subject} comes in a later version. Leave it out.`);
  }
}

function defaultSaying(cwd: string): Saying {
  const items = [defaults.out];
  return { level: 'default', origin: 'default', subject: 'out', items, folder: cwd, quotable: true };
}

function credentialOf({ token, tokenFile, tokenCommand }: OptionValues): AdminCredential | undefined {
  if (token !== undefined) return { kind: 'value', value: token };
  if (tokenFile !== undefined) return { kind: 'file', path: tokenFile };
  if (tokenCommand !== undefined) return { kind: 'command', command: tokenCommand };
  return undefined;
}

const nameOf = (key: OptionKey): string => optionDefinitions[key].fileKey?.join('.') ?? key;
const optionNames: ReadonlySet<string> = new Set(optionKeys.map(nameOf));

function optionLines(sayings: Sayings, unused: ReadonlySet<OptionKey>, options: OptionValues): SettingLine[] {
  return optionKeys
    .filter((key) => !unused.has(key))
    .filter((key) => sayings.has(key) || optionDefinitions[key].fileKey !== undefined)
    .map((key) => {
      const { secret, shownDefault, path } = optionDefinitions[key];
      const saying = sayings.get(key);
      if (saying === undefined) return { name: nameOf(key), shown: shownDefault ?? 'not set', origin: 'default' };
      const shown = secret ? '(secret)' : path ? String(options[key]) : saying.items.join(', ');
      return { name: nameOf(key), shown, origin: saying.origin };
    });
}

/** A variable of ours that is nearly spelled right would be ignored in silence; foreign ones may share the prefix. */
function misspelledVariables(env: NodeJS.ProcessEnv): string[] {
  const known = ['CONCORDAT_CONFIG', ...optionKeys.map(variableOf)];
  return Object.keys(env)
    .filter((name) => name.startsWith('CONCORDAT_') && !known.includes(name))
    .flatMap((name) => {
      const meant = nearest(name, known);
      return meant === undefined ? [] : [`The variable ${name} is ignored. Did you mean ${meant}?`];
    });
}
