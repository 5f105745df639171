/**
 * The whole list of parties.
 */
import type { RunContext } from '../../engine/context.ts';
import { listParties } from './requests.ts';
import { type Listed, namesIn, type ReadableList, readWholeList, type WholeList } from './whole-list.ts';

const PARTIES: Listed = {
  what: 'parties',
  request: listParties,
  entries: 'partyDetails',
  id: 'party',
  metadata: 'localMetadata',
};

/** Reads the list; the reading begins after this call. */
export function readPartyList(context: RunContext): Promise<WholeList> {
  return readWholeList(context, PARTIES);
}

/** Which of the names stand in the identifiers or in the annotations of a list. */
export function findNames(list: ReadableList, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return namesIn(list, PARTIES, names);
}
