/**
 * A captured request as a curl command that can be pasted into a POSIX shell.
 */
import type { Exchange } from './exchange.ts';

/** What the command needs to know beyond the exchange. */
export interface CurlOptions {
  /** File with the request body, relative to the report's directory; used when the body is large or not plain ASCII. */
  readonly bodyFile: string;
}

const INLINE_LIMIT = 1000;

/** Environment variable with the token of each role. Only the administrator's is asked for by the command line itself. */
const TOKEN_VARIABLES: Readonly<Record<string, string>> = {
  admin: 'CONCORDAT_TOKEN',
  notEntitled: 'CONCORDAT_TOKEN_NOT_ENTITLED',
  expired: 'CONCORDAT_TOKEN_EXPIRED',
  unknownUser: 'CONCORDAT_TOKEN_UNKNOWN_USER',
  spareUser: 'CONCORDAT_TOKEN_SPARE_USER',
};

/** Quotes a word for a POSIX shell; plain words stay as they are. */
export function shellQuote(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  // A NUL cannot be part of a command line; its absence is the lesser lie.
  return `'${word.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}

/** Whether a body is too long, or too strange, for a command line. */
export function needsBodyFile(body: Uint8Array | undefined): boolean {
  if (body === undefined) return false;
  return body.length > INLINE_LIMIT || body.some((byte) => byte < 0x20 || byte > 0x7e);
}

/** The command. It is to be run in the directory of the report. */
export function curlCommand(exchange: Exchange, options: CurlOptions): string {
  const { request, url } = exchange;
  const words = ['curl --http1.1 -sS -i --path-as-is'];
  if (/[[\]{}]/.test(url)) words.push('--globoff');
  words.push(request.method === 'HEAD' ? '-I' : `-X ${shellQuote(request.method)}`, shellQuote(url));
  words.push(...headerWords(exchange));
  if (request.body !== undefined) words.push(bodyWord(request.body, options.bodyFile));
  return words.join(' ');
}

function bodyWord(body: Uint8Array, file: string): string {
  if (needsBodyFile(body)) return `--data-binary ${shellQuote(`@${file}`)}`;
  const text = Buffer.from(body).toString('latin1');
  // --data-binary would read a file named by what follows a leading `@`.
  return text.startsWith('@') ? `--data-raw ${shellQuote(text)}` : `--data-binary ${shellQuote(text)}`;
}

function headerWords({ request }: Exchange): string[] {
  const words: string[] = [];
  const given = Object.entries(request.headers ?? {});
  const has = (field: string): boolean => given.some(([name]) => name.toLowerCase() === field);
  for (const [name, value] of given) {
    const lower = name.toLowerCase();
    if (['content-length', 'host', 'connection', 'transfer-encoding'].includes(lower)) continue;
    if (lower === 'authorization' && isCut(value)) words.push(tokenWord(request.credential));
    else words.push(`-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  // What curl adds on its own and the request did not have.
  if (!has('accept')) words.push("-H 'Accept:'");
  if (request.body !== undefined) {
    if (!has('content-type')) words.push("-H 'Content-Type:'");
    if (request.chunked) words.push("-H 'Transfer-Encoding: chunked'");
    if (request.body.length > INLINE_LIMIT) words.push("-H 'Expect:'");
  }
  return words;
}

function tokenWord(role = 'admin'): string {
  return `-H "Authorization: Bearer $${TOKEN_VARIABLES[role] ?? 'CONCORDAT_TOKEN'}"`;
}

/** A value that the capture has cut, whole or behind `Bearer`, as opposed to one that a check made up and that may be shown. */
function isCut(value: string): boolean {
  return /\[[a-z]+\]/i.test(value);
}
