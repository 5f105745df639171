/** The subject of a certificate in the two notations that the published examples use. */
import type { X509Certificate } from 'node:crypto';

/** `encoded`: in encoding order, 2.5.4.97 by number. `reversed`: last attribute first, by name. */
export type SubjectNotation = 'encoded' | 'reversed';

/** The subject as text, values escaped as RFC 4514 wants. */
export function subjectNotation(certificate: X509Certificate, notation: SubjectNotation): string {
  const attributes = Object.entries(
    certificate.toLegacyObject().subject as unknown as Record<string, string | string[]>,
  );
  const pairs = attributes.flatMap(([type, values]) =>
    [values].flat().map((value) => `${typeName(type, notation)}=${escapeValue(value)}`),
  );
  return (notation === 'reversed' ? pairs.reverse() : pairs).join(',');
}

function typeName(type: string, notation: SubjectNotation): string {
  if (type !== 'organizationIdentifier' && type !== '2.5.4.97') return type;
  return notation === 'encoded' ? '2.5.4.97' : 'organizationIdentifier';
}

function escapeValue(value: string): string {
  return value
    .replace(/[,+"\\<>;=]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
}
