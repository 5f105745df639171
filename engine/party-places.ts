/**
 * The cap on parties of one deployment (design.md, rule 13): places are taken before a creation is sent and given back when it was refused.
 */

/** Places for parties. */
export interface PartyPlaces {
  /**
   * Takes one of `most` places. While all are taken, but some by creations that may yet be refused, it waits for those: most
   * requests of a run are refused. `false`: all places are taken for good.
   */
  take(most: number): Promise<boolean>;
  /** Ends a creation: the place is kept where something was created or may have been. */
  settle(kept: boolean): void;
}

/** All places free. */
export function createPartyPlaces(): PartyPlaces {
  let kept = 0;
  let open = 0;
  let waiting: (() => void)[] = [];
  return {
    async take(most) {
      while (kept + open >= most) {
        if (open === 0) return false;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      open += 1;
      return true;
    },
    settle(isKept) {
      open -= 1;
      if (isKept) kept += 1;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
  };
}
