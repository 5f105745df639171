/**
 * Certificates from a prototype: the same bytes with another serial number and other texts of equal length, signed anew.
 * The library needs some 9 ms for a certificate, this needs the time of one signature; a run mints hundreds.
 */
import { type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';

/** A text of the prototype and what stands there instead. */
export type TextReplacement = readonly [from: string, to: string];

/**
 * A certificate like `prototype`, signed by its issuer's RSA key with SHA-256.
 * `undefined` where that cannot be done by replacing bytes: texts of another length or in two places, other algorithms.
 */
export function fromPrototype(
  prototype: X509Certificate,
  replacements: readonly TextReplacement[],
  issuerKey: KeyObject,
): X509Certificate | undefined {
  if (issuerKey.asymmetricKeyType !== 'rsa') return undefined;
  const der = Buffer.from(prototype.raw);
  const serial = Buffer.from(prototype.serialNumber, 'hex');
  const fresh = randomBytes(serial.length);
  // The sign bit and leading zeros decide the length of an INTEGER, so the first byte stays.
  fresh[0] = serial[0] as number;
  const changes = [
    [serial, fresh] as const,
    ...replacements.map(([from, to]) => [Buffer.from(from), Buffer.from(to)] as const),
  ];
  for (const [from, to] of changes) {
    const place = der.indexOf(from);
    if (from.length !== to.length || place < 0 || der.indexOf(from, place + 1) >= 0) return undefined;
    to.copy(der, place);
  }
  const signed = signedPart(der);
  if (!signed) return undefined;
  const signature = sign('sha256', signed, issuerKey);
  // The signature is the last element, and the keys of one issuer give signatures of one length.
  signature.copy(der, der.length - signature.length);
  return new X509Certificate(der);
}

/** The part of a certificate that is signed: the first element of the outer sequence, both with lengths of two bytes. */
function signedPart(der: Buffer): Buffer | undefined {
  const twoByteLength = (offset: number): boolean => der[offset] === 0x30 && der[offset + 1] === 0x82;
  if (!twoByteLength(0) || !twoByteLength(4)) return undefined;
  return der.subarray(4, 8 + der.readUInt16BE(6));
}
