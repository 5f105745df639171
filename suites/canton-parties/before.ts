/**
 * The list of parties before the run created anything; read by the probe of the suite.
 */
import type { RunContext } from '../../engine/context.ts';
import { readPartyList } from '../canton/party-list.ts';
import type { WholeList } from '../canton/whole-list.ts';

/** The list as it was when this was first called. */
export function partiesBefore(context: RunContext): Promise<WholeList> {
  return context.once('parties before the run', () => readPartyList(context));
}
