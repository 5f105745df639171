/**
 * The clauses that the structure of the OpenAPI document holds: schemas, statuses, media types, security schemes.
 * The two operation pages carry the schemas of their own operation, the rest comes from the whole document.
 */
import type { Contract, JsonObject, Operation } from '../../contract.ts';
import type { Clause, Json } from '../../model.ts';
import type { CantonClause, ClauseDocument } from './clause.ts';
import { siblingLink } from './sibling-links.ts';

const PAGES: Readonly<Record<string, ClauseDocument>> = {
  postV2Parties: 'canton-post-v2-parties',
  postV2Users: 'canton-post-v2-users',
};
const SIBLINGS: ClauseDocument = 'canton-openapi-3.5.6';
const ERROR_SCHEMA = 'JsCantonError';

/** Later members, which the pinned page does not have, and parts that no check of their own can reach. */
const UNTESTED: Readonly<Record<string, string>> = {
  'canton-post-v2-users#schema/User/primaryPartyAuthentication': 'not on the pinned page; belongs to the reference',
};
/** With the errors of one operation of a group those of the others are judged, where they are provoked. */
const ERRORS_JUDGED = { parties: 'patchV2PartiesParty', users: 'patchV2UsersUser-id' } as const;
const NO_ERRORS = 'no request provokes an error of this operation';
const WITHOUT_ERRORS = ['getV2PartiesParticipant-id'];
const NOT_USED = 'not among the things that the suites look at';
const OPERATIONS_NOT_JUDGED = ['getV2Version', 'getLivez', 'getReadyz', 'getV2Authenticated-user'];

/** All structural clauses of a contract. */
export function structuralClauses(contract: Contract): readonly CantonClause[] {
  const operations = Object.values(contract.operations);
  const pages = operations.filter(({ id }) => PAGES[id]).map((operation) => pageClauses(contract, operation));
  const onPages = new Set(pages.flat().map(({ id }) => id.replace(/^.*#/, '')));
  const siblings = operations
    .filter(({ id }) => !PAGES[id])
    .flatMap((operation) => siblingClauses(contract, operation))
    .filter(({ id }) => !onPages.has(id.replace(/^.*#/, '')))
    .map(linked);
  const security = clause(SIBLINGS, 'security', 'security', 'httpAuth or apiKeyAuth, on every operation');
  return uniqueById([...pages.flat(), security, ...siblings]);
}

/** The clause, decided where the table of links says. */
function linked(clause: CantonClause): CantonClause {
  const link = siblingLink(clause.id.replace(/^.*#/, ''));
  if (!link) return clause;
  const { partOf: _, untested: __, ...rest } = clause;
  return { ...rest, ...link };
}

function pageClauses(contract: Contract, operation: Operation): CantonClause[] {
  const document = PAGES[operation.id]!;
  const [request, response] = rootSchemas(operation);
  const errors = `${document}#response-default`;
  return [
    clause(document, 'schema', 'request-body', 'requestBody.required'),
    clause(document, 'media-type', 'request-media-type', 'requestBody.content application/json'),
    clause(document, 'status', 'response-200', 'responses.200'),
    clause(document, 'media-type', 'response-200-media-type', 'responses.200.content application/json'),
    clause(document, 'status', 'response-400', 'responses.400', { partOf: errors }),
    clause(document, 'media-type', 'response-400-media-type', 'responses.400.content text/plain', { partOf: errors }),
    clause(document, 'status', 'response-default', 'responses.default'),
    clause(document, 'media-type', 'response-default-media-type', 'responses.default.content application/json', {
      partOf: errors,
    }),
    clause(document, 'security', 'security', 'security: httpAuth or apiKeyAuth'),
    clause(document, 'security', 'security-http-auth', 'securitySchemes.httpAuth bearer', {
      partOf: `${document}#security`,
    }),
    clause(document, 'security', 'security-api-key-auth', 'securitySchemes.apiKeyAuth Sec-WebSocket-Protocol', {
      untested: 'meant for websockets; erratum canton/websocket-token',
    }),
    ...schemaClauses(contract, document, response!, `${document}#schema/${response}`),
    ...schemaClauses(contract, document, request!, `${document}#schema/${request}`),
    ...schemaClauses(contract, document, ERROR_SCHEMA, errors),
  ];
}

function siblingClauses(contract: Contract, operation: Operation): CantonClause[] {
  const { id, method, path } = operation;
  const untested = OPERATIONS_NOT_JUDGED.includes(id) ? { untested: NOT_USED } : {};
  const raw = contract.document.paths[path]![method.toLowerCase()] as JsonObject;
  const parameters = (raw.parameters as readonly { readonly name: string; readonly in: string }[] | undefined) ?? [];
  const success = `${SIBLINGS}#${id}/response-200`;
  const under = untested.untested ? untested : { partOf: success };
  return [
    clause(SIBLINGS, 'status', `${id}/response-200`, `${method} ${path} responses.200`, untested),
    clause(SIBLINGS, 'media-type', `${id}/response-200-media-type`, `${method} ${path} responses.200.content`, under),
    ...['400', 'default'].map((status) =>
      clause(
        SIBLINGS,
        'status',
        `${id}/response-${status}`,
        `${method} ${path} responses.${status}`,
        untested.untested ? untested : errorsJudged(id, status),
      ),
    ),
    clause(SIBLINGS, 'security', `${id}/security`, `${method} ${path} security`, protectedWith(id, untested)),
    ...parameters.map((parameter) =>
      clause(SIBLINGS, 'schema', `${id}/parameter/${parameter.name}`, `${parameter.in} ${parameter.name}`, under),
    ),
    ...rootSchemas(operation).flatMap((root) => schemaClauses(contract, SIBLINGS, root, success, untested)),
  ];
}

/** Where the form of the errors of an operation is decided. */
function errorsJudged(operationId: string, status: string): { untested?: string; partOf?: string } {
  if (WITHOUT_ERRORS.includes(operationId)) return { untested: NO_ERRORS };
  const judged = ERRORS_JUDGED[operationId.includes('V2Users') ? 'users' : 'parties'];
  return judged === operationId && status === 'default' ? {} : { partOf: `${SIBLINGS}#${judged}/response-default` };
}

/** Operations on users are protected as the page of users says. */
function protectedWith(
  operationId: string,
  more: { readonly untested?: string },
): { untested?: string; partOf?: string } {
  if (more.untested) return more;
  return { partOf: operationId.includes('V2Users') ? `${PAGES.postV2Users}#security` : `${SIBLINGS}#security` };
}

/** The named schemas of request and success, in this order where both are there. */
function rootSchemas(operation: Operation): string[] {
  const success = operation.responses.find(({ status }) => status === '200')?.schema;
  return [operation.requestSchema, success].flatMap((schema) => referencesIn(schema ?? {}));
}

function schemaClauses(
  contract: Contract,
  document: ClauseDocument,
  root: string,
  parent: string,
  forced: { untested?: string } = {},
): CantonClause[] {
  return reachable(contract, root).flatMap((name) => {
    const schema = contract.document.components.schemas[name]!;
    const own = `${document}#schema/${name}`;
    const more = forced.untested ? forced : own === parent ? {} : { partOf: parent };
    return [
      clause(document, 'schema', `schema/${name}`, `${name}: ${schema.type ?? 'oneOf'}`, more),
      ...members(schema).flatMap(([member, required]) => {
        const slug = `schema/${name}/${member}`;
        const untested = UNTESTED[`${document}#${slug}`];
        const extra = untested ? { untested } : forced.untested ? forced : { partOf: parent };
        const type = clause(document, 'schema', slug, `${name}.${member}: type`, extra);
        if (!required) return [type];
        return [type, clause(document, 'schema', `${slug}/required`, `${name}.${member}: required`, extra)];
      }),
    ];
  });
}

function members(schema: JsonObject): (readonly [name: string, required: boolean])[] {
  const parts = [schema, ...((schema.oneOf as readonly JsonObject[] | undefined) ?? [])];
  return parts.flatMap((part) => {
    const required = (part.required as readonly Json[] | undefined) ?? [];
    // Alternatives of a one-of demand their member only among themselves.
    const names = Object.keys((part.properties as JsonObject | undefined) ?? {});
    return names.map((name) => [name, part === schema && required.includes(name)] as const);
  });
}

function reachable(contract: Contract, root: string): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of referencesIn(contract.document.components.schemas[name]!)) visit(next);
  };
  visit(root);
  return [...found];
}

function referencesIn(schema: JsonObject): string[] {
  return [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
}

function clause(
  document: ClauseDocument,
  kind: Clause['kind'],
  slug: string,
  quote: string,
  more: { untested?: string; partOf?: string } = {},
): CantonClause {
  return { id: `${document}#${slug}`, document, kind, quote, ...more };
}

/** A schema that several operations use keeps its first place. */
function uniqueById(clauses: readonly CantonClause[]): CantonClause[] {
  return [...new Map(clauses.toReversed().map((entry) => [entry.id, entry])).values()].reverse();
}
