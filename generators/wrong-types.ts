/** Members with a value of another JSON type than the schema says, and members that are `null`. */
import fc from 'fast-check';
import type { Json } from '../contracts/model.ts';
import { drawMany } from './arbitraries.ts';
import { isObject, type Path, pointerOf, withValueAt } from './json-paths.ts';
import { namePlaceholder } from './placeholder.ts';
import { fromTable, type TableVariant, type Variant, type Violation } from './violation.ts';

/** The JSON types that a schema of the contracts can name. */
type JsonType = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** A member of a request and its type. */
export interface TypedMember {
  readonly path: Path;
  readonly type: 'string' | 'boolean' | 'array' | 'object';
  /** Whether a smoke run breaks it. */
  readonly smoke?: boolean;
}

/** What both kinds of violation need to know. */
export interface MembersToBreak {
  readonly id: string;
  readonly title: string;
  readonly profile: Violation['profile'];
  readonly members: readonly TypedMember[];
  /** The rule that a wrong type breaks; default `type`. */
  readonly rule?: string;
  readonly carrier: (valid: Json) => Json;
}

/** One member has a wrong JSON type, other than `null`. */
export function wrongTypes(places: MembersToBreak): Violation {
  const table = places.members.flatMap((member) => tableOf(places, member));
  return { ...identity(places), variants: fromTable(table, (seed) => drawnWrongTypes(places, seed)) };
}

/** One member is `null`. */
export function nulls(places: MembersToBreak): Violation {
  const table = places.members.map((member) => variantOf(places, member, 'null', null, member.smoke));
  return { ...identity(places), variants: fromTable(table) };
}

/** The JSON type of a value. */
function jsonTypeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value as 'string' | 'number' | 'boolean';
}

/** One value of each type; where a server coerces it, what it creates can still be found by the name. */
function exampleValues(): readonly (readonly [string, Json])[] {
  const name = namePlaceholder();
  return [
    ['a number', 42],
    ['a boolean', true],
    ['a string', name],
    ['an array', [name]],
    ['an object', { value: name }],
    ['zero', 0],
    ['false', false],
    ['an empty string', ''],
    ['an empty array', []],
    ['an empty object', {}],
    ['a fraction', 1.5],
  ];
}

function tableOf(places: MembersToBreak, member: TypedMember): readonly TableVariant[] {
  const words: readonly (readonly [string, Json])[] = [
    ['the word true', 'true'],
    ['the word false', 'false'],
    ['one', 1],
  ];
  return [...exampleValues(), ...(member.type === 'boolean' ? words : [])]
    .filter(([, value]) => jsonTypeOf(value) !== member.type)
    .map(([label, value], index) => variantOf(places, member, label, value, member.smoke && index === 0));
}

function drawnWrongTypes(places: MembersToBreak, seed: number): readonly Variant[] {
  return places.members.flatMap((member, index) => {
    const wrong = fc
      .jsonValue({ maxDepth: 2, noUnicodeString: true })
      .filter((value) => value !== null && jsonTypeOf(value as Json) !== member.type);
    return drawMany(wrong, seed + index, 5).map((value) => {
      const shown = JSON.stringify(value);
      const label = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
      return variantOf(places, member, label, value as Json);
    });
  });
}

function variantOf(
  { carrier, rule = 'type' }: MembersToBreak,
  { path }: TypedMember,
  label: string,
  value: Json,
  smoke = false,
): TableVariant {
  return {
    label: `${path.join('.')}: ${label}`,
    rule: value === null ? 'null' : rule,
    pointer: pointerOf(path),
    smoke,
    apply: (valid) => ({ kind: 'json', value: withValueAt(carrier(valid), path, value) }),
  };
}

function identity({ id, title, profile, carrier }: MembersToBreak): Omit<Violation, 'variants'> {
  return { id, title, profile, carrier, pointer: '' };
}
