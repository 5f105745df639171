/** The same JSON value in other spellings: all of them mean the same to a parser that keeps to RFC 8259. */
import type { Json } from '../contracts/model.ts';
import { isObject } from './json-paths.ts';
import { placeholderPattern } from './placeholder.ts';

/** One spelling of a value. */
export interface Spelling {
  /** Frozen, e.g. `members in reverse order`. */
  readonly label: string;
  readonly text: string;
}

/** How values are written. */
interface Style {
  /** Between tokens. */
  readonly gap: string;
  /** The inside of a string, without its quotes. */
  readonly inside: (text: string) => string;
  readonly reverse: boolean;
  /** What stays as it is inside strings. A new object each time: the `g` flag keeps state. */
  readonly kept: () => RegExp;
}

/**
 * All spellings that differ from the compact one for this value: escaped slashes only where there are slashes, and so on. Placeholders
 * stay as they are, so that names can be filled in; `kept` finds them and whatever else has to stay.
 */
export function spellings(body: Json, kept: () => RegExp = placeholderPattern): readonly Spelling[] {
  const compact: Style = { gap: '', inside: escapedAsUsual, reverse: false, kept };
  const plain = JSON.stringify(body);
  const all: readonly Spelling[] = [
    { label: 'members in reverse order', text: write(body, { ...compact, reverse: true }) },
    { label: 'pretty with two spaces', text: JSON.stringify(body, null, 2) },
    { label: 'pretty with tabs', text: JSON.stringify(body, null, '\t') },
    { label: 'pretty with carriage returns', text: JSON.stringify(body, null, 2).replaceAll('\n', '\r\n') },
    { label: 'a newline before', text: `\n${plain}` },
    { label: 'a newline after', text: `${plain}\n` },
    { label: 'white space before and after', text: ` \t\r\n${plain}\r\n\t ` },
    { label: 'white space around every token', text: ` ${write(body, { ...compact, gap: ' \t\n' })} ` },
    { label: 'every character escaped', text: write(body, { ...compact, inside: escapedAll }) },
    {
      label: 'every character escaped, capital digits',
      text: write(body, {
        ...compact,
        inside: (text) => escapedAll(text).replaceAll(/(?<=\\u)[0-9a-f]{4}/g, upperCase),
      }),
    },
    { label: 'characters outside ASCII escaped', text: write(body, { ...compact, inside: escapedBeyondAscii }) },
    { label: 'slashes escaped', text: write(body, { ...compact, inside: escapedSlashes }) },
  ];
  return all.filter(({ text }) => text !== plain);
}

function write(value: Json, style: Style): string {
  const { gap } = style;
  if (typeof value === 'string') return quoted(value, style);
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => write(item, style));
    return `[${gap}${items.join(`${gap},${gap}`)}${gap}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value);
  const members = (style.reverse ? names.reverse() : names).map(
    (name) => `${quoted(name, style)}${gap}:${gap}${write(value[name]!, style)}`,
  );
  return `{${gap}${members.join(`${gap},${gap}`)}${gap}}`;
}

/** Everything but the placeholders goes through the style. */
function quoted(text: string, style: Style): string {
  let written = '';
  let from = 0;
  for (const match of text.matchAll(style.kept())) {
    written += style.inside(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return `"${written}${style.inside(text.slice(from))}"`;
}

function escapedAsUsual(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** UTF-16 units, so that a character beyond the basic plane becomes a pair of escapes. */
function escapedAll(text: string): string {
  return Array.from({ length: text.length }, (_, index) => escapeOf(text.charCodeAt(index))).join('');
}

function escapedBeyondAscii(text: string): string {
  return escapedAsUsual(text).replaceAll(/[^\0-\x7f]/gu, escapedAll);
}

function escapedSlashes(text: string): string {
  return escapedAsUsual(text).replaceAll('/', '\\/');
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function upperCase(text: string): string {
  return text.toUpperCase();
}
