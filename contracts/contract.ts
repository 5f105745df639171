/**
 * Loads a pinned contract: its identity, its OpenAPI document and its operations as plain frozen data.
 * Needs no validator, so a command that only lists requirements stays quick.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cantonErrata } from './canton/errata.ts';
import { cantonExplanations } from './canton/errata-explanations.ts';
import type { Explanation } from './explanation.ts';
import type { ContractIdentity, Erratum, Json } from './model.ts';

/** A JSON object, for schemas. */
export type JsonObject = { readonly [key: string]: Json };

/** The parts of an OpenAPI 3.0 document that are read here; the rest is carried as it is. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: { readonly [path: string]: JsonObject };
  readonly components: { readonly schemas: { readonly [name: string]: JsonObject }; readonly [section: string]: Json };
}

/** One documented response; one entry per status and media type. */
export interface DocumentedResponse {
  /** `200`, `400`, … or `default`. */
  readonly status: string;
  /** Lower case, without parameters; absent when the document describes no body. */
  readonly mediaType?: string;
  readonly schema?: JsonObject;
}

/** One operation of a contract. */
export interface Operation {
  /** The `operationId` of the published document. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** The path template, e.g. `/v2/parties/{party}`. */
  readonly path: string;
  /** Schema of the `application/json` request body; absent when the operation has no body. */
  readonly requestSchema?: JsonObject;
  readonly responses: readonly DocumentedResponse[];
}

/** A contract, deeply frozen. */
export interface Contract {
  readonly identity: ContractIdentity;
  readonly document: OpenApiDocument;
  /** By operation id, in the order of the document. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** What the errata of this contract excuse in a response. */
  readonly explanations: readonly Explanation[];
}

/** The contracts that are pinned here. */
export type ContractName = 'canton';

interface ContractSource {
  readonly id: string;
  readonly file: URL;
  readonly errata: readonly Erratum[];
  readonly explanations: readonly Explanation[];
}

const SOURCES: Readonly<Record<ContractName, ContractSource>> = {
  canton: {
    id: 'canton-json-ledger-api',
    file: new URL('./canton/openapi.json', import.meta.url),
    errata: cantonErrata,
    explanations: cantonExplanations,
  },
};

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const loaded = new Map<ContractName, Contract>();

/** The pinned contract of this name; read and parsed once per process. */
export function loadContract(name: ContractName): Contract {
  const known = loaded.get(name);
  if (known) return known;
  const source = SOURCES[name];
  const bytes = readFileSync(source.file);
  const document = JSON.parse(bytes.toString('utf8')) as OpenApiDocument;
  const contract: Contract = deepFreeze({
    identity: {
      id: source.id,
      version: document.info.version,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      errata: source.errata,
    },
    document,
    operations: operationsOf(document),
    explanations: source.explanations,
  });
  loaded.set(name, contract);
  return contract;
}

/** The operation with this id. Throws a `RangeError` for an id that the contract does not have. */
export function operationOf(contract: Contract, operationId: string): Operation {
  const operation = Object.hasOwn(contract.operations, operationId) && contract.operations[operationId];
  if (!operation) throw new RangeError(`contract ${contract.identity.id} has no operation "${operationId}"`);
  return operation;
}

function operationsOf(document: OpenApiDocument): Record<string, Operation> {
  const operations: Record<string, Operation> = {};
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, member] of Object.entries(item)) {
      if (!METHODS.includes(method)) continue;
      const raw = member as unknown as RawOperation;
      const requestSchema = raw.requestBody?.content['application/json']?.schema;
      operations[raw.operationId] = {
        id: raw.operationId,
        method: method.toUpperCase(),
        path,
        ...(requestSchema && { requestSchema }),
        responses: Object.entries(raw.responses).flatMap(([status, response]) => responsesOf(status, response)),
      };
    }
  }
  return operations;
}

interface RawContent {
  readonly [mediaType: string]: { readonly schema?: JsonObject };
}

interface RawOperation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: RawContent };
  readonly responses: Readonly<Record<string, { readonly content?: RawContent }>>;
}

function responsesOf(status: string, response: { readonly content?: RawContent }): DocumentedResponse[] {
  const content = Object.entries(response.content ?? {});
  if (content.length === 0) return [{ status }];
  return content.map(([mediaType, { schema }]) => ({ status, mediaType, ...(schema && { schema }) }));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
