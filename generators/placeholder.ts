/**
 * The place of a name in a generated body. The engine replaces it at send time by a unique name of the same length, so
 * lengths and sizes are computed with the placeholder in place.
 */

/** Length of every name, in characters: all of [a-z0-9-], the first one a letter, the last one not `-`. */
export const NAME_LENGTH = 20;

/** The placeholder for the `index`-th name of a vector: `{{{{{name-00000}}}}}`. Braces are legal in no name of any contract. */
export function namePlaceholder(index = 0): string {
  return `{{{{{name-${String(index).padStart(5, '0')}}}}}}`;
}

/** Index of the placeholder that stands for a party which exists: the run allocates one and binds it. */
export const PARTY_INDEX = 90_000;

/** The place of a party that exists. Its identifier is longer than the placeholder. */
export function partyPlaceholder(): string {
  return namePlaceholder(PARTY_INDEX);
}

/** Annotation key whose value names the vector that created a thing which does not carry a name of its own. */
export const MARKER_KEY = 'concordat/vector';

/** Matches one placeholder, with its index as the first group. A new object each time: the `g` flag keeps state. */
export function placeholderPattern(): RegExp {
  return /\{\{\{\{\{name-(\d{5})\}\}\}\}\}/g;
}
