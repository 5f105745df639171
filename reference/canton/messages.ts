/**
 * The messages of the JSON API after decoding, and the shapes that the decoder reads them by.
 */
import type { Json } from '../../contracts/model.ts';

/** How one member is decoded. What is missing takes the default of its kind; only a message may be `null`. */
export type Field =
  | { readonly kind: 'string' | 'boolean' | 'strings' | 'string-map' | 'object' }
  | { readonly kind: 'message' | 'list'; readonly shape: ShapeName }
  | { readonly kind: 'one-of'; readonly values: Readonly<Record<string, ShapeName | undefined>> };

/** Members in the order in which they are decoded: the first wrong one is reported. */
export type Shape = Readonly<Record<string, Field>>;

const string: Field = { kind: 'string' };
const boolean: Field = { kind: 'boolean' };
const message = (shape: ShapeName): Field => ({ kind: 'message', shape });
const list = (shape: ShapeName): Field => ({ kind: 'list', shape });

export type ShapeName =
  | 'AllocatePartyRequest'
  | 'UpdatePartyDetailsRequest'
  | 'PartyDetails'
  | 'ObjectMeta'
  | 'FieldMask'
  | 'CreateUserRequest'
  | 'UpdateUserRequest'
  | 'User'
  | 'Right'
  | 'PartyRight'
  | 'PlainRight'
  | 'UserRightsRequest'
  | 'MoveUserRequest';

/** Kinds of a right in the order in which the decoder tries them; `undefined` takes no value. */
const rightKinds: Readonly<Record<string, ShapeName | undefined>> = {
  CanActAs: 'PartyRight',
  CanExecuteAs: 'PartyRight',
  CanExecuteAsAnyParty: 'PlainRight',
  CanReadAs: 'PartyRight',
  CanReadAsAnyParty: 'PlainRight',
  Empty: undefined,
  IdentityProviderAdmin: 'PlainRight',
  ParticipantAdmin: 'PlainRight',
};

export const shapes: Readonly<Record<ShapeName, Shape>> = {
  AllocatePartyRequest: {
    partyIdHint: string,
    localMetadata: message('ObjectMeta'),
    identityProviderId: string,
    synchronizerId: string,
    userId: string,
  },
  UpdatePartyDetailsRequest: { partyDetails: message('PartyDetails'), updateMask: message('FieldMask') },
  PartyDetails: { party: string, isLocal: boolean, localMetadata: message('ObjectMeta'), identityProviderId: string },
  ObjectMeta: { resourceVersion: string, annotations: { kind: 'string-map' } },
  FieldMask: { paths: { kind: 'strings' }, unknownFields: { kind: 'object' } },
  CreateUserRequest: { user: message('User'), rights: list('Right') },
  UpdateUserRequest: { user: message('User'), updateMask: message('FieldMask') },
  User: {
    id: string,
    primaryParty: string,
    isDeactivated: boolean,
    metadata: message('ObjectMeta'),
    identityProviderId: string,
    primaryPartyAuthentication: boolean,
  },
  Right: { kind: { kind: 'one-of', values: rightKinds } },
  PartyRight: { party: string },
  PlainRight: {},
  UserRightsRequest: { userId: string, rights: list('Right'), identityProviderId: string },
  MoveUserRequest: { userId: string, sourceIdentityProviderId: string, targetIdentityProviderId: string },
};

export interface ObjectMeta {
  readonly resourceVersion: string;
  readonly annotations: ReadonlyMap<string, string>;
}

export interface AllocatePartyRequest {
  readonly partyIdHint: string;
  readonly localMetadata: ObjectMeta | null;
  readonly identityProviderId: string;
  readonly synchronizerId: string;
  readonly userId: string;
}

interface PartyDetails {
  readonly party: string;
  readonly isLocal: boolean;
  readonly localMetadata: ObjectMeta | null;
  readonly identityProviderId: string;
}

export interface FieldMask {
  readonly paths: readonly string[];
  readonly unknownFields: Json;
}

export interface UpdatePartyDetailsRequest {
  readonly partyDetails: PartyDetails | null;
  readonly updateMask: FieldMask | null;
}

export interface User {
  readonly id: string;
  readonly primaryParty: string;
  readonly isDeactivated: boolean;
  readonly metadata: ObjectMeta | null;
  readonly identityProviderId: string;
  readonly primaryPartyAuthentication: boolean;
}

/** A right as decoded: exactly one kind; `party` is absent for the kinds that name none. */
export interface Right {
  readonly kind: { readonly name: string; readonly value: { readonly party?: string } };
}

export interface CreateUserRequest {
  readonly user: User | null;
  readonly rights: readonly Right[];
}

export interface UpdateUserRequest {
  readonly user: User | null;
  readonly updateMask: FieldMask | null;
}

export interface UserRightsRequest {
  readonly userId: string;
  readonly rights: readonly Right[];
  readonly identityProviderId: string;
}

export interface MoveUserRequest {
  readonly userId: string;
  readonly sourceIdentityProviderId: string;
  readonly targetIdentityProviderId: string;
}

/** The query of `GET /v2/parties`. */
export interface ListPartiesQuery {
  readonly identityProviderId: string;
  readonly filter: string;
  readonly pageSize: number;
  readonly pageToken: string;
}

/** `GET /v2/parties/{party}`: the party of the path and those of the query. */
export interface GetPartiesQuery {
  readonly identityProviderId: string;
  readonly parties: readonly string[];
}

/** The query of `GET /v2/users`. */
export interface ListUsersQuery {
  readonly pageSize: number;
  readonly pageToken: string;
}
