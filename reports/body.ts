/**
 * Bodies as a report shows them: text where they are UTF-8, base64 where they are not, never more than a few KiB.
 */

/** A body inside the report. */
export interface InlineBody {
  /** Absent body: `null`. */
  readonly body: string | null;
  readonly bodyEncoding: 'utf8' | 'base64';
  /** Length of the body as captured, in bytes. */
  readonly bodyBytes: number;
  /** The text here is only the beginning. */
  readonly truncated: boolean;
}

/** Bytes of a body that go into the report itself; the rest is in the evidence file. */
export const INLINE_BODY_BYTES = 4096;

/** Makes a body fit for the report. `limit` is in bytes; text is never cut inside a character. */
export function inlineBody(bytes: Uint8Array | undefined, limit = INLINE_BODY_BYTES): InlineBody {
  if (bytes === undefined) return { body: null, bodyEncoding: 'utf8', bodyBytes: 0, truncated: false };
  const truncated = bytes.length > limit;
  const shown = truncated ? bytes.subarray(0, limit) : bytes;
  const text = decodeUtf8(truncated ? shown.subarray(0, characterBoundary(bytes, limit)) : shown);
  return {
    body: text ?? Buffer.from(shown).toString('base64'),
    bodyEncoding: text === undefined ? 'base64' : 'utf8',
    bodyBytes: bytes.length,
    truncated,
  };
}

/** The bytes behind an inline body; only the beginning when it was truncated. */
export function bodyBytes(body: InlineBody): Uint8Array | undefined {
  return body.body === null ? undefined : Buffer.from(body.body, body.bodyEncoding);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function characterBoundary(bytes: Uint8Array, limit: number): number {
  let end = limit;
  while (end > 0 && limit - end < 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
