/**
 * The independent validator of registrations (design.md, rule 4): says of the bytes that were sent whether they must be
 * accepted (`valid`), must be refused (`invalid`) or may be either (`not-scored`), for each profile.
 * Written from the page and the schemas, not from the generators.
 */
import type { X509Certificate } from 'node:crypto';
import type { ProfileName, RequestJudgement, RequestStatus } from '../model.ts';
import { certificateRemarks } from './registration-certificate.ts';
import { claimSetRemarks } from './registration-claims.ts';
import { type Claim, type Registration, type Remark, remark } from './remark.ts';
import { schemaProblems, shorten } from './schema.ts';
import { gradeSchemaProblem } from './schema-grades.ts';

/** What the oracle must know about the world. */
export interface OracleOptions {
  /** The time of the request, milliseconds since the epoch. */
  readonly now: number;
  /** Roots that the target trusts. Without them a certificate is never certain to be acceptable. */
  readonly trustedRoots?: readonly X509Certificate[];
  /** Issuing authorities between a party's certificate and the roots. */
  readonly intermediates?: readonly X509Certificate[];
}

/** Judges the body of one `POST /parties`. */
export function judgeRegistration(body: Uint8Array, options: OracleOptions): RequestJudgement {
  const remarks = remarksOn(body, options);
  return {
    status: { contract: statusOf(remarks, 'contract'), reference: statusOf(remarks, 'reference') },
    problems: remarks.map((entry) => entry.problem),
  };
}

function statusOf(remarks: readonly Remark[], profile: ProfileName): RequestStatus {
  const statuses = remarks.map((entry) => entry[profile]);
  if (statuses.includes('invalid')) return 'invalid';
  return statuses.includes('not-scored') ? 'not-scored' : 'valid';
}

function remarksOn(body: Uint8Array, options: OracleOptions): readonly Remark[] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch (error) {
    const marked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
    // RFC 8259 lets a reader skip a byte order mark or refuse it.
    if (marked) return [remark('', 'byte-order-mark', 'no byte order mark', 'one', 'not-scored')];
    return [remark('', 'json', 'a JSON text in UTF-8', (error as Error).message, 'invalid')];
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return [remark('', value === null ? 'null' : 'type', 'object', shorten(value), 'invalid')];
  }
  const remarks = schemaProblems('request', 'party', value).map((problem) => gradeSchemaProblem(problem, value));
  // Later rules read members whose types the schema has to guarantee first.
  const claims = (value as { claims?: unknown }).claims;
  if (!Array.isArray(claims)) return remarks;
  const registration: Registration = { party: value as Record<string, unknown>, claims: claims.filter(isClaim) };
  return [...remarks, ...claimSetRemarks(registration, options.now), ...certificateRemarks(registration, options)];
}

function isClaim(value: unknown): value is Claim {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
