/**
 * Identifiers of parties that nobody allocated.
 */

/** A well-formed identifier in the namespace of a known party. */
export function unknownPartyLike(known: string, unusedName: string): string {
  return `${unusedName}${known.slice(known.lastIndexOf('::'))}`;
}

/** A well-formed identifier that differs from a known one in the case of its first letters; undefined where there are none. */
export function inOtherCase(known: string): string | undefined {
  const at = known.lastIndexOf('::');
  const other = `${known.slice(0, at).toUpperCase()}${known.slice(at)}`;
  return other === known ? undefined : other;
}
