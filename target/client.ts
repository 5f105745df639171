/**
 * The deployment under test: sends requests within the limits, attaches credentials, captures every exchange with its secrets cut.
 */
import { type Destination, parseBase, resolveDestination } from './address.ts';
import { createAuthentication } from './authentication.ts';
import { pause, pauseAfter, retryAfterMs } from './back-off.ts';
import { capture } from './capture.ts';
import { createCircuit } from './circuit.ts';
import { createConnections, type Outcome } from './connections.ts';
import { SuiteError } from './errors.ts';
import type { CredentialRole, Exchange, SendOptions, Target, WireRequest } from './exchange.ts';
import { hasField, mergeFields, secretFields } from './header-fields.ts';
import { createLatencyHistogram } from './latency.ts';
import { createPacer, createPlaces } from './limits.ts';
import type { TargetOptions } from './options.ts';
import { createRedactor } from './redaction.ts';
import { isTransient, MOST_REPEATS } from './repeat.ts';
import { requireSendable } from './sendable.ts';
import { withDefaults } from './settings.ts';

const OWN_HEADERS = { 'user-agent': 'concordat' };

/** One call of `send`, checked and ready for any number of attempts. */
interface Prepared {
  readonly request: WireRequest;
  readonly options: SendOptions;
  readonly destination: Destination;
  readonly headers: Readonly<Record<string, string>>;
  /** Whose credential goes with it; `none` as well when the request brings its own or goes to a stranger. */
  readonly role: CredentialRole;
}

/**
 * The target at `options.baseUrl`. Nothing is sent before the first call.
 *
 * `send` also throws ConfigurationError when a credential cannot be obtained, and SuiteError for a request that cannot be sent
 * at all or that names a credential nobody gave.
 * @throws ConfigurationError when an option cannot be used
 */
export function createTarget(options: TargetOptions): Target {
  const settings = withDefaults(options);
  const { signal } = settings;
  const base = parseBase(options.baseUrl);
  const redactor = createRedactor();
  const authentication = createAuthentication(
    options,
    base.userInformation,
    { timeoutMs: settings.commandTimeoutMs, signal },
    redactor.add,
  );
  for (const secret of secretFields(options.headers)) redactor.add(secret);
  const connections = createConnections(settings);
  const places = createPlaces(settings.concurrency);
  const pacer = createPacer(settings.requestsPerSecond);
  const latency = createLatencyHistogram();
  let exchanges = 0;
  let notBefore = 0;
  let closed = false;

  const circuit = createCircuit({
    baseUrl: base.url,
    failuresBeforeProbe: settings.failuresBeforeProbe,
    probeForMs: settings.probeForMs,
    signal,
    async probe(timeoutMs) {
      const destination = resolveDestination(base, { path: settings.probePath });
      const request = { method: 'GET', path: destination.path, headers: OWN_HEADERS };
      return (await connections.exchange(base.origin, 'probe', request, timeoutMs)).response !== undefined;
    },
    onGone: () => connections.abortAll('the target is gone'),
  });

  const interrupt = () => connections.abortAll('the run was interrupted');
  signal?.addEventListener('abort', interrupt);

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

  /** Waits for a place, for the pace and for the circuit. A place is not held while the target is being probed. */
  const takePlace = async (): Promise<void> => {
    for (;;) {
      await circuit.ready();
      await places.take();
      if (circuit.closed) break;
      places.give();
    }
    const wait = pacer(performance.now());
    if (wait > 0) await pause(wait, signal);
  };

  const overTheWire = async (prepared: Prepared, authorization: string | undefined): Promise<Exchange> => {
    const { request, destination } = prepared;
    const headers = authorization === undefined ? prepared.headers : { ...prepared.headers, authorization };
    await takePlace();
    const startedAt = Date.now();
    const start = performance.now();
    let outcome: Outcome;
    try {
      outcome = interrupted() ?? (await dispatch(prepared, headers));
    } finally {
      places.give();
    }
    const durationMs = performance.now() - start;
    if (outcome.response !== undefined) {
      latency.record(durationMs);
      circuit.answered();
    } else if (outcome.failure.kind === 'aborted') {
      // Cut short because the target was given up: the caller learns that, not the cut.
      await circuit.ready();
    } else {
      circuit.failed(redactor.text(outcome.failure.message));
    }
    return capture(
      { id: prepared.options.tag, destination, request, headers, outcome, startedAt, durationMs },
      redactor,
    );
  };

  const interrupted = (): Outcome | undefined =>
    signal?.aborted === true ? { failure: { kind: 'aborted', message: 'the run was interrupted' } } : undefined;

  const dispatch = ({ request, options: how, destination }: Prepared, headers: Readonly<Record<string, string>>) => {
    exchanges += 1;
    const sendable = {
      method: request.method,
      path: destination.path,
      headers,
      body: request.body,
      chunked: request.chunked,
    };
    return connections.exchange(destination.origin, how.connection ?? 'primary', sendable, settings.timeoutMs);
  };

  /** One attempt, with the second exchange that a renewed credential allows. */
  const attempt = async (prepared: Prepared): Promise<Exchange> => {
    const authorization = signal?.aborted === true ? undefined : await authentication.header(prepared.role);
    const exchange = await overTheWire(prepared, authorization);
    if (prepared.role !== 'admin' || authorization === undefined || exchange.response === undefined) return exchange;
    if (exchange.response.status !== 401) {
      authentication.report(authorization, true);
      return exchange;
    }
    const fresh = await authentication.renewed(authorization);
    if (fresh === undefined) return exchange;
    const second = await overTheWire(prepared, fresh);
    if (second.response !== undefined) authentication.report(fresh, second.response.status !== 401);
    return second;
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
      if (closed) throw new SuiteError('A request was sent after the target was closed.');
      const prepared = prepare(request, sendOptions);
      let timeouts = 0;
      for (let attempts = 1; ; attempts += 1) {
        const exchange = await attempt(prepared);
        noteRetryAfter(exchange);
        if (exchange.failure?.kind === 'timeout') timeouts += 1;
        if (sendOptions.repeat !== 'safe' || attempts > MOST_REPEATS || !isTransient(exchange, timeouts))
          return exchange;
        await backOff(attempts);
      }
    },

    hasCredential: authentication.has,
    credential: authentication.secret,
    addSecret: redactor.add,
    backOff,
    statistics: () => ({ exchanges, latencyMs: latency.summary() }),

    async close() {
      closed = true;
      signal?.removeEventListener('abort', interrupt);
      connections.abortAll('the target was closed');
      await connections.close();
    },
  };
}
