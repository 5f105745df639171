/**
 * JSON as RFC 8259 writes it: parsing, and where a text stops being JSON.
 */
import type { Json } from '../../contracts/model.ts';
import { DecodeFailure } from './refusal.ts';

/** Where reading stopped: at the end of a value, or at something that was not expected there. */
export type Scan = { readonly end: number } | { readonly at: number; readonly expected: string };

const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** Reads one JSON value from the start of a text, without recursion. */
export function scanValue(text: string): Scan {
  const open: ('{' | '[')[] = [];
  let at = skip(text, 0);
  for (;;) {
    const start = text[at];
    if (start === '{' || start === '[') {
      at = skip(text, at + 1);
      if (text[at] === (start === '{' ? '}' : ']')) at += 1;
      else {
        open.push(start);
        if (start === '[') continue;
        const key = skipKey(text, at);
        if (typeof key !== 'number') return key;
        at = key;
        continue;
      }
    } else {
      SCALAR.lastIndex = at;
      const scalar = SCALAR.exec(text);
      if (!scalar) return { at, expected: 'json value' };
      at = SCALAR.lastIndex;
    }
    for (;;) {
      const inside = open.at(-1);
      if (inside === undefined) return { end: at };
      at = skip(text, at);
      if (text[at] === ',') {
        at = skip(text, at + 1);
        if (inside === '{') {
          const key = skipKey(text, at);
          if (typeof key !== 'number') return key;
          at = key;
        }
        break;
      }
      if (text[at] !== (inside === '{' ? '}' : ']')) return { at, expected: inside === '{' ? '} or ,' : '] or ,' };
      open.pop();
      at += 1;
    }
  }
}

/** Parses a whole text; throws {@link DecodeFailure} with the place of the first thing that is not JSON. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new DecodeFailure('body', explain(text));
  }
}

function explain(text: string): string {
  const scan = scanValue(text);
  const at = 'end' in scan ? skip(text, scan.end) : scan.at;
  if (at >= text.length) return 'exhausted input';
  const expected = 'end' in scan ? 'whitespace or eof' : scan.expected;
  const before = text.slice(0, at).split('\n');
  const place = `(line ${before.length}, column ${(before.at(-1) ?? '').length + 1})`;
  return `expected ${expected} got '${text.slice(at, at + 10)}' ${place}`;
}

function skip(text: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

/** Position after `"key":`, or what is wrong there. */
function skipKey(text: string, from: number): number | Scan {
  SCALAR.lastIndex = from;
  if (text[from] !== '"' || !SCALAR.exec(text)) return { at: from, expected: '"' };
  const colon = skip(text, SCALAR.lastIndex);
  return text[colon] === ':' ? skip(text, colon + 1) : { at: colon, expected: ':' };
}
