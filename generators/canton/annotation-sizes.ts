/** Sets of annotations of an exact size: the limit counts the UTF-8 bytes of all keys and values together. */
import { MARKER_KEY, namePlaceholder } from '../placeholder.ts';
import { type Annotations, keyName } from './annotations.ts';

/** How the bytes are spent. */
export interface SizeOptions {
  /** Values of three-byte characters: the character count is a third of the byte count. Default: ASCII. */
  readonly multiByte?: boolean;
  /** Number of entries beside the marker; default 1. More entries spend more bytes on keys, 63 each. */
  readonly entries?: number;
  /** Whether the marker entry is there (it counts as well); default true. */
  readonly marker?: boolean;
}

/** UTF-8 bytes of all keys and values. */
export function sizeOfAnnotations(annotations: Annotations): number {
  return Object.entries(annotations).reduce((sum, [key, value]) => sum + bytes(key) + bytes(value), 0);
}

/**
 * Annotations of exactly `size` UTF-8 bytes, keys and values and marker counted.
 * @throws RangeError when the keys alone need more.
 */
export function annotationsOfSize(size: number, options: SizeOptions = {}): Annotations {
  const { multiByte = false, entries = 1, marker = true } = options;
  const annotations: Record<string, string> = marker ? { [MARKER_KEY]: namePlaceholder() } : {};
  const keys = Array.from({ length: entries }, (_, index) => {
    const number = String(index).padStart(6, '0');
    return `${keyName(63 - number.length)}${number}`;
  });
  const free = size - sizeOfAnnotations(annotations) - keys.reduce((sum, key) => sum + bytes(key), 0);
  if (free < entries) throw new RangeError(`${size} bytes are too few for ${entries} keys with values`);
  const share = Math.floor(free / entries);
  keys.forEach((key, index) => {
    annotations[key] = valueOfSize(index === 0 ? free - share * (entries - 1) : share, multiByte);
  });
  return annotations;
}

function valueOfSize(size: number, multiByte: boolean): string {
  return multiByte ? '\u20ac'.repeat(Math.floor(size / 3)) + 'x'.repeat(size % 3) : 'x'.repeat(size);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
