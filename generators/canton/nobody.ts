/** What belongs to nobody, well-formed all the same. */

/** The namespace part of an identifier that no node has. */
export const NAMESPACE_OF_NOBODY = `1220${'0a'.repeat(32)}`;
