/**
 * Whether client and registry trust the same roots.
 */
import type { IshareOperator } from '../../suites/ishare/connection.ts';
import type { Exchange } from '../../target/exchange.ts';
import { verifySignedToken } from '../../target/ishare/signed-token.ts';
import type { DoctorFinding } from './finding.ts';

/** Whether a signed answer leads to the configured root; `undefined` where there is none. */
export async function verifiedFinding(
  exchange: Exchange,
  { identity }: IshareOperator,
): Promise<DoctorFinding | undefined> {
  const compact = tokenIn(exchange);
  if (compact === undefined) return undefined;
  const subject = 'signed answers';
  const { problems } = await verifySignedToken(compact, {
    root: identity.root,
    issuer: identity.registryId,
    audience: identity.clientId,
    now: Date.now(),
  });
  const [first] = problems;
  if (!first) return { level: 'ok', subject, text: `signed by ${identity.registryId}, under the configured root` };
  const advice = first.rule.startsWith('chain')
    ? ' Is ishare.rootCertificateFile the root of the registry?'
    : ['iss', 'sub'].includes(first.rule)
      ? ' Is ishare.registryId right?'
      : '';
  const text = `wrong in an answer: ${first.rule} (${first.actual}, where ${first.expected} is due).${advice}`;
  return { level: 'warn', subject, text };
}

/** Whether the trusted list names one of our roots or authorities; `undefined` where the list cannot be read. */
export function trustFinding(exchange: Exchange, operator: IshareOperator): DoctorFinding | undefined {
  const entries = trustedEntries(exchange);
  if (entries === undefined) return undefined;
  const subject = 'trusted list';
  const { identity, authority } = operator;
  const ours = [identity.root, ...(authority ? [authority.certificate, ...authority.above] : [])];
  const prints = ours.map(({ fingerprint256 }) => fingerprint256.replaceAll(':', ''));
  const entry = entries.find(({ certificateFingerprint }) => prints.includes(printOf(certificateFingerprint)));
  if (entry === undefined) {
    const text = `names ${entries.length} roots, and neither ishare.rootCertificateFile nor the authority that mints is among them: certificates will be refused. Have it added, or give the right files.`;
    return { level: 'fail', subject, text };
  }
  const { validity, status } = entry;
  if (validity !== 'valid' || status !== 'granted') {
    const text = `names our root, but as ${String(validity)} and ${String(status)}: certificates may be refused.`;
    return { level: 'warn', subject, text };
  }
  return { level: 'ok', subject, text: 'names our root' };
}

type Members = Readonly<Record<string, unknown>>;

/** Notations of a fingerprint differ in case and colons. */
function printOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/[:\s]/g, '').toUpperCase() : '';
}

function trustedEntries(exchange: Exchange): readonly Members[] | undefined {
  const payload = parsed(Buffer.from(tokenIn(exchange)?.split('.')[1] ?? '', 'base64url'));
  const list = payload?.trustedList ?? payload?.trusted_list;
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : undefined;
}

/** The compact token that a body carries, whatever its member is called. */
function tokenIn({ response }: Exchange): string | undefined {
  const body = response?.status === 200 ? parsed(Buffer.from(response.body)) : undefined;
  const found = Object.entries(body ?? {}).find(([name, value]) => /token$/i.test(name) && typeof value === 'string');
  return found?.[1] as string | undefined;
}

function parsed(bytes: Buffer): Members | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Members) : undefined;
  } catch {
    return undefined;
  }
}
