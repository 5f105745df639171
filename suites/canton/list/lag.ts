/**
 * Lists may lag behind: no sentence says that they show at once what was just answered.
 */
import { setTimeout as pause } from 'node:timers/promises';

/** How long a list may take to show what was done, and how often to look, in milliseconds. */
const LAG_MS = 3_000;
const LOOK_EVERY_MS = 200;

/** Looks until what is seen is as wanted, or the list has had its time; gives what was seen last. */
export async function onceShown<T>(look: () => Promise<T>, asWanted: (seen: T) => boolean): Promise<T> {
  for (const until = performance.now() + LAG_MS; ; await pause(LOOK_EVERY_MS)) {
    const seen = await look();
    if (asWanted(seen) || performance.now() >= until) return seen;
  }
}
