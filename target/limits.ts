/**
 * How many requests may be on their way at once, and how many may start per second.
 * The bound lives here and not in undici's pool: a bounded pool never settles again after requests that it refuses itself.
 */

/** A counting semaphore, first come first served. */
export interface Places {
  take(): Promise<void>;
  give(): void;
}

/** A semaphore with `count` places. */
export function createPlaces(count: number): Places {
  let free = count;
  const waiting: (() => void)[] = [];
  let head = 0;
  return {
    take() {
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting[head];
      if (next === undefined) {
        free += 1;
        return;
      }
      head += 1;
      // An array shifted once per request would make a long queue quadratic.
      if (head > 1_024 && head * 2 > waiting.length) {
        waiting.splice(0, head);
        head = 0;
      }
      next();
    },
  };
}

/** Spaces starts evenly: gives the milliseconds to wait before the next start, given the present time in milliseconds. */
export type Pacer = (now: number) => number;

/** A pacer for so many starts per second; without a number it never waits. */
export function createPacer(perSecond: number | undefined): Pacer {
  if (perSecond === undefined) return () => 0;
  const spacing = 1_000 / perSecond;
  let next = 0;
  return (now) => {
    const slot = Math.max(now, next);
    next = slot + spacing;
    return slot - now;
  };
}
