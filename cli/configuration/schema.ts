/**
 * The published JSON Schema of the configuration file, and what it says of a content in sentences.
 */
import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Json } from '../../contracts/model.ts';
import { didYouMean, nearest } from '../nearest.ts';
import type { KeyPath } from './file.ts';
import { flagOf, optionDefinitions, optionKeys } from './options.ts';
import { wordList } from './values.ts';

/** The parts of a JSON Schema that the configuration's uses. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: Json;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly additionalProperties?: boolean | SchemaNode;
}

let loaded: SchemaNode | undefined;

/** The schema, as published under `concordat/config-schema.json`. */
export function configurationSchema(): SchemaNode {
  loaded ??= JSON.parse(readFileSync(new URL('../schema/configuration.schema.json', import.meta.url), 'utf8'));
  return loaded as SchemaNode;
}

/** The part of the schema for a place, when it knows the place. */
export function schemaAt(path: KeyPath): SchemaNode | undefined {
  let node: SchemaNode | undefined = configurationSchema();
  for (const step of path) {
    const free: SchemaNode | undefined =
      typeof node?.additionalProperties === 'object' ? node.additionalProperties : undefined;
    node = typeof step === 'number' ? node?.items : (node?.properties?.[step] ?? free);
  }
  return node;
}

/** Whether a place takes a number or true and false, and no free text. */
export function wantsScalar(path: KeyPath): boolean {
  const types = [schemaAt(path)?.type ?? []].flat();
  return types.some((type) => type === 'integer' || type === 'number' || type === 'boolean');
}

/** One flaw of a content: where, and the rest of the sentence. */
export interface Flaw {
  readonly path: KeyPath;
  /** Starts with the name of the key. */
  readonly sentence: string;
}

/** Every flaw of a content. `quotable` says whether the value at a place may be shown. */
export async function checkAgainstSchema(content: Json, quotable: (path: KeyPath) => boolean): Promise<Flaw[]> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const validate = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(
    configurationSchema() as object,
  );
  if (validate(content)) return [];
  return (validate.errors ?? []).map((error) => flawOf(error, content, quotable));
}

function flawOf(error: ErrorObject, content: Json, quotable: (path: KeyPath) => boolean): Flaw {
  const path = pathOf(error.instancePath, content);
  const name = path.join('.') || 'the file';
  const params = error.params as Record<string, unknown>;
  const schema = error.parentSchema as SchemaNode;
  const not = typeof error.data !== 'object' && quotable(path) ? `, not ${JSON.stringify(error.data)}` : '';
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      return {
        path: [...path, key],
        sentence: `${[...path, key].join('.')} is not a key of the configuration.${otherKey(key, schema)}`,
      };
    }
    case 'type':
      return { path, sentence: `${name} must be ${typeWords([schema.type ?? []].flat())}${not}.` };
    case 'enum': {
      const words = schema.enum ?? [];
      return { path, sentence: `${name} must be ${wordList(words)}${not}.${didYouMean(String(error.data), words)}` };
    }
    case 'dependentRequired':
      return { path, sentence: `${name} has ${params.property}, which needs ${params.missingProperty} beside it.` };
    case 'minLength':
    case 'minItems':
      return { path, sentence: `${name} must not be empty.` };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum': {
      const bottom =
        schema.exclusiveMinimum === undefined ? `from ${schema.minimum}` : `above ${schema.exclusiveMinimum}`;
      return { path, sentence: `${name} must be ${bottom} to ${schema.maximum}${not}.` };
    }
    default:
      return {
        path,
        sentence: `${name} is not accepted${not && ` as ${JSON.stringify(error.data)}`}. ${schema.description ?? ''}`,
      };
  }
}

/** The key that was meant: an option by its own name or flag, else a neighbour, else one anywhere, with its place. */
function otherKey(key: string, neighbours: SchemaNode): string {
  const option = optionKeys.find((name) => name === key || flagOf(name) === `--${key}`);
  if (option !== undefined) {
    const place = optionDefinitions[option].fileKey;
    return place ? ` Did you mean ${place.join('.')}?` : ` It can only be given as ${flagOf(option)}.`;
  }
  const here = nearest(key, Object.keys(neighbours.properties ?? {}));
  if (here !== undefined) return ` Did you mean ${here}?`;
  const everywhere = new Map(allKeys(configurationSchema(), []).map((path) => [path.at(-1)!, path.join('.')]));
  const there = nearest(key, everywhere.keys());
  return there === undefined
    ? ' See "concordat init" for the keys there are.'
    : ` Did you mean ${everywhere.get(there)}?`;
}

function allKeys(node: SchemaNode, path: readonly string[]): (readonly string[])[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    [...path, key],
    ...allKeys(child, [...path, key]),
  ]);
}

const typeNames: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  string: 'text (in quotes)',
  array: 'a list',
  object: 'a group of keys',
};

function typeWords(types: readonly string[]): string {
  return types.map((type) => typeNames[type] ?? type).join(' or ');
}

/** JSON pointer to path; steps into arrays become numbers. */
function pathOf(pointer: string, content: Json): KeyPath {
  let node: unknown = content;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const path = Array.isArray(node) ? Number(key) : key;
      node = (node as Record<string, unknown> | undefined)?.[key];
      return path;
    });
}
