/**
 * From bytes to a JSON value: UTF-8, byte order mark, RFC 8259, and what a parsed value does not show any more.
 */
import type { Json } from '../../model.ts';
import { pointerSegment } from '../../schema-place.ts';
import { type BrokenRule, broken } from './rules.ts';

/** What the bytes hold. `value` is absent when they are no JSON text. */
export interface JsonText {
  readonly value?: Json;
  readonly broken: readonly BrokenRule[];
}

/** So many duplicate keys or lone surrogates are listed at most: one is enough to judge. */
const LISTED = 5;

/** Reads the bytes of a body. Never throws. */
export function readJsonText(bytes: Uint8Array): JsonText {
  const found: BrokenRule[] = [];
  let text = decode(bytes);
  if (text === undefined) {
    text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    found.push(broken('utf8', '', text));
  }
  if (text.startsWith('\uFEFF')) {
    found.push(broken('byte-order-mark', '', text));
    text = text.slice(1);
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { broken: [...found, broken('json', '', text)] };
  }
  return { value, broken: [...found, ...hiddenTrouble(text)] };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

interface ObjectFrame {
  readonly kind: 'object';
  readonly keys: Set<string>;
  key: string;
  expectsKey: boolean;
}

interface ArrayFrame {
  readonly kind: 'array';
  index: number;
}

// With this flag only surrogates that have no partner match.
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Duplicate keys and lone surrogates. `text` must be a JSON text. */
function hiddenTrouble(text: string): BrokenRule[] {
  const found: BrokenRule[] = [];
  const frames: (ObjectFrame | ArrayFrame)[] = [];
  for (let index = 0; index < text.length && found.length < LISTED; index++) {
    const frame = frames.at(-1);
    switch (text[index]) {
      case '{':
        frames.push({ kind: 'object', keys: new Set(), key: '', expectsKey: true });
        break;
      case '[':
        frames.push({ kind: 'array', index: 0 });
        break;
      case '}':
      case ']':
        frames.pop();
        break;
      case ',':
        if (frame?.kind === 'array') frame.index += 1;
        else if (frame) frame.expectsKey = true;
        break;
      case '"': {
        const end = endOfString(text, index);
        const content = contentOf(text.slice(index, end + 1));
        index = end;
        const isKey = frame?.kind === 'object' && frame.expectsKey;
        if (isKey) {
          frame.expectsKey = false;
          frame.key = content;
          if (frame.keys.has(content)) found.push(broken('duplicate-key', pointerOf(frames), content));
          frame.keys.add(content);
        }
        if (LONE_SURROGATE.test(content)) found.push(broken('lone-surrogate', pointerOf(frames), content));
        break;
      }
    }
  }
  return found;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}

function contentOf(token: string): string {
  return token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
}

function pointerOf(frames: readonly (ObjectFrame | ArrayFrame)[]): string {
  return frames.map((frame) => `/${frame.kind === 'array' ? frame.index : pointerSegment(frame.key)}`).join('');
}
