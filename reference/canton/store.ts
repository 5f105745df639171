/**
 * What the deployment knows: parties, users and their rights, in memory and in the order of the lists.
 */

/** A party. Records are replaced, never changed. */
export interface PartyRecord {
  readonly party: string;
  readonly isLocal: boolean;
  readonly annotations: ReadonlyMap<string, string>;
  /** `undefined`: nothing is stored locally about the party, e.g. the participant's own. */
  readonly version: number | undefined;
  readonly identityProviderId: string;
  /** Which allocation made it, from 1; 0 for what was there before. */
  readonly number: number;
  /** Milliseconds of the monotonic clock. */
  readonly createdAt: number;
}

/** A right of a user; `party` is empty for the kinds that name none. */
export interface GrantedRight {
  readonly kind: string;
  readonly party: string;
}

/** A user and its rights. Records are replaced, never changed. */
export interface UserRecord {
  readonly id: string;
  readonly primaryParty: string;
  readonly isDeactivated: boolean;
  readonly annotations: ReadonlyMap<string, string>;
  readonly version: number;
  readonly identityProviderId: string;
  readonly primaryPartyAuthentication: boolean;
  readonly rights: ReadonlyMap<string, GrantedRight>;
}

/** The order of a list. */
export type Compare = (left: string, right: string) => number;

/** Records by key, and in the order of their keys. */
export interface Table<R> {
  get(key: string): R | undefined;
  has(key: string): boolean;
  /** Adds, or replaces the one with this key. */
  put(key: string, record: R): void;
  delete(key: string): boolean;
  readonly compare: Compare;
  /** All records in list order; not to be changed. */
  readonly sorted: readonly R[];
  readonly keys: readonly string[];
  readonly size: number;
}

/** Order by code units, as a database with the collation C. */
export const byCodeUnit: Compare = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

/** Index of the first element whose key comes after `key`, in a list that is ordered by its keys. */
export function firstAfter<E>(
  list: readonly E[],
  keyOf: (element: E) => string,
  key: string,
  compare: Compare,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(keyOf(list[middle] as E), key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function createTable<R>(compare: Compare): Table<R> {
  const records = new Map<string, R>();
  const keys: string[] = [];
  const sorted: R[] = [];
  const positionAfter = (key: string): number => firstAfter(keys, (it) => it, key, compare);
  return {
    compare,
    get: (key) => records.get(key),
    has: (key) => records.has(key),
    put(key, record) {
      const position = positionAfter(key);
      if (records.has(key)) sorted[position - 1] = record;
      else {
        keys.splice(position, 0, key);
        sorted.splice(position, 0, record);
      }
      records.set(key, record);
    },
    delete(key) {
      if (!records.delete(key)) return false;
      const position = positionAfter(key) - 1;
      keys.splice(position, 1);
      sorted.splice(position, 1);
      return true;
    },
    sorted,
    keys,
    get size() {
      return records.size;
    },
  };
}

/** The key under which a right is stored: two equal rights are one. */
export function rightKey(right: GrantedRight): string {
  return `${right.kind}(${right.party})`;
}
