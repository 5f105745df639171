/**
 * Short texts about exchanges, for findings.
 */
import type { Exchange } from '../target/exchange.ts';

/** Cuts a text for one line; control characters become visible escapes. */
export function shorten(text: string, length = 160): string {
  const visible = text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (c) => `\\u${c.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  );
  return visible.length <= length ? visible : `${visible.slice(0, length - 1)}…`;
}

/** What came back, in one line: status, media type, beginning of the body; or why nothing came. */
export function describeAnswer(exchange: Exchange, length = 200): string {
  const { response, failure } = exchange;
  if (!response) return `no answer (${failure?.kind ?? 'unknown'}: ${shorten(failure?.message ?? '', 80)})`;
  const type = response.headers['content-type'];
  const start = `${response.status}${type ? ` ${type}` : ''}`;
  const coding = response.headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity' && response.body.length > 0) {
    // Bytes of a coding that was not asked for would tell the reader nothing.
    return shorten(`${start} (${response.body.length} bytes, Content-Encoding: ${coding}, not asked for)`, length);
  }
  const body = Buffer.from(response.body.subarray(0, 1024)).toString('utf8');
  return shorten(`${start}${body ? ` ${body}` : ' (no body)'}`, length);
}
