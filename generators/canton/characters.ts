/** The characters of Canton names, each with a word for labels. */
import { createHash } from 'node:crypto';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();

/** US-ASCII letters and digits. */
export const ALPHANUMERIC = `${UPPER}${LOWER}0123456789`;

/** The letters and digits from a place on that depends on a text, so that runs do not all begin with the same one. */
export function alphanumericFrom(text: string): readonly string[] {
  const start = createHash('sha256').update(text).digest().readUInt16BE(0) % ALPHANUMERIC.length;
  return [...ALPHANUMERIC.slice(start), ...ALPHANUMERIC.slice(0, start)];
}

/** Every character of a party name (POST /v2/parties: letters, digits, space, colon, minus, underscore). */
export const PARTY_CHARACTERS = `${ALPHANUMERIC} :-_`;

/** The symbols of a user id (POST /v2/users). */
export const USER_ID_SYMBOLS = "@^$.!`-#+'~_|:()";

/** Every character of a user id. */
export const USER_ID_CHARACTERS = `${ALPHANUMERIC}${USER_ID_SYMBOLS}`;

/** U+0020 to U+007E. */
const PRINTABLE_ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 0x20 + index));

/** The printable ASCII characters that are not in `legal`. */
export function printableOutside(legal: string): readonly string[] {
  return [...PRINTABLE_ASCII].filter((character) => !legal.includes(character));
}

/** The character for a label: in quotes where it shows, else its code points. */
export function nameOfCharacter(text: string): string {
  const shows = text.length === 1 && text > ' ' && text <= '~';
  if (shows) return text === "'" ? `"'"` : `'${text}'`;
  if (text === ' ') return 'a space';
  return [...text].map((character) => codePointName(character)).join(' ');
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
