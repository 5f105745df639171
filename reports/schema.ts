/**
 * The published JSON Schema of the report, as data.
 */
import { readFileSync } from 'node:fs';

/** The keywords of the schema that the code itself reads. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly type?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode;
}

/** JSON Schema 2020-12 of `conformance-report.json`. */
export const reportSchema: SchemaNode = JSON.parse(
  readFileSync(new URL('./schema/conformance-report.schema.json', import.meta.url), 'utf8'),
);
