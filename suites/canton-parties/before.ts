/**
 * The list of parties before the run created anything; read by the probe of the suite.
 */
import type { RunContext } from '../../engine/context.ts';
import { type PartyList, readPartyList } from '../canton/party-list.ts';

/** The list as it was when this was first called. */
export function partiesBefore(context: RunContext): Promise<PartyList> {
  return context.once('parties before the run', () => readPartyList(context));
}
