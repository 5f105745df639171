/**
 * Parties that do not exist, for targets that look only at the form of a party.
 */
import { NAMESPACE_OF_NOBODY } from '../../generators/canton/nobody.ts';

/** The longest identifier that a party may have, in characters. */
const LONGEST = 255;

/** A party with the longest identifier that there is, made of a name. */
export function longParty(name: string): string {
  const rest = `::${NAMESPACE_OF_NOBODY}`;
  return `${name.padEnd(LONGEST - rest.length, '0')}${rest}`;
}
