/**
 * The whole list of users.
 */
import type { RunContext } from '../../engine/context.ts';
import type { ReadBack } from '../../engine/operation.ts';
import { listUsers } from './requests.ts';
import {
  type Asker,
  type Listed,
  namesIn,
  type ReadableList,
  readListPages,
  readWholeList,
  type WholeList,
} from './whole-list.ts';

const USERS: Listed = { what: 'users', request: listUsers, entries: 'users', id: 'id', metadata: 'metadata' };

/** Reads the list; the reading begins after this call. */
export function readUserList(context: RunContext): Promise<WholeList> {
  return readWholeList(context, USERS);
}

/** Which of the names stand in the identifiers or in the annotations of a list. */
export function namesOfUsers(list: ReadableList, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return namesIn(list, USERS, names);
}

/** Which of the names stand in the identifiers or in the annotations of users now. */
export async function findUsers(context: Asker, names: readonly string[]): Promise<ReadBack> {
  const list = await readListPages(context, USERS);
  return list.available ? { available: true, found: namesOfUsers(list, names) } : list;
}
