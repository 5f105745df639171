/**
 * Pairs of hints that a careless comparison takes for one: they share the placeholder, so that after the names are filled in they
 * differ in the named place and nowhere else.
 */
import { namePlaceholder } from '../placeholder.ts';
import { hintOfLength, MAX_HINT_LENGTH } from './hints.ts';

/** What the two hints of a pair differ in. */
export type Difference = 'case' | 'spaces' | 'punctuation' | 'last-character';

/** Two hints that must make two parties. */
export interface NearEqualPair {
  readonly label: string;
  readonly difference: Difference;
  readonly hints: readonly [string, string];
}

/** All pairs, in a fixed order. */
export function nearEqualHints(): readonly NearEqualPair[] {
  const name = namePlaceholder();
  return [
    pair('case', 'case of the first letter', `Party ${name}`, `party ${name}`),
    pair('case', 'case of the last letter', `${name} partY`, `${name} party`),
    pair('spaces', 'a space at the start', ` ${name}`, name),
    pair('spaces', 'a space at the end', `${name} `, name),
    pair('spaces', 'a space inside', `${name} x`, `${name}x`),
    pair('spaces', 'two spaces inside', `${name}  x`, `${name} x`),
    pair('punctuation', 'minus and underscore', `${name}-x`, `${name}_x`),
    pair('punctuation', 'space and underscore', `${name} x y`, `${name}_x_y`),
    pair('punctuation', 'colon and minus', `${name}:x`, `${name}-x`),
    pair('last-character', 'the 64th character', withLast(64, '1'), withLast(64, '2')),
    pair('last-character', 'the 128th character', withLast(128, '1'), withLast(128, '2')),
    pair('last-character', 'the 185th character', withLast(MAX_HINT_LENGTH, '1'), withLast(MAX_HINT_LENGTH, '2')),
  ];
}

function pair(difference: Difference, label: string, left: string, right: string): NearEqualPair {
  return { label, difference, hints: [left, right] };
}

function withLast(length: number, last: string): string {
  return hintOfLength(length).slice(0, -1) + last;
}
