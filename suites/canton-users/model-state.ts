/**
 * The model of users: what a deployment should know after a sequence of operations.
 */
import type { Json } from '../../contracts/model.ts';
import type { Annotations } from '../canton/resource.ts';
import { describeRight } from '../canton/user-readings.ts';

/** A user as the model knows it; records are replaced, never changed. */
export interface ModelUser {
  readonly primaryParty: string;
  readonly isDeactivated: boolean;
  readonly annotations: Annotations;
  /** Rights by their text, see {@link describeRight}. */
  readonly rights: ReadonlyMap<string, Json>;
}

/** The users that exist, by their place in the sequence. */
export type Model = Map<number, ModelUser>;

/** Members of a user that a creation or an update sends. */
export interface Attributes {
  readonly primaryParty?: string;
  readonly isDeactivated?: boolean;
  /** An empty value removes. */
  readonly annotations?: Annotations;
}

/** Rights by their text. */
export function setOf(rights: readonly Json[]): ReadonlyMap<string, Json> {
  return new Map(rights.map((right) => [describeRight(right), right]));
}

/** A new user. */
export function created(attributes: Attributes, rights: readonly Json[]): ModelUser {
  return {
    primaryParty: attributes.primaryParty ?? '',
    isDeactivated: attributes.isDeactivated ?? false,
    annotations: withoutEmpty(attributes.annotations ?? {}),
    rights: setOf(rights),
  };
}

/** A user after an update of what the attributes name. */
export function updated(user: ModelUser, attributes: Attributes): ModelUser {
  return {
    ...user,
    primaryParty: attributes.primaryParty ?? user.primaryParty,
    isDeactivated: attributes.isDeactivated ?? user.isDeactivated,
    annotations: withoutEmpty({ ...user.annotations, ...attributes.annotations }),
  };
}

/** A user after a grant, and what the grant should answer. */
export function granted(user: ModelUser, rights: readonly Json[]): readonly [ModelUser, readonly string[]] {
  const sent = setOf(rights);
  const fresh = [...sent.keys()].filter((right) => !user.rights.has(right));
  return [{ ...user, rights: new Map([...user.rights, ...sent]) }, fresh.sort()];
}

/** A user after a revocation, and what the revocation should answer. */
export function revoked(user: ModelUser, rights: readonly Json[]): readonly [ModelUser, readonly string[]] {
  const sent = setOf(rights);
  const gone = [...sent.keys()].filter((right) => user.rights.has(right));
  return [{ ...user, rights: new Map([...user.rights].filter(([right]) => !sent.has(right))) }, gone.sort()];
}

function withoutEmpty(annotations: Annotations): Annotations {
  return Object.fromEntries(Object.entries(annotations).filter(([, value]) => value !== ''));
}
