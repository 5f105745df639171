/**
 * Hints with every legal character, at a cost in parties that fits the budget.
 */
import type { LabelledBody } from '../../engine/checks/acceptance.ts';
import type { Budget } from '../../engine/experiment.ts';
import {
  hintsOfAcceptedLengths,
  hintsWithAllCharacters,
  hintsWithEveryCharacter,
  type LabelledHint,
} from '../../generators/canton/hints.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { marker } from './carriers.ts';

const name = namePlaceholder();

/** What sloppy patterns refuse: each symbol and a digit at each place of its own. */
const SUSPECTS = [
  ['a digit at the start', `7${name}`],
  ['a capital letter at the end', `${name}Z`],
  ['a space at the start', ` ${name}`],
  ['a space at the end', `${name} `],
  ['a colon at the start', `:${name}`],
  ['a colon in the middle', `${name}:x`],
  ['a minus at the start', `-${name}`],
  ['a minus at the end', `${name}-`],
  ['an underscore at the start', `_${name}`],
  ['an underscore at the end', `${name}_`],
] as const;

/** Hints that cover every legal character. Thorough: each character at each place alone. */
export function hintsOfCharacters(budget: Budget): readonly LabelledBody[] {
  const suspects = SUSPECTS.map(([label, hint]) => ({ label, hint }));
  const all = hintsWithAllCharacters();
  const chosen =
    budget === 'smoke' ? all : budget === 'standard' ? [...all, ...suspects] : [...all, ...hintsWithEveryCharacter()];
  return chosen.map(toBody);
}

/** Hints at every border of length that must be accepted. */
export function hintsOfLengths(): readonly LabelledBody[] {
  return hintsOfAcceptedLengths().map(toBody);
}

function toBody({ label, hint }: LabelledHint): LabelledBody {
  return { label, body: { kind: 'json', value: { partyIdHint: hint, localMetadata: marker() } } };
}
