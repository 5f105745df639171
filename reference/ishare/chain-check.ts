/** Certificate checks of an embedded registry, written apart from those of the suite. */
import { X509Certificate } from 'node:crypto';

/** The certificates of an `x5c` list; empty when one of them is unreadable. */
export function readChain(x5c: unknown): readonly X509Certificate[] {
  if (!Array.isArray(x5c)) return [];
  try {
    return x5c.map((entry) => new X509Certificate(Buffer.from(String(entry), 'base64')));
  } catch {
    return [];
  }
}

/** Reads the `x5c` text of a claim. */
export function readOne(text: string): X509Certificate | undefined {
  if (!/^[A-Za-z0-9+/=\s]+$/.test(text)) return undefined;
  return readChain([text])[0];
}

/** Whether each certificate was issued by the next, all are valid now, and the last is the root or was issued by it. */
export function leadsToRoot(chain: readonly X509Certificate[], root: X509Certificate, now: number): boolean {
  if (chain.length === 0) return false;
  const links = [...chain, root];
  return chain.every((certificate, index) => {
    const issuer = links[index + 1] as X509Certificate;
    const timely = Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
    return timely && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  });
}

/** Attribute 2.5.4.97 of the subject. */
function organizationIdentifier(certificate: X509Certificate): string | undefined {
  return /^(?:organizationIdentifier|2\.5\.4\.97)=(.*)$/m.exec(certificate.subject)?.[1];
}

/** Whether the certificate was issued to the organisation of this party id. */
export function belongsTo(certificate: X509Certificate, partyId: string): boolean {
  const identifier = organizationIdentifier(certificate);
  return identifier !== undefined && partyId === `did:ishare:EU.${identifier.slice(3, 5)}.${identifier}`;
}
