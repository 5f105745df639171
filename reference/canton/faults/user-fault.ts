/**
 * How a fault of the user operations is written down.
 */
import type { Fault } from '../deviation.ts';

type Entry = Pick<Fault, 'id' | 'title' | 'catches' | 'apply'> & Partial<Fault>;

/** A fault that breaks the contract, unless the entry says otherwise. `catches` is written without the suite's name. */
export function userFault({ catches, ...entry }: Entry): Fault {
  return {
    breaks: 'contract',
    verdictWhenCaught: 'failed',
    ...entry,
    catches: catches.map((id) => `canton-users/${id}`),
  };
}
