/**
 * What an embedded registry does, as small functions. A fault or a variant is a change to one of them.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Json, Problem } from '../../contracts/model.ts';
import { type Answer, NOT_CACHED, type Refusal } from './answer.ts';
import type { RegistryPaths } from './paths.ts';
import type { IsharePki, KeyAndChain } from './pki.ts';
import { type RegistrationRule, registrationRules } from './registration-rules.ts';
import { capabilitiesOf, trustedListOf } from './services.ts';
import { findParty, type Members, type RegistryState, type StoredParty } from './store.ts';
import { type TokenRequest, type TokenRule, tokenRules } from './token-rules.ts';

/** Why a signed token is made. */
export type TokenPurpose = 'creation' | 'party' | 'list' | 'claims' | 'trusted-list' | 'capabilities';

/** Operations that a bearer token is asked for. */
export type ProtectedOperation = Exclude<TokenPurpose, 'capabilities'> | 'options';

/** What a signed token is made for. */
export interface TokenContext {
  readonly purpose: TokenPurpose;
  readonly pki: IsharePki;
  /** Who asks; absent without a token. */
  readonly caller?: string;
  readonly state: RegistryState;
}

/** What happens when a registration meets a party with its identifier. */
export type DuplicateOutcome =
  | { readonly kind: 'refuse'; readonly because?: string }
  /** Answered as a success with this party; nothing is stored. */
  | { readonly kind: 'answer'; readonly party: StoredParty }
  | { readonly kind: 'replace' }
  | { readonly kind: 'add' };

/** Members of the query of a list request. */
export type ListQuery = ReadonlyMap<string, string>;

/** The behaviour of one registry. */
export interface Behaviour {
  readonly basePath: string;
  readonly paths: RegistryPaths;
  /** Waits before anything is done with a request. */
  delay(): Promise<void>;
  /** Answers instead of the registry; `undefined` to go on. */
  intercept(method: string, path: string, state: RegistryState): Answer | undefined;
  /** The last word on every answer. */
  finish(answer: Answer, method: string, path: string): Answer;
  /** Answers with the outcome of a registration that succeeded. */
  afterCreation(answer: Answer, party: StoredParty, state: RegistryState): Answer;

  // The token endpoint
  readonly tokenRules: readonly TokenRule[];
  readToken(request: TokenRequest): TokenRequest;
  tokenRefusal(rule: string): Answer;
  /** Runs between the checks of a token request and the note that its assertion is used. */
  beforeGrant(): Promise<void> | undefined;
  /** Seconds. */
  tokenLifetime(): number;
  tokenAnswer(token: string, lifetime: number): Answer;
  /** A new access token. */
  newToken(pki: IsharePki, lifetime: number): string;

  // Authentication of operations
  isProtected(operation: ProtectedOperation): boolean;
  /** The client that a header stands for in an operation, `undefined` when it stands for nobody. Times in milliseconds. */
  callerOf(
    header: string | undefined,
    state: RegistryState,
    now: number,
    operation: TokenPurpose | ProtectedOperation,
  ): string | undefined;
  /** The answer to a request that nobody may send. */
  unauthorised(header: string | undefined): Answer;
  /** Milliseconds after which a registration that nobody may send is looked at all the same; `undefined`: never. */
  readonly unauthorisedLater: number | undefined;

  // Registration
  /** Media types whose body is read as JSON, and whether a JWT is read. */
  readonly encoding: 'json' | 'jwt';
  acceptsMediaType(contentType: string): boolean;
  /** The text of a body before it is parsed. */
  bodyText(bytes: Uint8Array): string;
  /** Changes what was parsed before anything is checked. */
  preprocess(body: Json): Json;
  /** Whether a problem with the schema is let pass. Then no other check is made. */
  overlooks(problem: Problem, body: Json): boolean;
  readonly registrationRules: readonly RegistrationRule[];
  /** A ground for refusal that no text gives; `undefined` when there is none. */
  refusesBesides(body: Members): string | undefined;
  refusal(refusal: Refusal): Answer;
  /** Whether a refused registration is stored all the same. */
  storesRefused(refusal: Refusal): boolean;
  duplicate(existing: StoredParty, posted: StoredParty): DuplicateOutcome;
  /** Runs between the search for duplicates and the insertion. */
  beforeInsertion(): Promise<void> | undefined;
  newClaimId(index: number, state: RegistryState): string;
  registrarId(pki: IsharePki, partyId: string): string;
  /** What is stored of a registration whose claims have got their ids. */
  stored(party: StoredParty): StoredParty;

  // Reading
  find(state: RegistryState, id: string): StoredParty | undefined;
  /** The answer when there is no such party. */
  notFound(id: string): Answer | 'null-party';
  /** A party as it is shown. */
  shown(party: StoredParty, context: TokenContext): StoredParty;
  selects(party: StoredParty, query: ListQuery): boolean;
  /** A ground for not answering a list request; `undefined` when there is none. */
  refusesList(query: ListQuery): string | undefined;
  /** A page of what was selected. */
  page(selected: readonly StoredParty[], page: number, size: number): readonly StoredParty[];
  readonly maximumPageSize: number;
  pageInfo(info: Members): Members;
  trustedList(pki: IsharePki): readonly Json[];
  capabilities(baseUrl: string, paths: RegistryPaths, authenticated: boolean): Members;
  allow(path: 'parties' | 'party'): Answer;

  // Signed tokens
  /** Whose key and chain sign. */
  signer(pki: IsharePki): KeyAndChain;
  tokenHeader(header: Members, context: TokenContext): Members;
  tokenPayload(payload: Members, context: TokenContext): Members;
  /** The compact form after signing. */
  tokenText(compact: string): string;
  /** The body that carries a token. */
  tokenBody(member: string, compact: string, context: TokenContext): Json;
  readonly successStatus: number;
}

/** The behaviour of a registry that conforms under both profiles. */
export function correctBehaviour(): Behaviour {
  return {
    basePath: '',
    paths: { token: '/connect/token', parties: '/parties', trustedList: '/trustedList', capabilities: '/capabilities' },
    delay: async () => {},
    intercept: () => undefined,
    finish: (answer) => answer,
    afterCreation: (answer) => answer,

    tokenRules,
    readToken: (request) => request,
    tokenRefusal: (rule) => ({
      status: 400,
      headers: NOT_CACHED,
      body: {
        error: rule === 'client_id' ? 'invalid_client' : 'invalid_request',
        error_description: `check failed: ${rule}`,
      },
    }),
    beforeGrant: () => undefined,
    tokenLifetime: () => 3600,
    tokenAnswer: (token, lifetime) => ({
      status: 200,
      headers: NOT_CACHED,
      body: { access_token: token, token_type: 'Bearer', expires_in: lifetime },
    }),
    newToken: () => randomBytes(32).toString('base64url'),

    isProtected: () => true,
    callerOf(header, state, now) {
      const token = /^Bearer ([^\s]+)$/i.exec(header ?? '')?.[1];
      const grant = token === undefined ? undefined : state.tokens.get(token);
      return grant && grant.expiresAt > now ? grant.clientId : undefined;
    },
    unauthorised: () => ({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
      body: { error: 'unauthorized', message: 'a valid access token is required' },
    }),
    unauthorisedLater: undefined,

    encoding: 'json',
    acceptsMediaType: (contentType) => /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType),
    bodyText: (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    preprocess: (body) => body,
    overlooks: () => false,
    registrationRules,
    refusesBesides: () => undefined,
    refusal: ({ kind, message }) => ({ status: STATUS_OF_REFUSAL[kind], body: { error: kind, message } }),
    storesRefused: () => false,
    duplicate: () => ({ kind: 'refuse' }),
    beforeInsertion: () => undefined,
    newClaimId: () => randomUUID(),
    registrarId: (pki) => pki.clientId,
    stored: (party) => party,

    find: findParty,
    notFound: (id) => ({ status: 404, body: { error: 'not-found', message: `there is no party ${id}` } }),
    shown: (party) => party,
    selects,
    refusesList: () => undefined,
    page: (selected, page, size) => selected.slice((page - 1) * size, page * size),
    maximumPageSize: 100,
    pageInfo: (info) => info,
    trustedList: trustedListOf,
    capabilities: capabilitiesOf,
    allow: (path) => ({
      status: 204,
      headers: { allow: path === 'parties' ? 'GET, POST, OPTIONS' : 'GET, OPTIONS' },
    }),

    signer: (pki) => pki.registry,
    tokenHeader: (header) => header,
    tokenPayload: (payload) => payload,
    tokenText: (compact) => compact,
    tokenBody: (member, compact) => ({ [member]: compact }),
    successStatus: 200,
  };
}

const STATUS_OF_REFUSAL: Readonly<Record<Refusal['kind'], number>> = {
  unauthorised: 401,
  json: 400,
  'media-type': 415,
  schema: 400,
  minimum: 400,
  semantics: 400,
  query: 400,
  duplicate: 409,
  'not-found': 404,
};

function selects(party: StoredParty, query: ListQuery): boolean {
  return [...query].every(([name, value]) => {
    if (name === 'id') return party.id === value;
    if (name === 'alsoKnownAs') return party.alsoKnownAs?.includes(value) ?? false;
    if (name === 'name') return matchesName(String(party.name), value);
    const filter = /^claimFilter\[(?:(\w+)\.)?([\w#]+)\]$/.exec(name);
    return (
      !filter ||
      party.claims.some(
        (claim) => (!filter[1] || claim.type === filter[1]) && String(claim[filter[2] as string]) === value,
      )
    );
  });
}

function matchesName(name: string, pattern: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return name === pattern;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}
