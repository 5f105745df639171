/**
 * Values in words for messages: short, on one line, safe for values of any size and depth.
 */

/** Longest text that {@link describeValue} gives, in UTF-16 units. */
export const DESCRIPTION_LIMIT = 80;

/** The value as JSON, shortened to 80 characters; undefined is `absent`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'absent';
  return shorten(write(value, 3));
}

/** The text itself, shortened to 80 characters. */
export function shorten(text: string): string {
  return text.length <= DESCRIPTION_LIMIT
    ? text
    : `${text.slice(0, DESCRIPTION_LIMIT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

// JSON.stringify would recurse through bodies that are nested as deep as their sender likes.
function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, DESCRIPTION_LIMIT));
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return depth === 0 ? '[…]' : `[${writeAll(value, (item) => write(item, depth - 1))}]`;
  if (depth === 0) return '{…}';
  const members = Object.keys(value);
  return `{${writeAll(members, (key) => `${JSON.stringify(key.slice(0, DESCRIPTION_LIMIT))}:${write((value as Record<string, unknown>)[key], depth - 1)}`)}}`;
}

function writeAll<T>(items: readonly T[], each: (item: T) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    if (length > DESCRIPTION_LIMIT) break;
    const part = each(item);
    length += part.length + 1;
    parts.push(part);
  }
  return parts.join(',');
}
