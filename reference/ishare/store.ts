/** What an embedded registry remembers: parties, access tokens, and the assertions it has seen. */
import type { Json } from '../../contracts/model.ts';

/** A JSON object. */
export type Members = { readonly [key: string]: Json };

/** A party as stored. */
export interface StoredParty {
  readonly id: string;
  readonly name: Json;
  readonly alsoKnownAs?: readonly string[];
  readonly claims: readonly Members[];
  /** Members that the schema does not name. */
  readonly [key: string]: Json | undefined;
}

/** The state of one registry. */
export interface RegistryState {
  /** In the order of registration. */
  readonly parties: StoredParty[];
  /** Access tokens: who they were given to, until when (milliseconds). */
  readonly tokens: Map<string, { readonly clientId: string; readonly expiresAt: number }>;
  /** Values of `jti` that were used to log in. */
  readonly usedAssertions: Set<string>;
  /** Registrations and reads so far, for faults that show late. */
  readonly counts: { registrations: number; reads: number; requests: number };
}

/** An empty state. */
export function createState(): RegistryState {
  return {
    parties: [],
    tokens: new Map(),
    usedAssertions: new Set(),
    counts: { registrations: 0, reads: 0, requests: 0 },
  };
}

/** The party that has this identifier as its id or as one of its other identifiers. */
export function findParty(state: RegistryState, id: string): StoredParty | undefined {
  return (
    state.parties.find((party) => party.id === id) ?? state.parties.find((party) => party.alsoKnownAs?.includes(id))
  );
}
