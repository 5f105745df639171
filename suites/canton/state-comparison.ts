/**
 * The whole list before and after requests that carry no name (design.md, rule 3).
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunContext } from '../../engine/context.ts';
import type { Noun } from '../../engine/journal.ts';
import type { StateComparison, StateDifference } from '../../engine/operation.ts';
import { hasMadeUpForm } from './made-up.ts';
import type { ReadableList, WholeList } from './whole-list.ts';

/** How long to look for foreign activity before an unexplained thing counts, in milliseconds. */
const QUIET_MS = 250;

/** What is compared. */
export interface Compared {
  readonly noun: Noun;
  /** Reads the list anew. */
  read(context: RunContext): Promise<WholeList>;
  /** Identifiers that carry the names. */
  find(list: ReadableList, names: readonly string[]): ReadonlyMap<string, readonly string[]>;
}

/** Takes the first look. */
export async function beginComparison(context: RunContext, compared: Compared): Promise<StateComparison> {
  const before = await compared.read(context);
  return { end: (accounted) => compare(context, compared, before, accounted) };
}

async function compare(
  context: RunContext,
  { noun, read, find }: Compared,
  before: WholeList,
  accounted: readonly string[],
): Promise<StateDifference> {
  const list = await read(context);
  if (!before.available) return { available: false, reason: before.reason };
  if (!list.available) return { available: false, reason: list.reason };
  const ours = new Set(accounted.filter((name) => name !== ''));
  for (const ids of find(list, accounted).values()) for (const id of ids) ours.add(id);
  const couldBeOurs = suspects(context, noun);
  const appeared = [...list.entries.keys()].filter((id) => !before.entries.has(id) && !ours.has(id) && couldBeOurs(id));
  return settled(context, { read, couldBeOurs, looks: LOOKS[noun] }, appeared, list);
}

/** How often to look again: users of others come and go, parties stay. */
const LOOKS: Readonly<Record<Noun, number>> = { party: 1, user: 12 };

interface Again {
  read(context: RunContext): Promise<WholeList>;
  couldBeOurs(id: string): boolean;
  readonly looks: number;
}

/** Looks again while others are at work: what has gone by itself was theirs, since nothing deletes what a request left behind. */
async function settled(
  context: RunContext,
  { read, couldBeOurs, looks }: Again,
  suspicious: readonly string[],
  first: ReadableList,
): Promise<StateDifference> {
  let appeared = suspicious;
  let before = first;
  let othersActive = true;
  for (let look = 0; look < looks && appeared.length > 0 && othersActive; look += 1) {
    await pause(QUIET_MS);
    const now = await read(context);
    if (!now.available) break;
    const known = before;
    othersActive = [...now.entries.keys()].some((id) => !known.entries.has(id) && couldBeOurs(id));
    appeared = appeared.filter((id) => now.entries.has(id));
    before = now;
  }
  return { available: true, appeared, othersActive: appeared.length > 0 && othersActive };
}

/**
 * Tells which new things may come from a request that carried no name. Its identifier would be one that the target makes up, or
 * show a piece of this run's namespace; where the made-up ones have a common form, the rest is somebody else's.
 */
function suspects(context: RunContext, noun: Noun): (id: string) => boolean {
  const looksMadeUp = hasMadeUpForm(context, noun);
  if (looksMadeUp === undefined) return () => true;
  return (id) => looksMadeUp(id) || id.toLowerCase().includes(`${context.namespace}-`);
}
