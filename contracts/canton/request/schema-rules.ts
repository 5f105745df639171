/**
 * The rules that the schema of an operation lays on a request body, with the treatment that the errata ask for.
 */
import type { Contract, JsonObject } from '../../contract.ts';
import type { Json, Problem } from '../../model.ts';
import { memberAt, pointerSegment, resolve, valueAt } from '../../schema-place.ts';
import { createValidator, PROFILE_MARKER, type Validator } from '../../validator.ts';
import { asArray, asObject } from './object.ts';
import { kindsIn } from './rights.ts';
import { type BrokenRule, broken, type RequestRule } from './rules.ts';

/** Finds the rules of the schema that a body breaks. */
export type SchemaRules = (schema: JsonObject, body: Json) => BrokenRule[];

/** The rules of the schemas of this contract. */
export function createSchemaRules(contract: Contract): SchemaRules {
  const validate: Validator = createValidator(contract.document, 'reference');
  return (schema, body) => [
    ...validate(schema, body).flatMap((problem) => classify(contract, schema, body, problem)),
    ...undocumentedMembers(contract, schema, body, ''),
  ];
}

function classify(contract: Contract, schema: JsonObject, body: Json, problem: Problem): BrokenRule[] {
  const { pointer } = problem;
  const value = valueAt(body, pointer);
  const member = memberAt(contract.document, schema, pointer);
  if (member?.owner === 'FieldMask' && member.name === 'unknownFields' && value === undefined) return [];
  if (insideKind(body, pointer)) return [];

  const rule = ((): RequestRule => {
    if (/\/unknownFields(\/|$)/.test(pointer)) return 'unknown-fields';
    const declared = member && propertyOf(contract, member.owner, member.name);
    if (declared?.[PROFILE_MARKER]) return 'later-member-type';
    if (problem.rule === 'required') return 'required';
    if (value !== null) return 'type';
    return isMetadata(declared) && !member?.required ? 'null-metadata' : 'null';
  })();
  return [broken(rule, pointer, value, rule === 'type' || rule === 'null' ? problem.expected : undefined)];
}

function propertyOf(contract: Contract, owner: string, name: string): JsonObject | undefined {
  const properties = contract.document.components.schemas[owner]?.properties as JsonObject | undefined;
  return properties?.[name] as JsonObject | undefined;
}

function isMetadata(schema: JsonObject | undefined): boolean {
  return schema?.$ref === '#/components/schemas/ObjectMeta';
}

/** Trouble in a kind that names none or several of the documented kinds is told by the rules for rights alone. */
function insideKind(body: Json, pointer: string): boolean {
  const place = /^(.*?\/rights\/\d+\/kind)(?:\/|$)/.exec(pointer)?.[1];
  if (!place) return false;
  const kind = valueAt(body, place);
  return asObject(kind) !== undefined && kindsIn(kind).length !== 1;
}

function undocumentedMembers(contract: Contract, schema: JsonObject, value: Json, pointer: string): BrokenRule[] {
  const { schema: resolved } = resolve(contract.document, schema, '');
  const inner = resolved.items ?? resolved.additionalProperties;
  if (Array.isArray(value) && inner) {
    return asArray(value).flatMap((item, index) =>
      undocumentedMembers(contract, inner as JsonObject, item, `${pointer}/${index}`),
    );
  }
  const members = asObject(value);
  if (!members || resolved.type === undefined || resolved.type !== 'object') {
    return members && resolved.oneOf ? inBranches(contract, resolved, members, pointer) : [];
  }
  const properties = (resolved.properties as JsonObject | undefined) ?? {};
  return Object.entries(members).flatMap(([key, member]) => {
    const place = `${pointer}/${pointerSegment(key)}`;
    if (!Object.hasOwn(properties, key)) return inner ? [] : [broken('unknown-member', place, member)];
    const property = properties[key] as JsonObject;
    if (property[PROFILE_MARKER]) return typeof member === property.type ? [broken('later-member', place, member)] : [];
    return undocumentedMembers(contract, property, member, place);
  });
}

// What stands beside a kind is judged by the rules for rights.
function inBranches(contract: Contract, schema: JsonObject, members: JsonObject, pointer: string): BrokenRule[] {
  return (schema.oneOf as readonly JsonObject[]).flatMap((branch) =>
    Object.entries(branch.properties as JsonObject)
      .filter(([key]) => Object.hasOwn(members, key))
      .flatMap(([key, property]) =>
        undocumentedMembers(contract, property as JsonObject, members[key]!, `${pointer}/${key}`),
      ),
  );
}
