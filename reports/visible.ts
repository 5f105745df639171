/**
 * Text from the target, made visible: what a reader could not see, or what could move other text around, is written as an escape.
 */

/**
 * Control and format characters, separators other than the space, lone surrogates, noncharacters, private and
 * unassigned tags: none of them can be seen, and some (direction overrides) rearrange what stands beside them.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{Noncharacter_Code_Point}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One character as an escape, e.g. `\u{202e}`. */
export function escapeCharacter(character: string): string {
  return SHORT[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`;
}

/** One line of visible text. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** Visible text that keeps its line ends (LF) and tabs. */
export function visibleLines(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === '\n' || character === '\t' ? character : escapeCharacter(character),
  );
}

/** Splits text into what can be seen and what cannot, for formats that mark the escapes. */
export function visibleParts(text: string): readonly { readonly text: string; readonly escaped: boolean }[] {
  const parts: { text: string; escaped: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), escaped: false });
    parts.push({ text: match[0], escaped: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), escaped: false });
  return parts;
}

/** Shortens text to `limit` characters, with an ellipsis in place of the rest. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
