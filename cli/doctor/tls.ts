/**
 * What the TLS handshake with the target shows.
 */
import { connect, type PeerCertificate, rootCertificates } from 'node:tls';
import type { DoctorFinding } from './finding.ts';

/** What a handshake tells. */
export interface Handshake {
  /** E.g. `TLSv1.3`. */
  readonly protocol: string;
  /** Why the certificate is not trusted; absent when it is. */
  readonly distrust?: string;
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly validTo: number;
}

/** Shakes hands and closes. Rejects when there is no handshake. `ca` is PEM text, trusted besides the well-known ones. */
export function shakeHands(url: URL, ca: string | undefined, timeoutMs: number): Promise<Handshake> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      // An address is no server name (RFC 6066).
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
      // The flaw is to be told, not to end the handshake; nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('no handshake in time')));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate();
      const distrust = socket.authorizationError as Error | string | null | undefined;
      resolve({
        protocol: socket.getProtocol() ?? 'unknown',
        ...(socket.authorized ? {} : { distrust: String(distrust ?? 'not trusted') }),
        subject: commonName(certificate.subject),
        issuer: commonName(certificate.issuer),
        validTo: Date.parse(certificate.valid_to),
      });
      socket.destroy();
    });
  });
}

function commonName(name: PeerCertificate['subject'] | undefined): string {
  return [name?.CN ?? name?.O ?? 'unnamed'].flat().join(', ');
}

const DAY = 86_400_000;

/** What a handshake means for a run. */
export function tlsFinding(handshake: Handshake, now: number): DoctorFinding {
  const { protocol, distrust, subject: name, issuer, validTo } = handshake;
  const subject = 'TLS';
  const days = Math.floor((validTo - now) / DAY);
  const who = `${protocol}, certificate of ${name} by ${issuer}`;
  if (distrust !== undefined) {
    const next = days < 0 ? 'Renew the certificate.' : 'Give the authority of the certificate with --ca FILE.';
    return { level: 'fail', subject, text: `${who} is not trusted (${distrust}). ${next}`, unreachable: true };
  }
  if (days < 14) return { level: 'warn', subject, text: `${who} expires in ${days} days. Renew it.` };
  return { level: 'ok', subject, text: `${who}, valid for ${days} days` };
}
