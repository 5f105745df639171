/**
 * Can the target be reached, and how far does its clock differ.
 */
import type { Exchange, TransportFailureKind } from '../../target/exchange.ts';
import type { DoctorFinding } from './finding.ts';

const advice: Readonly<Record<TransportFailureKind, string>> = {
  refused: 'nothing listens there. Is the target started, and is the port right?',
  dns: 'the name cannot be resolved. Is it spelled right, and is the network there?',
  tls: 'the TLS connection failed. Give the authority of the certificate with --ca FILE.',
  'connect-timeout': 'no connection in time. Is a firewall or a VPN in between?',
  timeout: 'no answer in time. Is the target overloaded? Give it longer with --timeout MS.',
  reset: 'the connection was closed without an answer. Is it http where https is wanted, or the reverse?',
  malformed: 'what answers is not HTTP. Is the port that of the JSON API?',
  aborted: 'interrupted.',
};

/** Whether a first request was answered. */
export function connectionFinding({ response, failure, url, durationMs }: Exchange): DoctorFinding {
  if (response !== undefined) {
    const text = `${new URL(url).origin} answers in ${Math.round(durationMs)} ms`;
    return { level: 'ok', subject: 'connection', text };
  }
  const { kind = 'reset', message = 'no answer' } = failure ?? {};
  return unreachedFinding(url, kind, message);
}

/** Nothing came back from a URL, and what to look at. */
export function unreachedFinding(url: string, kind: TransportFailureKind, message: string): DoctorFinding {
  return { level: 'fail', subject: 'connection', text: `${url}: ${advice[kind]} (${message})`, unreachable: true };
}

/** Seconds of difference that a `Date` field, which has no fractions, and a slow answer explain. */
const TOLERANCE = 5;

/** How far the target's clock differs, by the `Date` field of an answer. */
export function clockFinding({ response, startedAt, durationMs }: Exchange): DoctorFinding | undefined {
  if (response === undefined) return undefined;
  const subject = 'clock';
  const theirs = Date.parse(response.headers.date ?? '');
  if (Number.isNaN(theirs)) return { level: 'ok', subject, text: 'the target does not tell its time (no Date field)' };
  const seconds = Math.round((theirs + 500 - (startedAt + durationMs / 2)) / 1000);
  if (Math.abs(seconds) <= TOLERANCE) return { level: 'ok', subject, text: 'agrees with the clock here' };
  const text = `the target's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the clock here. Tokens may count as expired or not yet valid: set both by NTP.`;
  return { level: 'warn', subject, text };
}
