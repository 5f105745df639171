/**
 * Makes an exchange out of what was sent and what came back, with every secret cut.
 */
import type { Destination } from './address.ts';
import { issuedTokens } from './discovery.ts';
import type { Exchange, WireRequest, WireResponse } from './exchange.ts';
import type { Redactor } from './redaction.ts';
import type { Outcome } from './wire.ts';

/** What is known of an exchange before the cut. */
export interface RawExchange {
  readonly id: string;
  readonly destination: Destination;
  readonly request: WireRequest;
  /** The header fields as sent, the client's own included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  readonly startedAt: number;
}

/** The exchange as it may be written anywhere. */
export function capture(raw: RawExchange, redactor: Redactor): Exchange {
  const { id, startedAt } = raw;
  const { response, failure, durationMs } = raw.outcome;
  // Before anything is cut: a token may come back in the header fields as well.
  if (response !== undefined) for (const token of issuedTokens(response.body)) redactor.add(token);
  const common = {
    id,
    url: redactor.text(raw.destination.url),
    request: captureRequest(raw.request, raw.headers, redactor),
    startedAt,
    durationMs,
  };
  if (response !== undefined) return { ...common, response: captureResponse(response, redactor) };
  return { ...common, failure: { kind: failure.kind, message: redactor.text(failure.message) } };
}

function captureRequest(
  request: WireRequest,
  headers: Readonly<Record<string, string>>,
  redactor: Redactor,
): WireRequest {
  return {
    ...request,
    path: redactor.text(request.path),
    headers: { ...redactor.headers(headers), ...madeUpCredentials(request, redactor) },
    ...(request.query === undefined
      ? {}
      : { query: request.query.map(([name, value]) => [redactor.text(name), redactor.text(value)] as const) }),
    ...(request.body === undefined ? {} : { body: redactor.bytes(request.body) }),
  };
}

/**
 * Credentials that the request itself brought, such as a malformed token: they are part of the vector and no secret of the operator,
 * whose values are cut all the same.
 */
function madeUpCredentials(request: WireRequest, redactor: Redactor): Record<string, string> {
  const own = Object.entries(request.headers ?? {}).filter(([name]) => name.toLowerCase() === 'authorization');
  return Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), redactor.text(value)]));
}

function captureResponse(response: WireResponse, redactor: Redactor): WireResponse {
  return {
    status: response.status,
    headers: redactor.headers(response.headers),
    body: redactor.bytes(response.body, response.truncated),
    truncated: response.truncated,
  };
}
