/**
 * Cuts secrets out of everything that is kept of an exchange (design.md, rule 11).
 */
import { spellings } from './encodings.ts';

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/**
 * Shorter values are not searched for: `x` as the token of an unsecured sandbox would otherwise be cut out of every answer,
 * and answers are judged after the cut. Credential headers are cut whatever they hold.
 */
const SHORTEST_SECRET = 6;

const SHORTEST_CUT_PREFIX = 4;
const CREDENTIAL_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** A growing list of secrets and what is needed to cut them. */
export interface Redactor {
  add(secret: string): void;
  text(value: string): string;
  /** The same array when nothing was cut. `truncated`: the body may end inside a secret. */
  bytes(value: Uint8Array, truncated?: boolean): Uint8Array;
  headers(fields: Readonly<Record<string, string>>): Record<string, string>;
}

/** Characters of a block. */
const BLOCK = 64;

/**
 * What is searched for in one kind of text. Whether anything may be there is told at a cost that hundreds of secrets do not raise:
 * wherever a long spelling stands, one of its first blocks stands at a multiple of the length of a block.
 */
interface Needles {
  /** The first {@link BLOCK} blocks of long spellings, each one character further. */
  readonly blocks: Set<string>;
  /** Spellings that are too short for blocks. */
  readonly short: string[];
  readonly all: string[];
}

const noNeedles = (): Needles => ({ blocks: new Set(), short: [], all: [] });

/** A redactor without secrets. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  const inText = noNeedles();
  const inBytes = noNeedles();

  return {
    add(secret) {
      if (secret.length < SHORTEST_SECRET || secrets.has(secret)) return;
      secrets.add(secret);
      const found = [...spellings(secret)].filter(
        (spelling) => spelling.length >= SHORTEST_SECRET && !REDACTED.includes(spelling),
      );
      addTo(inText, found);
      addTo(
        inBytes,
        found.map((spelling) => Buffer.from(spelling, 'utf8').toString('latin1')),
      );
    },

    text: (value) => cut(value, inText),

    bytes(value, truncated = false) {
      if (inBytes.all.length === 0 || value.length === 0) return value;
      const binary = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
      const clean = cut(binary, inBytes);
      const whole = truncated ? cutOpenEnd(clean, inBytes.all) : clean;
      return whole === binary ? value : Buffer.from(whole, 'latin1');
    },

    headers(fields) {
      const result: Record<string, string> = {};
      for (const name in fields) {
        const value = fields[name];
        if (value === undefined) continue;
        result[name] = CREDENTIAL_HEADERS.has(name.toLowerCase()) ? REDACTED : cut(value, inText);
      }
      return result;
    },
  };
}

function addTo({ blocks, short, all }: Needles, found: readonly string[]): void {
  all.push(...found);
  // A spelling that contains another one is found where that is found.
  for (const needle of found.filter((each) => !found.some((other) => other !== each && each.includes(other)))) {
    if (needle.length < 2 * BLOCK - 1) short.push(needle);
    else for (let from = 0; from < BLOCK; from += 1) blocks.add(needle.slice(from, from + BLOCK));
  }
}

function mayHold(value: string, { blocks, short }: Needles): boolean {
  if (short.some((needle) => value.includes(needle))) return true;
  if (blocks.size === 0) return false;
  for (let from = 0; from + BLOCK <= value.length; from += BLOCK) {
    if (blocks.has(value.slice(from, from + BLOCK))) return true;
  }
  return false;
}

function cut(value: string, needles: Needles): string {
  if (!mayHold(value, needles)) return value;
  // Longest first: of two spellings that start at the same place the longer one is cut.
  const present = needles.all
    .filter((needle) => value.includes(needle))
    .sort((one, other) => other.length - one.length);
  return present.length === 0 ? value : value.replace(new RegExp(pattern(present), 'g'), REDACTED);
}

function pattern(alternatives: readonly string[]): string {
  return alternatives.map((literal) => literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|');
}

/** A capped body may end with the beginning of a secret. */
function cutOpenEnd(text: string, list: readonly string[]): string {
  let longest = 0;
  for (const needle of list) {
    for (
      let length = Math.min(needle.length - 1, text.length);
      length >= SHORTEST_CUT_PREFIX && length > longest;
      length -= 1
    ) {
      if (text.endsWith(needle.slice(0, length))) longest = length;
    }
  }
  return longest === 0 ? text : text.slice(0, -longest) + REDACTED;
}
