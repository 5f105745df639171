/**
 * What undici cannot send. It is refused before it reaches a pool, where a refusal costs a connection for ever.
 */
import { SuiteError } from './errors.ts';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const PATH = /^[\x21-\xff]+$/;
const FRAMING = new Set(['transfer-encoding', 'keep-alive', 'upgrade', 'expect']);

/** A request in the form that goes to the pool. */
export interface SendableRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  readonly chunked?: boolean | undefined;
}

/** @throws SuiteError that names what cannot be sent with this client (a check that needs it must use node:net) */
export function requireSendable({ method, path, headers, body, chunked }: SendableRequest): void {
  const refuse = (what: string): never => {
    throw new SuiteError(`The HTTP client cannot send ${what}.`);
  };
  if (!TOKEN.test(method) || method === 'CONNECT') refuse(`the method ${JSON.stringify(method)}`);
  if (!PATH.test(path)) refuse('a path with a space, a control character or a character beyond Latin-1');
  for (const name in headers) {
    const value = headers[name] ?? '';
    const lower = name.toLowerCase();
    if (!TOKEN.test(name)) refuse(`the header name ${JSON.stringify(name)}`);
    if (!HEADER_VALUE.test(value)) refuse(`a control character or a character beyond Latin-1 in the header ${lower}`);
    if (FRAMING.has(lower)) refuse(`the header ${lower}`);
    if (lower === 'connection' && !value.split(',').every((option) => TOKEN.test(option.trim()))) {
      refuse('a malformed connection header');
    }
    if (lower === 'content-length' && (chunked === true || value !== String(body?.byteLength ?? 0))) {
      refuse('a content-length that differs from the body');
    }
  }
  if (chunked === true && (body === undefined || body.byteLength === 0)) refuse('an empty body in chunks');
}
