/**
 * Base URL and request URLs, kept as written: nothing below the origin is normalised, so that odd paths arrive as given.
 */
import { ConfigurationError, SuiteError } from './errors.ts';
import type { WireRequest } from './exchange.ts';

/** A base URL, taken apart. */
export interface Base {
  /** Without credentials and without a trailing slash. */
  readonly url: string;
  readonly origin: string;
  /** Empty, or a path that starts with `/` and does not end with one. */
  readonly path: string;
  /** `user:password`, percent-decoded. */
  readonly userInformation?: string;
}

/** Where one request goes. */
export interface Destination {
  readonly origin: string;
  /** Path and query, as sent in the request line. */
  readonly path: string;
  readonly url: string;
}

/** Takes a base URL apart. @throws ConfigurationError when it is none; the message never repeats user information */
export function parseBase(text: string): Base {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigurationError('The target is not an http or https URL; give one such as http://localhost:7575.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new ConfigurationError('The target URL has a query or a fragment; give the base URL alone.');
  }
  const path = url.pathname.replace(/\/+$/, '');
  const base = { url: url.origin + path, origin: url.origin, path };
  if (url.username === '' && url.password === '') return base;
  try {
    return { ...base, userInformation: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` };
  } catch {
    throw new ConfigurationError('The user information of the target URL is not percent-encoded correctly.');
  }
}

/** Where a request goes. @throws SuiteError when its path or query cannot be part of a URL */
export function resolveDestination(base: Base, request: Pick<WireRequest, 'path' | 'query'>): Destination {
  const query = encodeQuery(request.query ?? []);
  if (request.path.startsWith('/')) {
    const below = withQuery(request.path, query);
    return { origin: base.origin, path: base.path + below, url: base.url + below };
  }
  const absolute = /^(https?:\/\/[^/?#]+)([^#]*)/.exec(request.path);
  if (absolute === null || !URL.canParse(request.path)) {
    throw new SuiteError(`The path ${JSON.stringify(request.path)} neither starts with a slash nor is an http(s) URL.`);
  }
  const url = new URL(request.path);
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError(`The URL at ${url.origin} holds user information; give it as a credential instead.`);
  }
  const rest = absolute[2] ?? '';
  const path = withQuery(rest.startsWith('/') ? rest : `/${rest}`, query);
  return { origin: url.origin, path, url: url.origin + path };
}

function withQuery(path: string, query: string): string {
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function encodeQuery(members: readonly (readonly [string, string])[]): string {
  try {
    return members.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  } catch (error) {
    throw new SuiteError('A query member holds a lone surrogate, which has no URL encoding.', { cause: error });
  }
}
