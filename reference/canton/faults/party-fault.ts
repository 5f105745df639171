/**
 * How a fault of the party operations, or of what parties and users share, is written down.
 */
import type { Fault } from '../deviation.ts';

type Entry = Pick<Fault, 'id' | 'title' | 'catches' | 'apply'> &
  Partial<Fault> & {
    /** What the fault fails in the suite of users too, written without the suite's name. */
    readonly users?: readonly string[];
  };

/** A fault that breaks the contract, unless the entry says otherwise. `catches` is written without the suite's name. */
export function partyFault({ catches, users = [], ...entry }: Entry): Fault {
  return {
    breaks: 'contract',
    verdictWhenCaught: 'failed',
    ...entry,
    catches: [...catches.map((id) => `canton-parties/${id}`), ...users.map((id) => `canton-users/${id}`)],
  };
}
