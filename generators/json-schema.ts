/**
 * From a JSON schema to arbitrary values that it accepts: the part of OpenAPI 3.0 and JSON Schema 2020-12 that the pinned
 * contracts use. What a schema cannot say (prose) comes in as overrides.
 */
import fc from 'fast-check';
import { anyCharacter } from './any-character.ts';
import { formatArbitrary } from './string-formats.ts';

/** A schema object; only the keywords of the pinned contracts are read. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** Where references lead and what prose demands. */
export interface SchemaOptions {
  /** The `$defs` (or `components.schemas`) by name; a reference is resolved by its last segment. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** Arbitraries that replace the schema of a definition (`ObjectMeta`) or of one of its members (`ObjectMeta/annotations`). */
  readonly overrides?: Readonly<Record<string, fc.Arbitrary<unknown> | 'absent'>>;
}

/** How often a definition may occur inside itself before optional members that lead back to it are left out. */
const RECURSION_LIMIT = 2;

/**
 * Values that the schema accepts. Optional members are present and absent in all combinations; members that the schema does not name
 * are not drawn unless `additionalProperties` is a schema. The branches of a `oneOf` must exclude each other by their tags.
 * @throws Error for a keyword combination outside the subset, an unknown reference, or a recursion without an end.
 */
export function arbitraryFor(schema: JsonSchema, options: SchemaOptions): fc.Arbitrary<unknown> {
  const arbitrary = build(schema, options, []);
  if (!arbitrary) throw new Error('the schema demands a member that leads back to itself without an end');
  return arbitrary;
}

/** `undefined` means: nothing finite can be drawn here. */
type Built = fc.Arbitrary<unknown> | undefined;

function build(schema: JsonSchema, options: SchemaOptions, stack: readonly string[]): Built {
  if (schema.$ref !== undefined) return buildReference(schema, schema.$ref, options, stack);
  if (schema.allOf) return build(merged(schema, options), options, stack);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return buildAlternatives(schema, alternatives, options, stack);
  const types = typesOf(schema).flatMap((type) => buildType(type, schema, options, stack) ?? []);
  return types.length > 0 ? fc.oneof(...types) : undefined;
}

function buildReference(schema: JsonSchema, ref: string, options: SchemaOptions, stack: readonly string[]): Built {
  const { $ref: _, ...siblings } = schema;
  const name = definitionName(ref);
  const override = options.overrides?.[name];
  if (override && override !== 'absent') return override;
  if (stack.filter((entry) => entry === name).length >= RECURSION_LIMIT) return undefined;
  const target = definition(name, options);
  return build(constrains(siblings) ? { allOf: [target, siblings] } : target, options, [...stack, name]);
}

function buildAlternatives(
  schema: JsonSchema,
  alternatives: readonly JsonSchema[],
  options: SchemaOptions,
  stack: readonly string[],
): Built {
  const { oneOf: _one, anyOf: _any, ...rest } = schema;
  const branches = alternatives.flatMap((branch) => {
    const whole = constrains(rest) ? { allOf: [rest, branch] } : branch;
    return build(whole, options, stack) ?? [];
  });
  return branches.length > 0 ? fc.oneof(...branches) : undefined;
}

function buildType(type: string, schema: JsonSchema, options: SchemaOptions, stack: readonly string[]): Built {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return buildInteger(schema);
    case 'number':
      return fc.double({
        noNaN: true,
        noDefaultInfinity: true,
        min: schema.minimum ?? -1e9,
        max: schema.maximum ?? 1e9,
      });
    case 'string':
      return buildString(schema);
    case 'array':
      return buildArray(schema, options, stack);
    case 'object':
      return buildObject(schema, options, stack);
    default:
      throw new Error(`the type ${type} is outside the supported part of JSON schema`);
  }
}

function buildInteger(schema: JsonSchema): fc.Arbitrary<number> {
  const bound = schema.format === 'int32' ? 2 ** 31 : Number.MAX_SAFE_INTEGER;
  const top = schema.format === 'int32' ? bound - 1 : bound;
  return fc.integer({ min: Math.max(-bound, schema.minimum ?? -bound), max: Math.min(top, schema.maximum ?? top) });
}

function buildString(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern, 'u'));
  const byFormat = schema.format === undefined ? undefined : formatArbitrary(schema.format);
  if (byFormat) return byFormat;
  const minLength = schema.minLength ?? 0;
  // Code points, not UTF-16 units: that is what minLength and maxLength count.
  return fc.string({ unit: anyCharacter(), minLength, maxLength: schema.maxLength ?? minLength + 40 });
}

function buildArray(schema: JsonSchema, options: SchemaOptions, stack: readonly string[]): Built {
  const minLength = schema.minItems ?? 0;
  const items = build(schema.items ?? { type: 'string' }, options, stack);
  if (!items) return minLength === 0 ? fc.constant([]) : undefined;
  return fc.array(items, { minLength, maxLength: schema.maxItems ?? minLength + 4 });
}

function buildObject(schema: JsonSchema, options: SchemaOptions, stack: readonly string[]): Built {
  const required = new Set(schema.required);
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const override = options.overrides?.[`${stack.at(-1)}/${name}`];
    if (override === 'absent') continue;
    const arbitrary = override ?? build(member, options, stack);
    if (arbitrary) model[name] = arbitrary;
    else if (required.has(name)) return undefined;
  }
  for (const name of required) {
    if (name in model) continue;
    // Required without a schema of its own: what additionalProperties allows, and without that anything.
    const free = schema.additionalProperties ?? true;
    if (free === false) throw new Error(`the required member ${name} is not allowed by additionalProperties`);
    const values = build(free === true ? { type: 'string' } : free, options, stack);
    if (!values) return undefined;
    model[name] = values;
  }
  const named = recordOf(model, required);
  if (typeof schema.additionalProperties !== 'object') return named;
  const values = build(schema.additionalProperties, options, stack);
  if (!values) return named;
  const keys = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
  const extra = fc.dictionary(keys, values, { maxKeys: 4, noNullPrototype: true });
  return fc.tuple(extra, named).map(([more, known]) => {
    const free = Object.entries(more).filter(([key]) => !Object.hasOwn(schema.properties ?? {}, key));
    return { ...Object.fromEntries(free), ...known };
  });
}

/** Stands for a member that is not there; `undefined` will not do, because a draw may never hold it. */
const ABSENT = Symbol('absent');

/** Each optional member is there in half of the draws, so that rare combinations come early; fast-check's own record favours presence. */
function recordOf(
  model: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  required: ReadonlySet<string>,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const members = Object.entries(model).map(([name, arbitrary]) => {
    const value = required.has(name) ? arbitrary : fc.option(arbitrary, { nil: ABSENT, freq: 2 });
    return value.map((drawn) => [name, drawn] as const);
  });
  return fc.tuple(...members).map((drawn) => Object.fromEntries(drawn.filter(([, value]) => value !== ABSENT)));
}

/** One schema that says what all parts of an `allOf` say together. */
function merged(schema: JsonSchema, options: SchemaOptions): JsonSchema {
  const { allOf = [], ...rest } = schema;
  let whole: JsonSchema = {};
  for (const part of [...allOf, rest]) {
    const more = resolved(part, options);
    const properties = whole.properties || more.properties ? { properties: mergedProperties(whole, more) } : {};
    const required = [...new Set([...(whole.required ?? []), ...(more.required ?? [])])];
    whole = { ...whole, ...more, ...properties, required };
  }
  return whole;
}

function mergedProperties(left: JsonSchema, right: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const all: Record<string, JsonSchema> = { ...left.properties };
  for (const [name, member] of Object.entries(right.properties ?? {})) {
    const other = all[name];
    all[name] = other ? { allOf: [other, member] } : member;
  }
  return all;
}

function resolved(schema: JsonSchema, options: SchemaOptions): JsonSchema {
  if (schema.$ref !== undefined) {
    const { $ref, ...siblings } = schema;
    return resolved({ allOf: [definition(definitionName($ref), options), siblings] }, options);
  }
  return schema.allOf ? merged(schema, options) : schema;
}

function typesOf(schema: JsonSchema): readonly string[] {
  const declared = schema.type ?? (schema.properties || schema.additionalProperties ? 'object' : 'string');
  const types = typeof declared === 'string' ? [declared] : declared;
  return schema.nullable ? [...types, 'null'] : types;
}

function definition(name: string, options: SchemaOptions): JsonSchema {
  const found = options.definitions[name];
  if (!found) throw new Error(`the schema refers to ${name}, which is not defined`);
  return found;
}

function definitionName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** Whether the schema says more than words for readers. */
function constrains(schema: JsonSchema): boolean {
  const words = new Set(['title', 'description', 'example', 'externalDocs', 'xml', 'discriminator', 'readOnly']);
  return Object.keys(schema).some((key) => !words.has(key));
}
