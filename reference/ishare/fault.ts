/** How faults of the embedded registry are written down. */
import type { ProfileName } from '../../contracts/model.ts';
import type { Change } from './change.ts';
import type { FaultEntry } from './deviation.ts';

/** A fault, with the requirements that it breaks: ids without the name of the suite. */
export function fault(
  id: string,
  title: string,
  catches: string | readonly string[],
  apply: Change,
  breaks: ProfileName = 'contract',
): FaultEntry {
  return { id, title, catches: typeof catches === 'string' ? [catches] : catches, breaks, apply };
}

/** Faults that break one requirement of a topic, which is named without the topic. */
export function faultOf(topic: string) {
  return (id: string, title: string, requirement: string, apply: Change, breaks?: ProfileName): FaultEntry =>
    fault(id, title, `${topic}/${requirement}`, apply, breaks);
}
