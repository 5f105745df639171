/**
 * Exchanges as evidence: the entry inside the report and the names of the files beside it.
 */
import { createHash } from 'node:crypto';
import { type InlineBody, inlineBody } from './body.ts';
import { needsBodyFile } from './curl.ts';
import type { Exchange } from './exchange.ts';

/** A request inside the report. */
export interface EvidenceRequest extends InlineBody {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly chunked: boolean;
  /** Raw bytes of the body for curl, relative to the report's directory; `null` when the command carries the body itself. */
  readonly bodyFile: string | null;
}

/** A response inside the report. */
export interface EvidenceResponse extends InlineBody {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The capture stopped reading before the end of the body. */
  readonly incomplete: boolean;
}

/** One request and its answer, or the lack of one: exactly one of `response` and `failure` is not `null`. */
export interface EvidenceEntry {
  readonly id: string;
  /** The whole exchange, relative to the report's directory. */
  readonly file: string;
  readonly request: EvidenceRequest;
  readonly response: EvidenceResponse | null;
  readonly failure: { readonly kind: string; readonly message: string } | null;
  /** Milliseconds. */
  readonly durationMs: number;
}

/** Where the evidence lies, relative to the report's directory. */
export const EVIDENCE_DIRECTORY = 'evidence';

/** Whether a name in the evidence directory is one that {@link evidenceFiles} gives. */
export function isEvidenceFile(name: string): boolean {
  return /^[A-Za-z0-9._-]{0,100}-[0-9a-f]{8}\.(?:json|request-body)$/.test(name);
}

/** Names of the files that belong to an exchange, from its id alone: safe on every file system, and different for different ids. */
export function evidenceFiles(id: string): { readonly exchange: string; readonly body: string } {
  const readable = id
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+/, '')
    .slice(0, 100);
  const base = `${EVIDENCE_DIRECTORY}/${readable}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
  return { exchange: `${base}.json`, body: `${base}.request-body` };
}

/** Makes the entry. `limit` caps each body, in bytes; `Infinity` keeps them whole. */
export function evidenceEntry(exchange: Exchange, limit?: number): EvidenceEntry {
  const { id, request, response, failure } = exchange;
  const files = evidenceFiles(id);
  return {
    id,
    file: files.exchange,
    request: {
      method: request.method,
      url: exchange.url,
      headers: { ...request.headers },
      chunked: request.chunked ?? false,
      bodyFile: needsBodyFile(request.body) ? files.body : null,
      ...inlineBody(request.body, limit),
    },
    response: response
      ? {
          status: response.status,
          headers: { ...response.headers },
          incomplete: response.truncated,
          ...inlineBody(response.body, limit),
        }
      : null,
    failure: response ? null : { kind: failure?.kind ?? 'aborted', message: failure?.message ?? 'No answer.' },
    durationMs: exchange.durationMs,
  };
}
