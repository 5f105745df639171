/**
 * What a run draws at random unless it is told: its namespace, and its seed where that is asked for.
 */
import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const LARGEST_SEED = 2_147_483_647;
const NAMESPACE_LENGTH = 6;

/** A namespace that no other run has: a letter, then letters and digits. */
export function randomNamespace(): string {
  const characters = `${LETTERS}0123456789`;
  const rest = Array.from({ length: NAMESPACE_LENGTH - 1 }, () => characters[randomInt(characters.length)]);
  return `${LETTERS[randomInt(LETTERS.length)]}${rest.join('')}`;
}

/** The seed itself, or a random one for `random`. */
export function drawnSeed(seed: number | 'random'): number {
  return seed === 'random' ? randomInt(LARGEST_SEED) : seed;
}
