/**
 * Whether the trusted list names an authority that the registry itself is certified under. Older texts list the authorities that issue
 * certificates, later ones roots.
 */
import type { X509Certificate } from 'node:crypto';
import { normaliseFingerprint } from '../../contracts/ishare/certificate.ts';
import type { Json } from '../../contracts/model.ts';
import { passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Outcome } from '../../engine/result.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { fromX5c } from '../../target/ishare/certificate-chain.ts';
import { ishareInputs } from '../ishare/inputs.ts';
import { membersIn } from '../ishare/members.ts';
import { verifiedAnswer } from '../ishare/signed-answer.ts';
import type { Seen } from './description.ts';

/** Looks for the root, or else for an authority between it and the certificate that signed the list. */
export async function listedAuthority(trustedList: Exchange, context: RunContext): Promise<Seen | Outcome | undefined> {
  const token = await verifiedAnswer(context, trustedList, 'trustedListToken');
  if (token === undefined || token.problems.some(({ rule }) => rule === 'form')) {
    return undetermined('read-back-unavailable', `The trusted list cannot be read: ${describeAnswer(trustedList)}`);
  }
  const [root = '', ...below] = [ishareInputs(context).identity.root, ...issuersIn(token.header.x5c)].map(
    ({ fingerprint256 }) => fingerprint256.replaceAll(':', '').toLowerCase(),
  );
  const entries = membersIn(token.payload.trustedList as Json | undefined);
  const ours = entries.filter(({ certificateFingerprint: text }) => {
    const fingerprint = typeof text === 'string' ? normaliseFingerprint(text) : undefined;
    return fingerprint !== undefined && [root, ...below].includes(fingerprint);
  });
  const granted = ours.filter(({ validity, status }) => validity === 'valid' && status === 'granted');
  if (granted.some(({ certificateFingerprint: text }) => normaliseFingerprint(String(text)) === root)) return undefined;
  if (granted.length > 0) {
    return passed(1, 'An authority of the registry is listed as valid and granted.', [
      'The trusted list names an authority below the root, as older texts want.',
    ]);
  }
  const [entry] = ours;
  return {
    summary: entry ? 'The root is listed, but not as valid and granted' : 'The root is not in the trusted list',
    expected: `an entry with the fingerprint ${root}, or of an authority below it, valid, granted`,
    actual: entry ? JSON.stringify(entry) : `${entries.length} entries, none of them the root`,
    pointer: '/trustedList',
    exchange: trustedList,
  };
}

/** The authorities that a chain names: all of it but the first. */
function issuersIn(x5c: unknown): readonly X509Certificate[] {
  return (Array.isArray(x5c) ? (fromX5c(x5c) ?? []) : []).slice(1);
}
