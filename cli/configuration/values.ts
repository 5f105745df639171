/**
 * Readers of single values: from the text of a flag, a variable or the file to what it means.
 */
import { NAMESPACE_PATTERN } from '../../engine/names.ts';
import { didYouMean } from '../nearest.ts';
import { Secret } from './secret.ts';
import type { FixedHeader, TargetChoice } from './settings.ts';

/**
 * Why a text is not accepted, as the second half of a sentence whose first half is the place: `must be …`. `hint` is a
 * sentence of its own.
 */
export class Complaint extends Error {
  readonly hint: string;
  constructor(message: string, hint = '') {
    super(message);
    this.hint = hint;
  }
}

/** Reads the text of one value. Throws {@link Complaint}. */
export type Reader<T> = (text: string) => T;

/** A whole number within bounds, `unit` for the message. */
export function wholeNumber(minimum: number, maximum: number, unit = ''): Reader<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    throw new Complaint(`must be a whole number${unit && ` of ${unit}`} from ${minimum} to ${maximum}`);
  };
}

/** A number above zero, fractions allowed. */
export function positiveNumber(maximum: number, unit: string): Reader<number> {
  return (text) => {
    const value = /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
    if (value > 0 && value <= maximum) return value;
    throw new Complaint(`must be a number of ${unit} above 0, up to ${maximum}`);
  };
}

/** One word of a list; a near miss is named. */
export function oneOf<const T extends string>(words: readonly T[]): Reader<T> {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new Complaint(`must be ${wordList(words)}`, didYouMean(text, words));
  };
}

/** `a`, `a or b`, `one of a, b, c`. */
export function wordList(words: readonly string[]): string {
  return words.length < 3 ? words.join(' or ') : `one of ${words.join(', ')}`;
}

/** `true`, `false`, `1`, `0`, `yes`, `no`. */
export const yesOrNo: Reader<boolean> = (text) => {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  if (/^(false|0|no|off)$/i.test(text)) return false;
  throw new Complaint('must be true or false');
};

const readSeed = wholeNumber(0, 2_147_483_647);

/** A seed: a whole number, or `random`. */
export const seed: Reader<number | 'random'> = (text) => {
  if (text === 'random') return text;
  try {
    return readSeed(text);
  } catch {
    throw new Complaint('must be random or a whole number from 0 to 2147483647');
  }
};

/** The prefix of generated names. */
export const namespace: Reader<string> = (text) => {
  if (NAMESPACE_PATTERN.test(text)) return text;
  throw new Complaint('must be 1 to 8 characters of a-z and 0-9, a letter first');
};

/** Any text that is not blank. */
export const anyText: Reader<string> = (text) => {
  if (text.trim() !== '') return text;
  throw new Complaint('must not be empty');
};

/** A secret; white space around it is cut, inside it is refused because no credential of ours may hold any. */
export const secret: Reader<Secret> = (text) => {
  const value = text.trim();
  if (value === '') throw new Complaint('must not be empty');
  if (!/^[\x21-\x7e]+$/.test(value)) throw new Complaint('must be printable ASCII without spaces');
  return new Secret(value);
};

/** `embedded`, or an http or https address without credentials, query and fragment; the slash at its end is cut. */
export const target: Reader<TargetChoice> = (text) => {
  if (text === 'embedded') return { kind: 'embedded' };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const guess = /^[\w.-]+(:\d+)?(\/.*)?$/.test(text) ? ` Did you mean http://${text}?` : '';
    throw new Complaint('must be embedded or an address that starts with http:// or https://', guess);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Complaint('must not hold a user name or password; give a token with --token-file or --token-command');
  }
  if (url.search !== '' || url.hash !== '') throw new Complaint('must not have a query or a fragment');
  return { kind: 'external', url: url.href.replace(/\/+$/, '') };
};

/** Fields that the suite sets itself: a fixed value would change what requirements are about. */
const reservedFields = new Set([
  'accept',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** `Name: value`. */
export const header: Reader<FixedHeader> = (text) => {
  const match = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([\x20-\x7e\t]*?)[ \t]*$/.exec(text);
  if (match === null) throw new Complaint("must look like 'Name: value', in printable ASCII");
  const [, name = '', value = ''] = match;
  if (name.toLowerCase() === 'authorization') {
    throw new Complaint('must not set Authorization; give the token with --token-file or --token-command');
  }
  if (reservedFields.has(name.toLowerCase())) throw new Complaint(`must not set ${name}: the suite sets it itself`);
  return { name, value: new Secret(value) };
};
