/**
 * The deployment under test: sends requests within the limits, attaches credentials, captures every exchange with its secrets cut.
 */
import { setMaxListeners } from 'node:events';
import { type Destination, parseBase, resolveDestination } from './address.ts';
import { createAuthentication } from './authentication.ts';
import { pause, pauseAfter, retryAfterMs } from './back-off.ts';
import { capture } from './capture.ts';
import { createCircuit } from './circuit.ts';
import { createConnections } from './connections.ts';
import { SuiteError } from './errors.ts';
import type { CredentialRole, Exchange, SendOptions, Target, WireRequest } from './exchange.ts';
import { hasField, mergeFields, secretFields } from './header-fields.ts';
import { createLatencyHistogram, latencySummary } from './latency.ts';
import { createPacer, createPlaces } from './limits.ts';
import type { TargetOptions } from './options.ts';
import { createRedactor } from './redaction.ts';
import { isTransient, MOST_REPEATS } from './repeat.ts';
import { requireSendable } from './sendable.ts';
import { withDefaults } from './settings.ts';
import type { Outcome } from './wire.ts';

const CLOSED = 'the target was closed';
const INTERRUPTED = 'the run was interrupted';
/** A fresh credential may be revoked before it is used; more often than that it is no coincidence. */
const MOST_RENEWALS = 8;
/** Bodies are judged as they come, and without this field any coding would do. */
const OWN_HEADERS = { 'user-agent': 'concordat', 'accept-encoding': 'identity' };

/** One call of `send`, checked and ready for any number of attempts. */
interface Prepared {
  readonly request: WireRequest;
  readonly options: SendOptions;
  readonly destination: Destination;
  readonly headers: Readonly<Record<string, string>>;
  /** Whose credential goes with it; `none` as well when the request brings its own or goes to a stranger. */
  readonly role: CredentialRole;
}

type Timed = Outcome & { readonly startedAt: number };

/**
 * The target at `options.baseUrl`. Nothing is sent before the first call.
 *
 * `send` also throws ConfigurationError when a credential cannot be obtained, and SuiteError for a request that cannot be sent
 * at all or that names a credential nobody gave.
 * @throws ConfigurationError when an option cannot be used
 */
export function createTarget(options: TargetOptions): Target {
  const settings = withDefaults(options);
  const { stop, unlink } = stopSwitch(settings.signal);
  const { signal } = stop;
  const base = parseBase(options.baseUrl);
  const redactor = createRedactor();
  const authentication = createAuthentication(
    options,
    base.userInformation,
    { timeoutMs: settings.commandTimeoutMs, signal },
    redactor.add,
    async (request) => exchangeOnce(prepare({ ...request, credential: 'none' }, { tag: 'authentication' })),
  );
  for (const secret of secretFields(options.headers)) redactor.add(secret);
  const connections = createConnections(settings);
  const places = createPlaces(settings.concurrency);
  const pacer = createPacer(settings.requestsPerSecond);
  const latency = createLatencyHistogram();
  let exchanges = 0;
  let notBefore = 0;

  const probePath = resolveDestination(base, { path: settings.probePath }).path;
  const probeRequest = { method: 'GET', path: probePath, headers: OWN_HEADERS };
  requireSendable(probeRequest);
  const circuit = createCircuit({
    baseUrl: base.url,
    failuresBeforeProbe: settings.failuresBeforeProbe,
    probeForMs: settings.probeForMs,
    signal,
    probe: async (timeoutMs) =>
      (await connections.exchange(base.origin, 'probe', probeRequest, timeoutMs)).response !== undefined,
    onGone: () => connections.abortAll('the target is gone'),
  });
  signal.addEventListener('abort', () => connections.abortAll(String(signal.reason)));

  const prepare = (request: WireRequest, sendOptions: SendOptions): Prepared => {
    const destination = resolveDestination(base, request);
    const atHome = destination.origin === base.origin;
    const trusted = atHome || options.authenticator?.mayAuthorize?.(destination.origin) === true;
    const asked = request.credential ?? 'admin';
    if (asked !== 'admin' && !authentication.has(asked)) {
      throw new SuiteError(`A request uses the credential ${asked}, which nobody gave: ask hasCredential first.`);
    }
    const headers = mergeFields(OWN_HEADERS, atHome ? options.headers : undefined, request.headers);
    const role = trusted && !hasField(headers, 'authorization') ? asked : 'none';
    requireSendable({ ...request, path: destination.path, headers });
    return { request, options: sendOptions, destination, headers, role };
  };

  /**
   * Waits for a place, for the pace, for the circuit, and for a fresh credential where one is being asked for. A place is not held while
   * the target is being probed or the credential renewed.
   */
  const takePlace = async (role: CredentialRole): Promise<void> => {
    const renewal = () => (role === 'admin' ? authentication.renewal() : undefined);
    for (;;) {
      await circuit.ready();
      // Not awaited where there is none: this is the way of every request.
      const under = renewal();
      if (under) await under;
      await places.take();
      if (circuit.closed && renewal() === undefined) break;
      places.give();
    }
    const wait = pacer(performance.now());
    if (wait > 0) await pause(wait, signal);
  };

  /** `headersNow` is asked when the turn comes: a credential may have been renewed while the request waited. */
  const exchangeOnce = async (
    { request, options: how, destination, headers, role }: Prepared,
    headersNow = (): Prepared['headers'] => headers,
  ): Promise<Timed> => {
    await takePlace(role);
    const startedAt = Date.now();
    let outcome: Outcome;
    try {
      if (signal.aborted) {
        outcome = { durationMs: 0, failure: { kind: 'aborted', message: String(signal.reason) } };
      } else {
        exchanges += 1;
        const { method, body, chunked } = request;
        const sendable = { method, path: destination.path, headers: headersNow(), body, chunked };
        outcome = await connections.exchange(
          destination.origin,
          how.connection ?? 'primary',
          sendable,
          settings.timeoutMs,
        );
      }
    } finally {
      places.give();
    }
    if (outcome.response !== undefined) latency.record(outcome.durationMs);
    // Other origins (a token endpoint) say nothing about the target.
    if (destination.origin === base.origin) note(outcome);
    // Perhaps cut short because the target was given up: the caller learns that, not the cut.
    if (outcome.failure !== undefined) circuit.throwIfGone();
    return { ...outcome, startedAt };
  };

  const note = ({ response, failure }: Outcome): void => {
    if (response !== undefined) circuit.answered();
    else if (failure.kind !== 'aborted') circuit.failed(redactor.text(failure.message));
  };

  const authorizationFor = async (role: CredentialRole): Promise<string | undefined> => {
    if (signal.aborted) return undefined;
    try {
      return await authentication.header(role);
    } catch (error) {
      // A token command that the interruption ended is no fault of the configuration; the exchange will say `aborted`.
      if (signal.aborted) return undefined;
      throw error;
    }
  };

  const exchangeWith = async (
    prepared: Prepared,
    authorization: string | undefined,
  ): Promise<{ readonly exchange: Exchange; readonly used: string | undefined }> => {
    let used = authorization;
    const headersNow = (): Prepared['headers'] => {
      if (prepared.role === 'admin' && used !== undefined) used = authentication.newest() ?? used;
      return used === undefined ? prepared.headers : { ...prepared.headers, authorization: used };
    };
    const { startedAt, ...outcome } = await exchangeOnce(prepared, headersNow);
    const { request, destination, options: how } = prepared;
    const headers = used === undefined ? prepared.headers : { ...prepared.headers, authorization: used };
    return { exchange: capture({ id: how.tag, destination, request, headers, outcome, startedAt }, redactor), used };
  };

  /** One attempt, with the further exchanges that a renewed credential allows. */
  const attempt = async (prepared: Prepared): Promise<Exchange> => {
    let { exchange, used } = await exchangeWith(prepared, await authorizationFor(prepared.role));
    if (prepared.role !== 'admin' || used === undefined) return exchange;
    for (let renewals = 0; exchange.response?.status === 401 && renewals < MOST_RENEWALS; renewals += 1) {
      const fresh = await authentication.renewed(used);
      if (fresh === undefined) return exchange;
      ({ exchange, used = fresh } = await exchangeWith(prepared, fresh));
      if (exchange.response?.status === 401) authentication.report(used, false);
    }
    if (exchange.response !== undefined && exchange.response.status !== 401) authentication.report(used, true);
    return exchange;
  };

  const noteRetryAfter = ({ response }: Exchange): void => {
    if (response === undefined || (response.status !== 429 && response.status !== 503)) return;
    const wanted = retryAfterMs(response.headers['retry-after'], Date.now());
    if (wanted > 0) notBefore = Math.max(notBefore, performance.now() + wanted);
  };

  const backOff = async (attempts: number): Promise<void> => {
    await pause(Math.max(pauseAfter(attempts), notBefore - performance.now()), signal);
    await circuit.ready();
  };

  return {
    baseUrl: base.url,

    async send(request, sendOptions) {
      if (signal.reason === CLOSED) throw new SuiteError('A request was sent after the target was closed.');
      const prepared = prepare(request, sendOptions);
      let timeouts = 0;
      for (let attempts = 1; ; attempts += 1) {
        const exchange = await attempt(prepared);
        noteRetryAfter(exchange);
        if (exchange.failure?.kind === 'timeout') timeouts += 1;
        const mayRepeat = sendOptions.repeat === 'safe' && attempts <= MOST_REPEATS;
        if (!mayRepeat || !isTransient(exchange, timeouts)) return exchange;
        await backOff(attempts);
      }
    },

    hasCredential: authentication.has,
    credential: authentication.secret,
    addSecret: redactor.add,
    withheld: createRedactor(),
    backOff,
    statistics: () => ({ exchanges, latencyMs: latencySummary([latency]) }),
    latency,

    async close() {
      unlink();
      stop.abort(CLOSED);
      await connections.close();
    },
  };
}

/** A signal of the target's own, so that closing it ends whatever waits: it follows the signal of the run. */
function stopSwitch(run: AbortSignal | undefined): { stop: AbortController; unlink: () => void } {
  const stop = new AbortController();
  // Every request that pauses listens; how many there are is bounded by who calls, not by Node's guess of ten.
  setMaxListeners(0, stop.signal);
  const interrupt = () => stop.abort(INTERRUPTED);
  run?.addEventListener('abort', interrupt);
  if (run?.aborted === true) interrupt();
  return { stop, unlink: () => run?.removeEventListener('abort', interrupt) };
}
