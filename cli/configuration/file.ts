/**
 * The configuration file: where it is, what it says, and on which line it says it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Json } from '../../contracts/model.ts';
import { ConfigurationError } from '../../target/errors.ts';

/** A place in the file: the keys and indexes that lead to it. */
export type KeyPath = readonly (string | number)[];

/** A configuration file that was read. */
export interface ConfigurationFile {
  /** Absolute. */
  readonly path: string;
  /** Absolute; what relative paths in the file start from. */
  readonly folder: string;
  /** The file as messages call it: relative to the working directory when it lies below it. */
  readonly name: string;
  readonly content: Json;
  /** `concordat.config.yaml:3`, the line of a key (or of the nearest key above it). */
  place(path: KeyPath): string;
}

const defaultNames = ['concordat.config.yaml', 'concordat.config.json'];

/**
 * The path of the file to read: the named one, else the one in the working directory, else none.
 * Throws {@link ConfigurationError} when the named one is missing or both default ones are there.
 */
export function findConfigurationFile(named: string | undefined, cwd: string): string | undefined {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    if (existsSync(path)) return path;
    throw new ConfigurationError(`There is no configuration file ${named}. Write one with "concordat init".`);
  }
  const found = defaultNames.map((name) => resolve(cwd, name)).filter((path) => existsSync(path));
  if (found.length > 1) {
    throw new ConfigurationError(
      `There are two configuration files here, ${defaultNames.join(' and ')}. Remove one, or choose with --config FILE.`,
    );
  }
  return found[0];
}

/** Reads and parses. Throws {@link ConfigurationError} with the line of what cannot be read. */
export async function readConfigurationFile(path: string, cwd: string): Promise<ConfigurationFile> {
  const below = relative(cwd, path);
  const name = below === '' || below.startsWith('..') ? path : below;
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigurationError(`${name} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  const { LineCounter, isCollection, isNode, isPair, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw !== undefined) {
    const sentence = flaw.message.replace(/\.?\s*$/, '.');
    throw new ConfigurationError(
      `${name}:${lines.linePos(flaw.pos[0]).line}: ${sentence} Mend the YAML and try again.`,
    );
  }
  const place = (path: KeyPath): string => {
    for (let length = path.length; length > 0; length--) {
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      if (!isCollection(parent)) continue;
      const last = path[length - 1];
      const item = parent.items.find((candidate, index) =>
        isPair(candidate) ? String(candidate.key) === String(last) : index === last,
      );
      const node = isPair(item) ? item.key : item;
      if (isNode(node) && node.range) return `${name}:${lines.linePos(node.range[0]).line}`;
    }
    return name;
  };
  if (path.endsWith('.json')) refuseLooseJson(text, name);
  let content: Json;
  try {
    content = (document.toJS() ?? {}) as Json;
  } catch (error) {
    throw new ConfigurationError(`${name}: ${(error as Error).message}. Mend the YAML and try again.`, {
      cause: error,
    });
  }
  return { path, folder: dirname(path), name, content, place };
}

/** The YAML parser also reads JSON with comments or trailing commas; other tools would not. */
function refuseLooseJson(text: string, name: string): void {
  if (text.trim() === '') return;
  try {
    JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(
      `${name} is not JSON: ${(error as Error).message}. Mend it, or rename it to ${basename(name, '.json')}.yaml.`,
      { cause: error },
    );
  }
}
