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

interface Needles {
  /** Finds whether any secret may be there: only spellings that contain no other spelling. */
  readonly probe: RegExp;
  readonly all: RegExp;
  readonly list: readonly string[];
}

/** A redactor without secrets. */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  const secrets = new Set<string>();
  let inText: Needles | undefined;
  let inBytes: Needles | undefined;

  const text = (value: string): string => {
    if (inText === undefined || !inText.probe.test(value)) return value;
    return value.replace(inText.all, REDACTED);
  };

  return {
    add(secret) {
      if (secret.length < SHORTEST_SECRET || secrets.has(secret)) return;
      secrets.add(secret);
      for (const spelling of spellings(secret)) {
        if (spelling.length >= SHORTEST_SECRET && !REDACTED.includes(spelling)) known.add(spelling);
      }
      if (known.size === 0) return;
      inText = needles([...known]);
      inBytes = needles([...known].map((spelling) => Buffer.from(spelling, 'utf8').toString('latin1')));
    },

    text,

    bytes(value, truncated = false) {
      if (inBytes === undefined || value.length === 0) return value;
      const binary = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
      const cut = inBytes.probe.test(binary) ? binary.replace(inBytes.all, REDACTED) : binary;
      const whole = truncated ? cutOpenEnd(cut, inBytes.list) : cut;
      return whole === binary ? value : Buffer.from(whole, 'latin1');
    },

    headers(fields) {
      const result: Record<string, string> = {};
      for (const name in fields) {
        const value = fields[name];
        if (value === undefined) continue;
        result[name] = CREDENTIAL_HEADERS.has(name.toLowerCase()) ? REDACTED : text(value);
      }
      return result;
    },
  };
}

function needles(list: readonly string[]): Needles {
  // Longest first: of two spellings that start at the same place the longer one is cut.
  const sorted = [...list].sort((one, other) => other.length - one.length);
  const minimal = sorted.filter((needle) => !sorted.some((other) => other !== needle && needle.includes(other)));
  return { probe: new RegExp(pattern(minimal)), all: new RegExp(pattern(sorted), 'g'), list: sorted };
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
