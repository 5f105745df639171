/** Characters of all of Unicode, cheap to set up. */
import fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

/**
 * Any character but half a surrogate pair: draws and shrinks like the unit `binary` of fast-check, without its table of all characters,
 * which takes most of a second to fill.
 */
export function anyCharacter(): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: 0x10ffff - SURROGATES }).map(
    (rank) => String.fromCodePoint(rank < FIRST_SURROGATE ? rank : rank + SURROGATES),
    (character) => {
      const code = typeof character === 'string' ? (character.codePointAt(0) ?? 0) : 0;
      return code < FIRST_SURROGATE ? code : code - SURROGATES;
    },
  );
}
