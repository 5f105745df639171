/**
 * Text for a terminal of fixed width, safe to print: no control sequence, no command to a CI runner.
 */
import { visible } from './visible.ts';

const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const ZERO = /^\p{M}/u;

/** Columns that text takes: two for wide characters, none for combining marks. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return sum;
}

/**
 * Visible text without what a CI runner would take for a command (`::error::` at the start of a line, `##[` or
 * `##vso[` anywhere): reports quote bytes of the target, and standard output is read by machines too.
 */
export function printable(text: string): string {
  return visible(text)
    .replaceAll('##', '# #')
    .replaceAll(/(^|\s)::/g, '$1: :');
}

/** Breaks printable text into lines of at most `width` columns, at spaces where there are some, at most `limit` lines. */
export function wrap(text: string, width: number, limit = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of pieces(printable(text), width)) {
    const candidate = line === '' ? word : `${line} ${word}`;
    if (columns(candidate) <= width) {
      line = candidate;
    } else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= limit) return lines;
  const last = lines[limit - 1] ?? '';
  return [...lines.slice(0, limit - 1), columns(last) < width ? `${last}…` : `${cut(last, width - 1)}…`];
}

/** Words; those longer than a line in pieces that fit. */
function pieces(text: string, width: number): string[] {
  return text.split(/ +/).flatMap((word) => {
    const parts: string[] = [];
    let rest = word;
    while (columns(rest) > width) {
      const part = cut(rest, width);
      parts.push(part);
      // A break must not bring to the start of a line what was harmless in its middle.
      rest = rest.slice(part.length).replace(/^::/, ': :');
    }
    return rest === '' ? parts : [...parts, rest];
  });
}

function cut(text: string, width: number): string {
  let part = '';
  let sum = 0;
  for (const character of text) {
    sum += columns(character);
    if (sum > width) break;
    part += character;
  }
  return part;
}
