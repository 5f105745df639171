/**
 * The identifiers that a target makes up, as far as the run has seen some.
 */
import type { RunContext } from '../../engine/context.ts';
import type { Noun } from '../../engine/journal.ts';

/** So many made-up identifiers are needed before their common form tells anything. */
const ENOUGH = 5;

/** Whether an identifier has the common beginning and length of the made-up ones; `undefined` where they have none, or too few are known. */
export function hasMadeUpForm(context: RunContext, noun: Noun): ((id: string) => boolean) | undefined {
  // The hint of one character carries no name of the run either, but nobody made it up.
  const madeUp = context.journal
    .madeUp(noun)
    .map(nameOf)
    .filter((name) => name.length > 1);
  const prefix = madeUp.reduce(commonPrefix, madeUp[0] ?? '');
  const lengths = madeUp.map((name) => name.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (madeUp.length < ENOUGH || prefix.length < 3) return undefined;
  return (id) => {
    const name = nameOf(id);
    return name.startsWith(prefix) && name.length >= shortest && name.length <= longest;
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
