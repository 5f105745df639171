/**
 * What a certificate says, read for judging: subject, organisation identifier, fingerprint, validity, issuer.
 */
import { X509Certificate } from 'node:crypto';
import { attributeType } from './distinguished-name.ts';

/** The facts of one certificate. */
export interface CertificateFacts {
  /** Sorted `TYPE=value` pairs, comparable with {@link parseDistinguishedName}. */
  readonly subject: readonly string[];
  /** Attribute 2.5.4.97; absent when the subject has none. */
  readonly organizationIdentifier?: string;
  readonly fingerprints: Fingerprints;
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly certificate: X509Certificate;
}

/** SHA-256 over the DER form, in the three notations that are seen. */
export interface Fingerprints {
  readonly hex: string;
  readonly hexUpper: string;
  readonly base64url: string;
}

/**
 * Reads the `x5c` member of a claim: base64 of DER. White space is ignored, PEM armour is read as well
 * (the sentence says "pem", the examples are plain base64). `undefined` for what is no certificate.
 */
export function readCertificate(x5c: string): CertificateFacts | undefined {
  const base64 = x5c.replace(/-----(?:BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    return certificateFacts(new X509Certificate(Buffer.from(base64, 'base64')));
  } catch {
    return undefined;
  }
}

/** The facts of a parsed certificate. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const subject: string[] = [];
  const attributes = certificate.toLegacyObject().subject as unknown as Record<string, string | string[]>;
  for (const [type, values] of Object.entries(attributes)) {
    for (const value of [values].flat()) subject.push(`${attributeType(type)}=${value}`);
  }
  const identifier = subject.find((pair) => pair.startsWith('ORGANIZATIONIDENTIFIER='));
  const digest = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex');
  return {
    subject: subject.sort(),
    ...(identifier && { organizationIdentifier: identifier.slice(identifier.indexOf('=') + 1) }),
    fingerprints: fingerprintNotations(digest),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    certificate,
  };
}

function fingerprintNotations(digest: Buffer): Fingerprints {
  const hex = digest.toString('hex');
  return { hex, hexUpper: hex.toUpperCase(), base64url: digest.toString('base64url') };
}

/**
 * A SHA-256 fingerprint in any notation (hex in either case, with or without colons; base64url or base64) as lower-case
 * hex; `undefined` for what is none.
 */
export function normaliseFingerprint(text: string): string | undefined {
  const hex = text.replaceAll(':', '').trim();
  if (/^[0-9a-fA-F]{64}$/.test(hex)) return hex.toLowerCase();
  if (!/^[A-Za-z0-9_+/-]{43}=?$/.test(hex)) return undefined;
  const digest = Buffer.from(hex.replace('=', ''), 'base64url');
  return digest.length === 32 ? digest.toString('hex') : undefined;
}

/** Whether `certificate` was issued, directly or through `intermediates`, under one of `roots`, by names and signatures. */
export function isIssuedUnder(
  certificate: X509Certificate,
  intermediates: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): boolean {
  let current = certificate;
  for (let depth = 0; depth <= intermediates.length + 1; depth += 1) {
    if (roots.some((root) => root.fingerprint256 === current.fingerprint256)) return true;
    const issuer = [...roots, ...intermediates].find(
      (candidate) => current.checkIssued(candidate) && current.verify(candidate.publicKey),
    );
    if (!issuer) return false;
    current = issuer;
  }
  return false;
}

/**
 * The iSHARE identifier that an organisation identifier stands for: `NTRNL-1` gives `did:ishare:EU.NL.NTRNL-1`;
 * `EU.EORI.…` and `did:ishare:…` stand for themselves. `undefined` for other forms.
 */
export function derivedPartyId(organizationIdentifier: string): string | undefined {
  if (/^(?:did:ishare:|EU\.EORI\.)/.test(organizationIdentifier)) return organizationIdentifier;
  const country = /^[A-Z]{3}([A-Z]{2})-/.exec(organizationIdentifier)?.[1];
  return country && `did:ishare:EU.${country}.${organizationIdentifier}`;
}
