/**
 * The schemas of the pinned OpenAPI document, compiled. A claim is judged by its `type` alone, so that one wrong member
 * gives one problem instead of one for each of nine branches.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, Problem } from '../model.ts';

/** Schemas of bodies and of token payloads that can be asked for by name. */
export type SchemaName =
  | 'party'
  | 'claim'
  | 'partyResponse'
  | 'partiesResponse'
  | 'claimsResponse'
  | 'claimResponse'
  | 'trustedListResponse'
  | 'capabilitiesResponse'
  | 'connectTokenResponse'
  | 'jwt_header'
  | 'jwtPayloadSkeleton'
  | 'jwtPayloadPartyToken'
  | 'jwtPayloadPartiesToken'
  | 'jwtPayloadClaimsToken'
  | 'jwtPayloadClaimToken'
  | 'jwtPayloadTrustedListToken'
  | 'jwtPayloadCapabilitiesToken';

/** Requests are judged by relaxed schemas (errata `ishare/claim-ids-omitted`, `ishare/auth-registry-id`). */
export type SchemaDirection = 'request' | 'response';

type Node = { [key: string]: unknown };
type Document = { paths: Node; components: { schemas: { [name: string]: Node } } };

// The validator is loaded when it is first needed: a command that only lists requirements stays quick.
const load = createRequire(import.meta.url);

const bytes = readFileSync(new URL('./openapi.json', import.meta.url));

/** SHA-256 of the pinned document, lower-case hex. */
export const documentSha256: string = createHash('sha256').update(bytes).digest('hex');

/** The pinned document as parsed. */
export const document = JSON.parse(bytes.toString('utf8')) as Document;

const claimSchema = document.components.schemas.claim as { discriminator: { mapping: Record<string, string> } };

/** The claim types that the document describes, in its order. */
export const claimTypes: readonly string[] = Object.keys(claimSchema.discriminator.mapping);

/** Where errata relax the schemas of requests: schema name to the members that stay required. */
const relaxedRequired: Readonly<Record<string, readonly string[]>> = {
  claimSkeleton: ['type', 'status'],
  authRegistry: ['name', 'authUrl', 'authRegistryId'],
};

function rewriteReferences(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteReferences(item, id));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string'
        ? item.replace('#/components/schemas/', `${id}#/$defs/`)
        : rewriteReferences(item, id),
    ]),
  );
}

function claimByType(id: string, direction: SchemaDirection): Node {
  const { mapping } = claimSchema.discriminator;
  return {
    type: 'object',
    required: ['type'],
    // Data spaces may define further types, so an answer is not wrong for holding one (erratum `ishare/claim-types-open`).
    properties: { type: { type: 'string', ...(direction === 'request' && { enum: claimTypes }) } },
    allOf: [
      ...Object.entries(mapping).map(([type, reference]) => ({
        if: { required: ['type'], properties: { type: { const: type } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref: reference.replace('#/components/schemas/', `${id}#/$defs/`) },
      })),
      {
        if: { not: { required: ['type'], properties: { type: { enum: claimTypes } } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref: `${id}#/$defs/claimSkeleton` },
      },
    ],
  };
}

function compileAll(direction: SchemaDirection): Ajv2020 {
  const id = `ishare-${direction}`;
  const definitions = rewriteReferences(document.components.schemas, id) as Record<string, Node>;
  if (direction === 'request') {
    for (const [name, required] of Object.entries(relaxedRequired)) {
      definitions[name] = { ...definitions[name], required };
    }
  }
  definitions.claim = claimByType(id, direction);
  const { Ajv2020: Constructor } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const formats = load('ajv-formats') as typeof import('ajv-formats');
  // The pinned schemas do not change between runs: a test validates them against their meta-schema, at no cost to a run.
  const ajv = new Constructor({ allErrors: true, strict: false, validateSchema: false });
  formats.default.default(ajv);
  ajv.addFormat('application/jwt', true);
  ajv.addSchema({ $id: id, $defs: definitions });
  return ajv;
}

const compilers = new Map<SchemaDirection, Ajv2020>();

function validator(direction: SchemaDirection, name: SchemaName): ValidateFunction {
  let ajv = compilers.get(direction);
  if (!ajv) {
    ajv = compileAll(direction);
    compilers.set(direction, ajv);
  }
  return ajv.getSchema(`ishare-${direction}#/$defs/${name}`) as ValidateFunction;
}

/** Everything in `value` that breaks the named schema; one problem for each place and keyword. */
export function schemaProblems(direction: SchemaDirection, name: SchemaName, value: unknown): Problem[] {
  const validate = validator(direction, name);
  if (validate(value)) return [];
  const problems = new Map<string, Problem>();
  for (const error of validate.errors ?? []) {
    if (error.keyword === 'if' || error.keyword === 'not') continue;
    const problem = toProblem(error, value);
    const key = `${problem.pointer} ${problem.rule}`;
    if (!problems.has(key)) problems.set(key, problem);
  }
  // A member of the wrong type breaks its enum and format as well; the type says it all.
  return [...problems.values()].filter(
    ({ pointer, rule }) => (rule !== 'enum' && rule !== 'format') || !problems.has(`${pointer} type`),
  );
}

function toProblem(error: ErrorObject, root: unknown): Problem {
  const pointer = error.instancePath;
  const { params, keyword } = error;
  if (keyword === 'required') {
    const member = String(params.missingProperty);
    return {
      pointer: `${pointer}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      expected: `member "${member}"`,
      actual: 'missing',
      rule: keyword,
    };
  }
  const expected: Record<string, () => string> = {
    type: () => String(params.type),
    enum: () => `one of ${(params.allowedValues as Json[]).join(', ')}`,
    format: () => `format ${String(params.format)}`,
  };
  return {
    pointer,
    expected: expected[keyword]?.() ?? error.message ?? keyword,
    actual: shorten(valueAt(root, pointer)),
    rule: keyword,
  };
}

/** The value at a JSON pointer; `undefined` when there is none. */
function valueAt(root: unknown, pointer: string): unknown {
  if (pointer === '') return root;
  let value = root;
  for (const part of pointer.slice(1).split('/')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

/** A value as a short text for people. */
export function shorten(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
