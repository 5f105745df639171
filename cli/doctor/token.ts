/**
 * What a token says about itself. Its signature is the target's business.
 */
import type { DoctorFinding } from './finding.ts';

/** When a JWT expires, in milliseconds since the epoch; `undefined` when it is no JWT or does not say. */
export function expiryOf(token: string): number | undefined {
  const [, payload] = token.split('.');
  try {
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8')) as { exp?: unknown } | null;
    return typeof claims?.exp === 'number' ? claims.exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

/** A run that outlives its token ends undetermined. */
const LEAST_MINUTES = 10;

/** Whether the admin token is still valid, and long enough. `renewable`: a command can fetch a new one. */
export function expiryFinding(token: string, renewable: boolean, now: number): DoctorFinding | undefined {
  const expiry = expiryOf(token);
  if (expiry === undefined) return undefined;
  const subject = 'admin token';
  const minutes = Math.floor((expiry - now) / 60_000);
  if (minutes < 0) return { level: 'fail', subject, text: `expired ${-minutes} minutes ago. Fetch a new one.` };
  if (minutes < LEAST_MINUTES && !renewable) {
    return { level: 'warn', subject, text: `expires in ${minutes} minutes. Fetch a new one, or give --token-command.` };
  }
  return { level: 'ok', subject, text: `valid for ${minutes} more minutes` };
}
