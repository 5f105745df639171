/**
 * The judge of responses: status, media type and body against the pinned operation, and token payloads (after their
 * signature was verified elsewhere) against their schema.
 */
import type { Json, JudgedResponse, Problem, ResponseJudgement } from '../model.ts';
import { type SchemaName, schemaProblems, shorten } from './schema.ts';

/** The operations that are judged, by their identifier in the document. */
export type IshareOperation =
  | 'request-oauth-token'
  | 'register-new-party'
  | 'get-single-party-token'
  | 'get-parties-list-token'
  | 'get-party-claims'
  | 'get-trusted-list'
  | 'get-capabilities-token';

interface Documented {
  readonly schema: SchemaName;
  /** The member that carries the signed token, and its name in version 2. */
  readonly token?: { readonly member: string; readonly former: string };
  readonly payload?: SchemaName;
}

const documented: Readonly<Record<IshareOperation, Documented>> = {
  'request-oauth-token': { schema: 'connectTokenResponse' },
  'register-new-party': {
    schema: 'partyResponse',
    token: { member: 'partyToken', former: 'party_token' },
    payload: 'jwtPayloadPartyToken',
  },
  'get-single-party-token': {
    schema: 'partyResponse',
    token: { member: 'partyToken', former: 'party_token' },
    payload: 'jwtPayloadPartyToken',
  },
  'get-parties-list-token': {
    schema: 'partiesResponse',
    token: { member: 'partiesToken', former: 'parties_token' },
    payload: 'jwtPayloadPartiesToken',
  },
  'get-party-claims': {
    schema: 'claimsResponse',
    token: { member: 'claimsToken', former: 'claims_token' },
    payload: 'jwtPayloadClaimsToken',
  },
  'get-trusted-list': {
    schema: 'trustedListResponse',
    token: { member: 'trustedListToken', former: 'trusted_list_token' },
    payload: 'jwtPayloadTrustedListToken',
  },
  'get-capabilities-token': {
    schema: 'capabilitiesResponse',
    token: { member: 'capabilitiesToken', former: 'capabilities_token' },
    payload: 'jwtPayloadCapabilitiesToken',
  },
};

/** Judges one response. Error bodies are free (erratum `ishare/errors-undeclared`), a success is not. */
export function judgeIshareResponse(operation: IshareOperation, response: JudgedResponse): ResponseJudgement {
  const text = new TextDecoder().decode(response.body);
  const json = parse(text);
  const base = { text, ...(json !== undefined && { json }) };
  const { status } = response;
  if (status >= 200 && status < 300) {
    const created = operation === 'register-new-party' && status === 201;
    const problems = [
      ...(status === 200 || created ? [] : [problem('', 'status', '200', String(status))]),
      ...mediaTypeProblems(response),
      ...bodyProblems(operation, json, text),
    ];
    const errata = created ? ['ishare/created-201'] : [];
    return { ...base, form: 'success', documentedAs: '200 application/json', problems, errata };
  }
  if (status >= 400 && status < 500)
    return { ...base, form: 'error', problems: [], errata: ['ishare/errors-undeclared'] };
  return { ...base, form: 'undocumented', problems: [problem('', 'status', '200 or 4xx', String(status))], errata: [] };
}

/** Judges the payload of a verified token by the schema of its operation. Pointers lead into the payload. */
export function judgeTokenPayload(operation: IshareOperation, payload: unknown): readonly Problem[] {
  const { payload: schema } = documented[operation];
  if (!schema) return [];
  const problems = schemaProblems('response', schema, payload);
  if (operation !== 'get-capabilities-token' || problems.length > 0) return problems;
  const members = payload as Record<string, unknown>;
  // The document's example keeps the former name (erratum `ishare/capabilities-info-name`).
  return members.capabilitiesInfo === undefined && members.capabilities_info === undefined
    ? [problem('/capabilitiesInfo', 'required', 'member "capabilitiesInfo"', 'missing')]
    : [];
}

function bodyProblems(operation: IshareOperation, json: Json | undefined, text: string): Problem[] {
  if (json === undefined) return [problem('', 'json', 'a JSON text', shorten(text))];
  const { schema, token } = documented[operation];
  const problems = schemaProblems('response', schema, json);
  if (problems.length > 0) return problems;
  const members = json as Record<string, unknown>;
  if (!token) {
    const bearer = members.token_type === undefined || String(members.token_type).toLowerCase() === 'bearer';
    return [
      ...(members.access_token ? [] : [problem('/access_token', 'required', 'member "access_token"', 'missing')]),
      ...(bearer ? [] : [problem('/token_type', 'token-type', 'Bearer', shorten(members.token_type))]),
    ];
  }
  if (members[token.member] !== undefined) return [];
  return members[token.former] === undefined
    ? [problem(`/${token.member}`, 'required', `member "${token.member}"`, shorten(json))]
    : [
        problem(
          `/${token.member}`,
          'v2-response-shape',
          `member "${token.member}"`,
          `"${token.former}", its name in version 2`,
        ),
      ];
}

function mediaTypeProblems(response: JudgedResponse): Problem[] {
  const type = response.headers['content-type'] ?? '';
  return /^application\/json\s*(?:;|$)/i.test(type)
    ? []
    : [problem('', 'media-type', 'application/json', type === '' ? 'missing' : type)];
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function problem(pointer: string, rule: string, expected: string, actual: string): Problem {
  return { pointer, expected, actual, rule };
}
