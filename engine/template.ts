/**
 * Requests with places for names. A name stands in a template as a placeholder of exactly the length of the name that
 * replaces it, so that lengths, sizes and hashes can be computed before anything is sent.
 */
import type { Json } from '../contracts/model.ts';
import { placeholderPattern } from '../generators/placeholder.ts';
import type { CredentialRole, WireRequest } from '../target/exchange.ts';

/** A body before its names are filled in. */
export type BodyTemplate =
  | { readonly kind: 'json'; readonly value: Json }
  /** Sent as UTF-8, as written: for spellings and for malformed JSON. */
  | { readonly kind: 'text'; readonly text: string }
  /** Latin-1 text standing for raw bytes: for invalid UTF-8. */
  | { readonly kind: 'bytes'; readonly latin1: string };

/** A request before its names are filled in. */
export interface RequestTemplate {
  readonly method: string;
  /** Path segments below the base URL, not yet percent-encoded. */
  readonly path: readonly string[];
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyTemplate;
  readonly chunked?: boolean;
  readonly credential?: CredentialRole;
}

/** Fills the names in and encodes. `nameOf` gives the name for each placeholder index. */
export function fillTemplate(template: RequestTemplate, nameOf: (index: number) => string): WireRequest {
  const fill = (text: string): string =>
    text.replace(placeholderPattern(), (_, index: string) => nameOf(Number(index)));
  const headers =
    template.headers && Object.fromEntries(Object.entries(template.headers).map(([k, v]) => [k, fill(v)]));
  const body = template.body && fillBody(template.body, fill);
  return {
    method: template.method,
    path: `/${template.path.map((segment) => encodeURIComponent(fill(segment))).join('/')}`,
    ...(template.query && { query: template.query.map(([name, value]) => [name, fill(value)] as const) }),
    ...(headers && { headers }),
    ...(body && { body }),
    ...(template.chunked !== undefined && { chunked: template.chunked }),
    ...(template.credential !== undefined && { credential: template.credential }),
  };
}

function fillBody(body: BodyTemplate, fill: (text: string) => string): Uint8Array {
  switch (body.kind) {
    case 'json':
      return Buffer.from(fill(JSON.stringify(body.value)), 'utf8');
    case 'text':
      return Buffer.from(fill(body.text), 'utf8');
    case 'bytes':
      return Buffer.from(fill(body.latin1), 'latin1');
  }
}
