/**
 * Which kind of transport failure an error of undici or Node means.
 */
import { SuiteError } from './errors.ts';
import type { TransportFailure, TransportFailureKind } from './exchange.ts';

const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERROR_IN_CERT|ERROR_IN_CRL|EPROTO$)/;
const OUR_MISTAKE = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_INVALID_RETURN_VALUE',
]);

/**
 * The failure behind an error.
 * @param onTheWire whether a connection stood and the request was written to it: before that, nothing can have been processed
 * @throws SuiteError when the library refused the request itself
 */
export function toFailure(error: unknown, onTheWire: boolean): TransportFailure {
  const { name, code, message } = describe(error);
  if (OUR_MISTAKE.has(code)) throw new SuiteError(`The HTTP client refused a request: ${message}.`, { cause: error });
  return {
    kind: kindOf(name, code, message, onTheWire),
    message: code === '' || message.includes(code) ? message : `${message} (${code})`,
  };
}

function kindOf(name: string, code: string, message: string, onTheWire: boolean): TransportFailureKind {
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'connect-timeout';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'timeout';
  if (code === 'UND_ERR_ABORTED' || code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return 'aborted';
  if (TLS_CODE.test(code) || message.includes('before secure TLS connection')) return 'tls';
  // The parser meets the end of the stream inside a message: cut off, not garbled.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || message.includes('Invalid EOF state')) return 'reset';
  if (name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') return 'malformed';
  // undici's words for an informational response where none is allowed (100 unasked, 101).
  if (code === 'UND_ERR_SOCKET' && message.startsWith('bad ')) return 'malformed';
  if (onTheWire) return 'reset';
  return code === 'ETIMEDOUT' ? 'connect-timeout' : 'refused';
}

function describe(error: unknown): { name: string; code: string; message: string } {
  if (!(error instanceof Error)) return { name: '', code: '', message: String(error) };
  const code = (error as NodeJS.ErrnoException).code ?? '';
  // `localhost` has two addresses: Node reports both attempts in one error without a text of its own.
  const parts = error instanceof AggregateError ? error.errors.map((part) => describe(part).message) : [];
  const message = error.message || [...new Set(parts)].join('; ') || code || error.name;
  return { name: error.name, code: typeof code === 'string' ? code : '', message };
}
