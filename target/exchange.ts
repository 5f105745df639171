/**
 * What goes over the wire to the deployment under test, and what came back: plain data, no behaviour.
 */
import type { LatencyHistogram } from './latency.ts';
import type { Redactor } from './redaction.ts';

/** A credential by its role in the configuration. `admin` is the default; `none` sends no credential. */
export type CredentialRole = 'admin' | 'none' | 'notEntitled' | 'expired' | 'unknownUser' | 'spareUser';

/** One request, ready to send. */
export interface WireRequest {
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Path below the base URL, already percent-encoded, starting with `/`. May be an absolute URL (iSHARE's token endpoint). */
  readonly path: string;
  /** Query members in order; encoded by the client. */
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** Header fields. They win over the client's own, `authorization` included. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body bytes; absent means no body at all. */
  readonly body?: Uint8Array;
  /** Send the body with `Transfer-Encoding: chunked`, without a content length. */
  readonly chunked?: boolean;
  /** Which credential to attach (default `admin`). Ignored when `headers.authorization` is given. */
  readonly credential?: CredentialRole;
}

/** A response as received. The body is capped; `truncated` says so. */
export interface WireResponse {
  readonly status: number;
  /** Header fields in lower case; repeated fields joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The cap was reached and the rest of the body was not read. */
  readonly truncated: boolean;
}

/** Why there is no response. */
export type TransportFailureKind =
  | 'refused' // the connection was refused: the request was certainly not processed
  | 'dns'
  | 'tls'
  | 'connect-timeout'
  | 'timeout' // no complete response in time: outcome unknown
  | 'reset' // the connection ended before a complete response: outcome unknown
  | 'malformed' // not HTTP
  | 'aborted'; // by us: the run was interrupted

/** A failure of the transport, with the message of the library behind it. */
export interface TransportFailure {
  readonly kind: TransportFailureKind;
  readonly message: string;
}

/**
 * A request and its response (or the lack of one), with every secret already cut (design.md, rule 11):
 * `request`, `response` and `url` are safe to write anywhere.
 */
export interface Exchange {
  /** Unique within the run and stable between equal runs: the tag of the caller, see {@link SendOptions.tag}. */
  readonly id: string;
  readonly url: string;
  readonly request: WireRequest;
  readonly response?: WireResponse;
  readonly failure?: TransportFailure;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** How to send one request. */
export interface SendOptions {
  /** Name of the exchange in evidence, e.g. `canton-parties/hint/too-long-rejected#3.0`. */
  readonly tag: string;
  /** `verification` uses connections of its own, so that a read-back cannot be answered from the connection that wrote. */
  readonly connection?: 'primary' | 'verification';
  /**
   * `safe`: may be sent again by the client on transient trouble (reads, and changes that are to be refused).
   * `once`: never sent again (creations, races); the caller decides (design.md, rule 10). Default `once`.
   */
  readonly repeat?: 'safe' | 'once';
}

/** What the target reports about the traffic so far. */
export interface TrafficStatistics {
  readonly exchanges: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
}

/** The deployment under test, as the engine sees it. */
export interface Target {
  /** Base URL without a trailing slash, with its path, without credentials. */
  readonly baseUrl: string;
  /** Sends one request. Never rejects for trouble on the wire: that is `exchange.failure`. Throws {@link TargetGoneError} once the circuit is open. */
  send(request: WireRequest, options: SendOptions): Promise<Exchange>;
  /** Whether the operator gave a credential for this role. */
  hasCredential(role: CredentialRole): boolean;
  /** The current secret for a role, for checks that derive a broken one from it. Its value is already on the redaction list; add derived ones with {@link Target.addSecret}. */
  credential(role: CredentialRole): Promise<string | undefined>;
  /** Puts a value on the redaction list. */
  addSecret(value: string): void;
  /**
   * What exchanges keep, because a signed text that was cut cannot be verified any more, and results must not show: values are added
   * with `withheld.add`, and cut when a result is made.
   */
  readonly withheld: Redactor;
  /** Waits until requests are likely to be answered again, with growing pauses; used between attempts after transient trouble. */
  backOff(attempt: number): Promise<void>;
  statistics(): TrafficStatistics;
  /** What the latencies of {@link Target.statistics} are made from, to be put together with those of other targets. */
  readonly latency: LatencyHistogram;
  /** Closes every connection. */
  close(): Promise<void>;
}
