/**
 * Where an option is said: flag before environment before file before default.
 */
import { resolve } from 'node:path';
import type { Json } from '../../contracts/model.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { ConfigurationFile, KeyPath } from './file.ts';
import { flagOf, type OptionDefinition, type OptionKey, optionDefinitions, variableOf } from './options.ts';
import type { Substituted } from './substitute.ts';
import { Complaint } from './values.ts';

/** What the command line said: the texts of each option that was given; `true` for a switch. */
export type Flags = Partial<
  Readonly<Record<OptionKey | 'config' | 'shard' | 'waivers', string | readonly string[] | true>>
>;

/** The three places that can be asked. */
export interface Sources {
  readonly flags: Flags;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly file?: ConfigurationFile & Substituted;
}

/** The level of a source; a contradiction is one between things said on the same level. */
export type Level = 'flag' | 'environment' | 'file' | 'default';

/** One saying of an option, not yet read. */
export interface Saying {
  readonly level: Level;
  /** As `doctor` shows it. */
  readonly origin: string;
  /** Start of a message about it. */
  readonly subject: string;
  readonly items: readonly string[];
  /** What a relative path starts from. */
  readonly folder: string;
  /** Whether a message may quote the items. */
  readonly quotable: boolean;
}

/** The value at a path of a content. */
export function valueAt(content: Json | undefined, path: KeyPath): Json | undefined {
  let node: Json | undefined = content;
  for (const step of path) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Readonly<Record<string | number, Json>>)[step];
  }
  return node;
}

/** What the strongest source says of an option; `undefined`: nobody says anything. */
export function sayingOf(key: OptionKey, sources: Sources): Saying | undefined {
  return fromFlag(key, sources) ?? fromEnvironment(key, sources) ?? fromFile(key, sources);
}

function fromFlag(key: OptionKey, { flags, cwd }: Sources): Saying | undefined {
  const given = flags[key];
  if (given === undefined) return undefined;
  const { split, secret } = optionDefinitions[key];
  const texts = given === true ? ['true'] : [given].flat();
  const items = split === 'comma' ? texts.flatMap(cutAtCommas) : texts;
  const flag = flagOf(key);
  return { level: 'flag', origin: `flag ${flag}`, subject: flag, items, folder: cwd, quotable: secret !== true };
}

function fromEnvironment(key: OptionKey, { env, cwd }: Sources): Saying | undefined {
  const name = variableOf(key);
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const { split, secret } = optionDefinitions[key];
  const items = split === 'comma' ? cutAtCommas(text) : split === 'line' ? text.split('\n').filter(Boolean) : [text];
  const origin = `environment ${name}`;
  return { level: 'environment', origin, subject: name, items, folder: cwd, quotable: secret !== true };
}

function fromFile(key: OptionKey, { file }: Sources): Saying | undefined {
  const { fileKey, secret } = optionDefinitions[key];
  const value = fileKey && valueAt(file?.content, fileKey);
  if (file === undefined || fileKey === undefined || value === undefined || value === null) return undefined;
  const items = Array.isArray(value)
    ? value.map(String)
    : typeof value === 'object'
      ? Object.entries(value).map(([name, item]) => `${name}: ${item}`)
      : [String(value)];
  const origin = file.place(fileKey);
  const variable = file.fromVariable(fileKey) || items.some((_, index) => file.fromVariable([...fileKey, index]));
  return {
    level: 'file',
    origin,
    subject: `${origin}: ${fileKey.join('.')}`,
    items,
    folder: file.folder,
    quotable: secret !== true && !variable,
  };
}

/** Commas inside braces belong to a glob. */
function cutAtCommas(text: string): string[] {
  return text
    .split(/,(?![^{]*\})/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Reads what was said. Throws {@link ConfigurationError} that names the place and what would be accepted. */
export function readSaying<T>(saying: Saying, definition: OptionDefinition<T>): T {
  try {
    if (saying.items.every((item) => item === '') && saying.level !== 'file') throw new Complaint('must not be empty');
    const items = definition.path ? saying.items.map((item) => resolve(saying.folder, item)) : saying.items;
    return definition.read(items);
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    const not = saying.quotable ? `, not ${saying.items.map((item) => JSON.stringify(item)).join(', ')}` : '';
    throw new ConfigurationError(`${saying.subject} ${error.message}${not}.${saying.quotable ? error.hint : ''}`, {
      cause: error,
    });
  }
}
