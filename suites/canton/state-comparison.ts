/**
 * The whole list before and after requests that carry no name (design.md, rule 3).
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunContext } from '../../engine/context.ts';
import type { Noun } from '../../engine/journal.ts';
import type { StateComparison, StateDifference } from '../../engine/operation.ts';
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

/** So many made-up identifiers are needed before their common form tells anything. */
const ENOUGH = 5;

/**
 * Tells which new things may come from a request that carried no name. Its identifier would be one that the target makes up, or
 * show a piece of this run's namespace; where the made-up ones have a common beginning and length, the rest is somebody else's.
 */
function suspects(context: RunContext, noun: Noun): (id: string) => boolean {
  // The hint of one character carries no name of the run either, but nobody made it up.
  const madeUp = context.journal
    .madeUp(noun)
    .map(nameOf)
    .filter((name) => name.length > 1);
  const prefix = madeUp.reduce(commonPrefix, madeUp[0] ?? '');
  const lengths = madeUp.map((name) => name.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (madeUp.length < ENOUGH || prefix.length < 3) return () => true;
  return (id) => {
    const name = nameOf(id);
    const hasForm = name.startsWith(prefix) && name.length >= shortest && name.length <= longest;
    return hasForm || id.toLowerCase().includes(`${context.namespace}-`);
  };
}

function nameOf(id: string): string {
  return id.split('::')[0] ?? '';
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
