/**
 * The report as JSON: keys in the order of the schema, others after them by name, two spaces.
 */
import type { Report } from './model.ts';
import { reportSchema, type SchemaNode } from './schema.ts';

/** Renders the report. Equal reports give equal bytes, however their objects were put together. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(ordered(report, reportSchema), null, 2)}\n`;
}

function ordered(value: unknown, schema: SchemaNode | undefined): unknown {
  const node = resolve(schema);
  if (Array.isArray(value)) return value.map((item) => ordered(item, node?.items));
  if (value === null || typeof value !== 'object') return value;
  const members = new Map(Object.entries(value));
  const known = Object.keys(node?.properties ?? {});
  const others = [...members.keys()].filter((key) => !known.includes(key)).sort();
  const keys = [...known.filter((key) => members.has(key)), ...others];
  // Object.fromEntries defines own members, so that a header named `__proto__` stays one.
  return Object.fromEntries(
    keys.map((key) => [key, ordered(members.get(key), node?.properties?.[key] ?? node?.additionalProperties)]),
  );
}

function resolve(schema: SchemaNode | boolean | undefined): SchemaNode | undefined {
  if (typeof schema !== 'object') return undefined;
  const name = schema.$ref?.replace('#/$defs/', '');
  if (name !== undefined) return resolve(reportSchema.$defs?.[name]);
  return schema.anyOf ? resolve(schema.anyOf.find((branch) => branch.type !== 'null')) : schema;
}
