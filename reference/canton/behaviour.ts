/**
 * Everything that a fault or a variant can change, as plain functions and values. `faithful.ts` holds the values that
 * follow the product; a deviation replaces one or two of them.
 */
import type { Json } from '../../contracts/model.ts';
import type { Answer, Call, Caller, OperationName, Route, Scene } from './call.ts';
import type { Repair } from './decode.ts';
import type {
  AllocatePartyRequest,
  CreateUserRequest,
  FieldMask,
  GetPartiesQuery,
  ListPartiesQuery,
  ListUsersQuery,
  MoveUserRequest,
  Right,
  UpdatePartyDetailsRequest,
  UpdateUserRequest,
  UserRightsRequest,
} from './messages.ts';
import type { DecodeFailure, Refusal } from './refusal.ts';
import type { Compare, GrantedRight, PartyRecord, UserRecord } from './store.ts';
import type { KeyLimits, Syntax } from './syntax.ts';

/** Named, so that a deviation can leave one out or put another in its place; the first that refuses decides. */
export interface Rule<Message> {
  readonly name: string;
  check(message: Message, scene: Scene): Refusal | undefined;
}

/** The rules of each operation, in the order in which the product applies them. */
export interface Rules {
  readonly allocateParty: readonly Rule<AllocatePartyRequest>[];
  readonly listParties: readonly Rule<ListPartiesQuery>[];
  readonly getParties: readonly Rule<GetPartiesQuery>[];
  readonly updateParty: readonly Rule<UpdatePartyDetailsRequest>[];
  readonly createUser: readonly Rule<CreateUserRequest>[];
  readonly updateUser: readonly Rule<UpdateUserRequest>[];
  readonly listUsers: readonly Rule<ListUsersQuery>[];
  /** The HTTP layer's own look at a user id in a path. */
  readonly userInPath: readonly Rule<string>[];
  /** Granting and revoking. */
  readonly userRights: readonly Rule<UserRightsRequest>[];
  readonly moveUser: readonly Rule<MoveUserRequest>[];
}

/** What the deployment is, before the first request. */
export interface Deployment {
  readonly participantName: string;
  /** Everything is served below this path; empty or starting with `/`. */
  readonly basePath: string;
  /** Bearer tokens are demanded. */
  readonly authentication: boolean;
  /** Other parties and users that exist from the start. */
  readonly parties: number;
  readonly users: number;
  /** The order of lists. */
  readonly compare: Compare;
}

/** Numbers of the product. Lengths in characters, sizes in bytes. */
export interface Limits extends KeyLimits {
  readonly annotationBytes: number;
  /** The same for what an update leaves stored. */
  readonly mergedAnnotationBytes: number;
  readonly partiesPage: number;
  readonly usersPage: number;
  readonly rightsPerUser: number;
  readonly bodyBytes: number;
}

/** What is wrong with a name; see `syntax.ts`. */
export interface SyntaxRules {
  /** The characters and the length of a hint. */
  readonly hint: Syntax;
  /** What makes a hint usable as the name of a topology identifier. */
  readonly hintAsName: Syntax;
  readonly party: Syntax;
  readonly userId: Syntax;
  readonly identityProvider: Syntax;
  readonly synchronizer: Syntax;
  readonly filter: Syntax;
  readonly annotationKey: (key: string, limits: KeyLimits) => string | undefined;
  /** What annotations count against the limit. */
  readonly annotationSize: (annotations: ReadonlyMap<string, string>) => number;
}

/** The way in and out. */
export interface HttpBehaviour {
  readonly routes: readonly Route[];
  /** Called once the body is there; an answer ends the matter. */
  before(scene: Scene): Answer | undefined | Promise<Answer | undefined>;
  /** Whether JSON is acceptable to the client. */
  acceptable(call: Call): boolean;
  /** A query member that must be a 32-bit integer; `undefined` refuses. */
  integer(text: string): number | undefined;
  /** The last word on the value of a success. */
  present(operation: OperationName, value: Json, scene: Scene): Json;
  encode(value: Json): string;
  /** The last word on every answer. */
  after(answer: Answer, scene: Scene): Answer | Promise<Answer>;
}

/** From bytes to a message. */
export interface BodyBehaviour {
  text(call: Call): string;
  parse(text: string, scene: Scene): Json;
  readonly repair: Repair;
}

/** How a party comes to be. */
export interface AllocationBehaviour {
  /** The name part of the identifier. */
  name(request: AllocatePartyRequest, scene: Scene): string;
  identifier(name: string, request: AllocatePartyRequest, scene: Scene): string;
  annotations(request: AllocatePartyRequest, scene: Scene): ReadonlyMap<string, string>;
  identityProvider(request: AllocatePartyRequest): string;
  /** The identifier is being allocated by another request. Throws, or gives the party to answer with. */
  inFlight(party: string, request: AllocatePartyRequest, scene: Scene): PartyRecord | Promise<PartyRecord>;
  /** The identifier is taken. Throws, or gives the party to answer with. */
  duplicate(existing: PartyRecord, request: AllocatePartyRequest, scene: Scene): PartyRecord | Promise<PartyRecord>;
  /** The time from the reservation of an identifier to its allocation. */
  work(scene: Scene): Promise<void>;
  /** Gives the named user its right. */
  grant(record: PartyRecord, request: AllocatePartyRequest, scene: Scene): void;
}

/** How resources are shown. */
export interface ViewBehaviour {
  party(record: PartyRecord, identityProviderId: string, scene: Scene): Json;
  user(record: UserRecord, scene: Scene): Json;
  version(version: number | undefined): string;
  /** The version that a client sent back; `undefined`: none that this server ever gave. */
  parseVersion(text: string): number | undefined;
}

/** A page of a list. */
export interface Page<R> {
  readonly records: readonly R[];
  readonly nextPageToken: string;
}

/** How parties are found. */
export interface ReadingBehaviour {
  find(query: GetPartiesQuery, scene: Scene): readonly PartyRecord[];
  /** All parties that a listing goes through, in order. */
  listed(scene: Scene): readonly PartyRecord[];
  matches(record: PartyRecord, filter: string): boolean;
  page(query: ListPartiesQuery, scene: Scene): Page<PartyRecord>;
  /** The key that the page after a token starts behind; `undefined` when the token is not one of ours. */
  parseToken(token: string): string | undefined;
}

/** How a party's details are changed; users share all but `store`. */
export interface PatchBehaviour {
  /** Whether the party or the user of the path is that of the body. */
  samePath(path: string, body: string): boolean;
  /** What is wrong with a mask. */
  mask(mask: FieldMask, known: readonly string[]): string | undefined;
  /** Whether the mask selects a path, by itself or by a parent. */
  selects(mask: FieldMask, path: string): boolean;
  merge(stored: ReadonlyMap<string, string>, sent: ReadonlyMap<string, string>): ReadonlyMap<string, string>;
  nextVersion(version: number | undefined): number;
  /** Whether an update that is bound to a version may go on. */
  isCurrent(sent: string, stored: string): boolean;
  /** The time from reading the stored details to writing the new ones; `undefined` is none, so that nothing can come between. */
  work(scene: Scene): Promise<void> | undefined;
  store(record: PartyRecord, scene: Scene): void;
}

/** What granting or revoking does to a user. */
export interface RightsChange {
  /** What the user has afterwards. */
  readonly rights: UserRecord['rights'];
  /** What the answer lists. */
  readonly answered: readonly GrantedRight[];
}

/** How users are kept. */
export interface UsersBehaviour {
  /** The key under which a user is stored and looked for. */
  key(id: string): string;
  /** Rights as a set. */
  rightsOf(rights: readonly Right[]): UserRecord['rights'];
  /** A new user, made of a request that passed all rules. */
  record(request: CreateUserRequest, scene: Scene): UserRecord;
  /** The user with an id, as seen from an identity provider. Throws when there is none; `doing` is named in the refusal. */
  find(id: string, identityProviderId: string, doing: string, scene: Scene): UserRecord;
  /** What an update makes of a user. */
  updated(stored: UserRecord, request: UpdateUserRequest, scene: Scene): UserRecord;
  grant(user: UserRecord, sent: UserRecord['rights'], scene: Scene): RightsChange;
  revoke(user: UserRecord, sent: UserRecord['rights'], scene: Scene): RightsChange;
  /** The rights of a user as they are listed. */
  rights(user: UserRecord, scene: Scene): readonly GrantedRight[];
  /** The time from looking at a user to writing it; `undefined` is none, so that nothing can come between. */
  work(scene: Scene): Promise<void> | undefined;
  store(record: UserRecord, scene: Scene): void;
  remove(record: UserRecord, scene: Scene): void;
  /** All users that a listing goes through, in order. */
  listed(scene: Scene): readonly UserRecord[];
  page(query: ListUsersQuery, scene: Scene): Page<UserRecord>;
}

/** What a caller must be to use an operation. */
export interface Need {
  readonly level: 'anyone' | 'user' | 'admin';
  readonly identityProviderId: string;
  /** A user for whom `admin` is not needed: it acts on what is its own. */
  readonly own?: (user: UserRecord) => boolean;
}

/** Tokens and rights. Used only when the deployment demands authentication, except `read`. */
export interface AuthenticationBehaviour {
  /** The token of a request. Throws a decode failure for a broken header. */
  read(call: Call): string | undefined;
  /** Which properties of a token are looked at. */
  readonly checks: {
    readonly signature: boolean;
    readonly expiry: boolean;
    readonly audience: boolean;
  };
  /** Whether a token that names this algorithm and ends with this signature is believed without a look at the signature. */
  believes(algorithm: string, signature: string): boolean;
  /** Who comes without any token. */
  withoutToken(scene: Scene): Caller;
  /** Who comes with a token that cannot be used. */
  withBrokenToken(scene: Scene): Caller;
  /** Whether an existing user is let in at all. */
  admits(user: UserRecord): boolean;
  /** Who comes with a sound token of a user that does not exist or is deactivated. Throws, or gives a caller. */
  unknownUser(scene: Scene): Caller;
  /** Whether a user meets a need. */
  entitled(user: UserRecord, need: Need, scene: Scene): boolean;
}

/** How refusals are written. */
export interface ErrorBehaviour {
  status(refusal: Refusal): number;
  body(refusal: Refusal, scene: Scene): Json;
  refused(refusal: Refusal, scene: Scene): Answer;
  decodeFailure(failure: DecodeFailure, scene: Scene): Answer;
  /** `ErrorResource(USER)` for `USER`. */
  resourceType(type: string): string;
}

/** All of it. */
export interface Behaviour {
  readonly deployment: Deployment;
  readonly limits: Limits;
  readonly syntax: SyntaxRules;
  readonly rules: Rules;
  readonly http: HttpBehaviour;
  readonly body: BodyBehaviour;
  readonly allocation: AllocationBehaviour;
  readonly view: ViewBehaviour;
  readonly reading: ReadingBehaviour;
  readonly patch: PatchBehaviour;
  readonly users: UsersBehaviour;
  readonly authentication: AuthenticationBehaviour;
  readonly errors: ErrorBehaviour;
}
