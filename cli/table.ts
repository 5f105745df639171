/**
 * Tables and paragraphs that keep to the width of the terminal.
 */
import { printable } from './terminal.ts';

/** One cell: its text, and how to colour what has been laid out. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Below this many columns the last column goes under its row instead of beside it. */
const LEAST_BESIDE = 24;
const GAP = '  ';

/**
 * Breaks a text between words. No line is longer than `width`, unless a single word is: ids and addresses stay whole, so
 * that they can be copied.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/**
 * Lays out rows. All columns but the last take the width of their longest cell; the last one is wrapped in what remains,
 * or stands indented under its row where too little remains. The first row is the heading when `heading` is given.
 */
export function table(
  rows: readonly (readonly (string | Cell)[])[],
  width: number,
  heading?: readonly (string | Cell)[],
): string {
  const all = (heading ? [heading, ...rows] : rows).map((row) => row.map(cell));
  const columns = Math.max(0, ...all.map((row) => row.length));
  const widths = Array.from({ length: columns - 1 }, (_, i) => Math.max(...all.map((row) => row[i]?.text.length ?? 0)));
  const before = widths.reduce((sum, each) => sum + each + GAP.length, 0);
  const stacked = columns > 1 && width - before < LEAST_BESIDE;
  return all.flatMap((row) => layOut(row, widths, stacked ? 4 : before, width, stacked)).join('\n');
}

function cell(value: string | Cell): Cell {
  const given = typeof value === 'string' ? { text: value } : value;
  return { ...given, text: printable(given.text) };
}

function layOut(
  row: readonly Cell[],
  widths: readonly number[],
  indent: number,
  width: number,
  stacked: boolean,
): string[] {
  const paint = (part: Cell | undefined, text: string): string => part?.paint?.(text) ?? text;
  const lead = widths.map((each, i) => {
    const text = row[i]?.text ?? '';
    return paint(row[i], text) + ' '.repeat(each - text.length);
  });
  const last = row[widths.length];
  const lines = wrap(last?.text ?? '', width - indent).map((line) => paint(last, line));
  const head = lead.join(GAP);
  if (stacked) return [head.trimEnd(), ...lines.filter(Boolean).map((line) => ' '.repeat(indent) + line)];
  const [first = '', ...rest] = lines;
  const start = (widths.length > 0 ? head + GAP : '') + first;
  return [start.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)];
}
