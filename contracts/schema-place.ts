/**
 * Finds the place in a schema that a JSON pointer into a value leads to.
 */
import type { JsonObject, OpenApiDocument } from './contract.ts';
import type { MemberPlace } from './explanation.ts';
import type { Json } from './model.ts';

const REFERENCE = '#/components/schemas/';

interface Named {
  readonly name: string;
  readonly schema: JsonObject;
}

/** The declared member that `pointer` ends at, following references, items, maps and the branches of a one-of. */
export function memberAt(document: OpenApiDocument, schema: JsonObject, pointer: string): MemberPlace | undefined {
  let current: Named | undefined = resolve(document, schema, '');
  let member: MemberPlace | undefined;
  for (const key of pointerKeys(pointer)) {
    if (!current) return undefined;
    const owner = branchWith(current.schema, key);
    const properties = owner.properties as JsonObject | undefined;
    member = undefined;
    if (properties && Object.hasOwn(properties, key)) {
      const required = (owner.required as readonly Json[] | undefined) ?? [];
      member = { owner: current.name, name: key, required: required.includes(key) };
      current = resolve(document, properties[key] as JsonObject, '');
      continue;
    }
    const inner = owner.items ?? owner.additionalProperties;
    current = isObject(inner) ? resolve(document, inner, '') : undefined;
  }
  return member;
}

/** The value that `pointer` leads to; undefined when there is none. */
export function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  let current = value;
  for (const key of pointerKeys(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as JsonObject)[key];
  }
  return current;
}

/** Follows a reference into the components of the document. */
export function resolve(document: OpenApiDocument, schema: JsonObject, name: string): Named {
  const reference = schema.$ref;
  if (typeof reference !== 'string') return { name, schema };
  const target = reference.slice(REFERENCE.length);
  return resolve(document, document.components.schemas[target] as JsonObject, target);
}

/** A key as a segment of a JSON pointer (RFC 6901). */
export function pointerSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointerKeys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function branchWith(schema: JsonObject, key: string): JsonObject {
  const branches = schema.oneOf as readonly JsonObject[] | undefined;
  return branches?.find((branch) => isObject(branch.properties) && Object.hasOwn(branch.properties, key)) ?? schema;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
