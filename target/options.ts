/**
 * What a target is made from: its address, credentials and limits, with their defaults.
 */
import type { CredentialRole, Exchange, WireRequest } from './exchange.ts';

/** Where a secret comes from. Files and commands are read when first needed, and again when the target answers 401. */
export type CredentialSource =
  | { readonly kind: 'value'; readonly value: string }
  /** Path of a file that holds the token and nothing else. */
  | { readonly kind: 'file'; readonly path: string }
  /** Shell command that prints the token on standard output. */
  | { readonly kind: 'command'; readonly command: string };

/**
 * Sends a request without a credential, on behalf of an authenticator. What comes back is not captured and not cut, so that a
 * token can be read from it: keep it out of everything that is written. Never sent again; rejects as `Target.send` does.
 */
export type PrivateSend = (request: WireRequest) => Promise<Pick<Exchange, 'response' | 'failure'>>;

/** Obtains credentials by a protocol (iSHARE's access tokens) in place of the `admin` source. */
export interface Authenticator {
  /** The whole value of the Authorization header, e.g. `Bearer eyJ…`. Asked before each request, also at the same time: keep the value. */
  authorization(send: PrivateSend): Promise<string>;
  /** Called after a 401, never twice at the same time: the next `authorization()` should give a fresh value. */
  renew(send: PrivateSend): Promise<void>;
  /** Whether the credential may be sent to this origin too. Without it, only the origin of the base URL gets it. */
  mayAuthorize?(origin: string): boolean;
}

/** How to reach a deployment, and how gently. */
export interface TargetOptions {
  /** `http:` or `https:`, with a path if the API is not at the root. User information becomes a Basic credential and is never shown. */
  readonly baseUrl: string;
  readonly credentials?: Readonly<Partial<Record<CredentialRole, CredentialSource>>> | undefined;
  readonly authenticator?: Authenticator | undefined;
  /** Sent with every request to the base URL's origin; a request's own headers win. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** PEM text of certificate authorities that are trusted besides the well-known ones. */
  readonly ca?: string | undefined;
  /** Interrupts the run: requests on their way end as `aborted`, and so does every later one. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one exchange from dispatch to the last byte. Default 30,000: longer than Canton's own 20 s. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds until a connection stands, TLS included; undici keeps it to about one second. Default 10,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** Requests on their way at the same time, over all connections. Default 8. */
  readonly concurrency?: number | undefined;
  /** Requests started per second. Default: no limit. */
  readonly requestsPerSecond?: number | undefined;
  /** Bytes of a response body that are read. Default 16 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Bytes of a response head; a longer one is `malformed`. Default 64 KiB. */
  readonly maxHeaderBytes?: number | undefined;
  /** Transport failures in a row, over all requests, after which the target is probed. Default 8. */
  readonly failuresBeforeProbe?: number | undefined;
  /** Path below the base URL that is probed; any HTTP answer counts. Default `/`. */
  readonly probePath?: string | undefined;
  /** Milliseconds for which a silent target is probed before it is given up. Default 20,000. */
  readonly probeForMs?: number | undefined;
  /** Milliseconds that a token command may take. Default 30,000. */
  readonly commandTimeoutMs?: number | undefined;
}
