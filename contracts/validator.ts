/**
 * Validates values against the schemas of a contract with ajv, and says what is wrong in clear words.
 * ajv is loaded when the first schema is compiled, not before.
 */
import { createRequire } from 'node:module';
import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject, OpenApiDocument } from './contract.ts';
import { describeValue } from './describe.ts';
import type { Json, Problem, ProfileName } from './model.ts';
import { pointerSegment } from './schema-place.ts';

/** Marks a member that only a later document has: it is judged under `reference` only. */
export const PROFILE_MARKER = 'x-concordat-profile';

/** Gives the problems of a value against a schema of the document; empty when it is valid. */
export type Validator = (schema: JsonObject, value: Json) => Problem[];

const DEFINITIONS = 'contract';
// Words of OpenAPI that say nothing about validity.
const VOCABULARY = ['discriminator', 'xml', 'externalDocs', 'example'];
const load = createRequire(import.meta.url);

/** A validator for the schemas of this document. Each schema is compiled once, when it is first needed. */
export function createValidator(document: OpenApiDocument, profile: ProfileName): Validator {
  const compiled = new Map<JsonObject, ValidateFunction>();
  let ajv: Ajv2020 | undefined;
  return (schema, value) => {
    let validate = compiled.get(schema);
    if (!validate) {
      ajv ??= createAjv(document, profile);
      validate = ajv.compile(rewrite(schema, profile) as JsonObject);
      compiled.set(schema, validate);
    }
    return validate(value) ? [] : problemsOf(validate.errors ?? []);
  };
}

function createAjv(document: OpenApiDocument, profile: ProfileName): Ajv2020 {
  const { Ajv2020: Constructor } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const formats = load('ajv-formats') as typeof import('ajv-formats');
  // The pinned schemas do not change between runs: a test validates them against their meta-schema, at no cost to a run.
  const ajv = new Constructor({ strict: true, allErrors: true, verbose: true, validateSchema: false });
  formats.default.default(ajv);
  for (const keyword of VOCABULARY) ajv.addKeyword(keyword);
  ajv.addSchema({ $id: DEFINITIONS, $defs: rewrite(document.components.schemas, profile) as JsonObject });
  return ajv;
}

function rewrite(value: Json, profile: ProfileName): Json {
  if (Array.isArray(value)) return value.map((item: Json) => rewrite(item, profile));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value as JsonObject)) {
    if (key === PROFILE_MARKER) continue;
    if (profile === 'contract' && belongsToReference(member)) continue;
    result[key] =
      key === '$ref' && typeof member === 'string'
        ? member.replace('#/components/schemas/', `${DEFINITIONS}#/$defs/`)
        : rewrite(member, profile);
  }
  return result;
}

function belongsToReference(schema: Json | undefined): boolean {
  return (
    typeof schema === 'object' && schema !== null && (schema as JsonObject)[PROFILE_MARKER] === ('reference' as Json)
  );
}

function problemsOf(errors: readonly ErrorObject[]): Problem[] {
  const reduced = reduceOneOf(errors);
  const wrongType = new Set(
    reduced.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  );
  // A value of the wrong type has no format to speak of.
  return reduced.filter((e) => e.keyword !== 'format' || !wrongType.has(e.instancePath)).map(problemOf);
}

/**
 * A failed one-of reports every branch. Branches that name a member are told apart by it: where the value has exactly
 * one of these members only its own trouble counts, else the one-of itself.
 */
function reduceOneOf(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  let remaining = errors;
  for (const oneOf of errors.filter((error) => error.keyword === 'oneOf')) {
    const at = oneOf.instancePath;
    const within = (error: ErrorObject) => error.instancePath === at || error.instancePath.startsWith(`${at}/`);
    const present = branchMembers(oneOf).filter((key) => isRecord(oneOf.data) && Object.hasOwn(oneOf.data, key));
    const only = present.length === 1 ? `${at}/${pointerSegment(present[0]!)}` : undefined;
    remaining = remaining.filter(
      (error) =>
        !within(error) || (only ? error !== oneOf && underMember(error, at, only, present[0]!) : error === oneOf),
    );
  }
  return remaining;
}

function underMember(error: ErrorObject, at: string, member: string, name: string): boolean {
  if (error.instancePath === at) return error.keyword === 'required' && error.params.missingProperty === name;
  return error.instancePath === member || error.instancePath.startsWith(`${member}/`);
}

function branchMembers(oneOf: ErrorObject): string[] {
  const branches = oneOf.schema as readonly { readonly required?: readonly string[] }[];
  return branches.flatMap((branch) => branch.required ?? []);
}

function problemOf(error: ErrorObject): Problem {
  const { keyword, params, instancePath: pointer, data } = error;
  const problem = (expected: string): Problem => ({ pointer, expected, actual: describeValue(data), rule: keyword });
  switch (keyword) {
    case 'required': {
      const missing = String(params.missingProperty);
      return { pointer: `${pointer}/${pointerSegment(missing)}`, expected: 'present', actual: 'absent', rule: keyword };
    }
    case 'type':
      return problem(String(params.type));
    case 'format':
      return problem(params.format === 'int32' ? 'an integer of 32 bits' : `format ${params.format}`);
    case 'oneOf':
      return isRecord(data)
        ? problem(`exactly one of ${branchMembers(error).join(', ')}`)
        : { pointer, expected: 'object', actual: describeValue(data), rule: 'type' };
    default:
      return problem(error.message ?? keyword);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
