/**
 * What changed in a whole registry between two looks, for requests that carry no name.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunContext } from '../../engine/context.ts';
import type { StateComparison, StateDifference } from '../../engine/operation.ts';
import type { Members } from './members.ts';
import { readParties } from './party-list.ts';

/** How long to look for foreign activity before an unexplained party counts, in milliseconds. */
const QUIET_MS = 250;

/** Takes the first look. */
export async function compareRegistry(context: RunContext): Promise<StateComparison> {
  const before = await look(context);
  return {
    async end(accounted): Promise<StateDifference> {
      const after = await look(context);
      if (typeof before === 'string' || typeof after === 'string') {
        return { available: false, reason: typeof before === 'string' ? before : String(after) };
      }
      const ours = new Set(accounted);
      const appeared = [...after].filter(([key, party]) => !before.has(key) && isSuspect(context, party, ours));
      if (appeared.length === 0) return { available: true, appeared: [], othersActive: false };
      await pause(QUIET_MS);
      const later = await look(context);
      const othersActive =
        typeof later !== 'string' &&
        [...later].some(([key, party]) => !after.has(key) && isSuspect(context, party, ours));
      return { available: true, appeared: appeared.map(([key]) => key), othersActive };
    },
  };
}

/** A party may come from a request without a name when it has no proper name or identifier itself, or shows this run's namespace. */
function isSuspect(context: RunContext, { id, name }: Members, ours: ReadonlySet<string>): boolean {
  if (ours.has(String(id)) || [...ours].some((each) => each !== '' && String(name).startsWith(each))) return false;
  const proper = typeof id === 'string' && id !== '' && typeof name === 'string' && name !== '';
  return !proper || name.startsWith(`${context.namespace}-`);
}

/** Every party by what tells it apart, or why the list cannot be read. */
async function look(context: RunContext): Promise<ReadonlyMap<string, Members> | string> {
  const list = await readParties(context, []);
  if (!list.available) return list.reason;
  return new Map(list.parties.map((party) => [`${String(party.id)} ${String(party.name)}`, party]));
}
