/**
 * Identities of parties to be registered: from a unique name to an identifier and a certificate that agree.
 */
import { createHash, type X509Certificate } from 'node:crypto';
import type { CertificateMint } from './certificate-mint.ts';

/** Certificates that a party can show. `own` is the right one, `second` is as right, every other has one thing wrong; `forged`: the CA named in it never signed it. */
export type CertificateKind = 'own' | 'second' | 'expired' | 'not-yet-valid' | 'untrusted' | 'forged' | 'of-another';

/** Who one party is. */
export interface PartyIdentity {
  /** The unique name that it was made from. */
  readonly name: string;
  /** E.g. `did:ishare:EU.NL.NTRNL-004711004711`. */
  readonly partyId: string;
  /** As in attribute 2.5.4.97 of its certificate, e.g. `NTRNL-004711004711`. */
  readonly organizationIdentifier: string;
  /** An assertion of an identity provider about it, where the operator gave one. */
  readonly idpAssertion?: string;
  /** Other names have the same one: they are all to be refused. */
  readonly shared?: true;
  /** `undefined` where such a certificate cannot be made. */
  certificate(kind: CertificateKind): Promise<X509Certificate | undefined>;
}

/** What becomes of a registration under a name, if all is well. */
export type Purpose = 'registered' | 'refused';

/** Where identities come from. */
export interface IdentitySource {
  /** How many parties can be registered with certificates; infinite where they are minted. */
  readonly capacity: number;
  /** The certificates that every identity of this source has. */
  readonly kinds: ReadonlySet<CertificateKind>;
  /** The identity of a name, always the same one. `undefined` when the source is used up. `purpose`: `registered` by default. */
  forName(name: string, purpose?: Purpose): PartyIdentity | undefined;
}

/** Digits of a made-up trade register number. Real ones have 8; twelve keep runs apart in a registry that forgets nothing. */
const DEFAULT_DIGITS = 12;

/** A number in digits that only this name gives. */
export function digitsOf(name: string, digits: number = DEFAULT_DIGITS): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return (BigInt(`0x${hash}`) % 10n ** BigInt(digits)).toString().padStart(digits, '0');
}

/** Settings of minted identities. */
export interface MintedOptions {
  readonly idpAssertions?: readonly string[];
}

/** Identities with certificates minted for each of them. */
export function mintedIdentities(mint: CertificateMint, options: MintedOptions = {}): IdentitySource {
  const made = new Map<string, PartyIdentity>();
  return {
    capacity: Number.POSITIVE_INFINITY,
    kinds: new Set(['own', 'second', 'expired', 'not-yet-valid', 'untrusted', 'forged', 'of-another']),
    forName(name) {
      const known = made.get(name);
      if (known) return known;
      const organizationIdentifier = `NTRNL-${digitsOf(name)}`;
      const idpAssertion = pick(options.idpAssertions, name);
      const certificates = new Map<CertificateKind, Promise<X509Certificate>>();
      const identity: PartyIdentity = {
        name,
        partyId: `did:ishare:EU.NL.${organizationIdentifier}`,
        organizationIdentifier,
        ...(idpAssertion !== undefined && { idpAssertion }),
        certificate(kind) {
          let certificate = certificates.get(kind);
          if (!certificate) {
            const another = `NTRNL-${digitsOf(`${name} another`)}`;
            certificate = mint.partyCertificate({
              kind: kind === 'second' ? 'own' : kind,
              commonName: `Concordat ${name}`,
              organizationIdentifier: kind === 'of-another' ? another : organizationIdentifier,
            });
            certificates.set(kind, certificate);
          }
          return certificate;
        },
      };
      made.set(name, identity);
      return identity;
    },
  };
}

/** From so many certificates on, one is kept for everything that is to be refused: most requests of a run are. */
const ENOUGH_TO_SPARE_ONE = 3;

/**
 * Identities of certificates that were issued beforehand. Each serves one party; which one a name gets depends on the
 * order of asking, so a run with them has to ask in a fixed order. What is to be refused shares the last one.
 */
export function issuedIdentities(
  certificates: readonly X509Certificate[],
  idpAssertions: readonly string[] = [],
): IdentitySource {
  const usable = certificates.flatMap((certificate) => {
    const partyId = partyIdOf(certificate);
    return partyId ? [{ certificate, ...partyId }] : [];
  });
  const assigned = new Map<string, PartyIdentity>();
  const spare = usable.length >= ENOUGH_TO_SPARE_ONE ? usable.length - 1 : undefined;
  const capacity = spare ?? usable.length;
  let taken = 0;
  return {
    capacity,
    kinds: new Set(usable.length > 1 ? ['own', 'of-another'] : ['own']),
    forName(name, purpose = 'registered') {
      const known = assigned.get(name);
      if (known) return known;
      const shares = spare !== undefined && purpose === 'refused';
      const index = shares ? spare : taken;
      const entry = shares || index < capacity ? usable[index] : undefined;
      if (!entry) return undefined;
      if (!shares) taken += 1;
      const idpAssertion = pick(idpAssertions, name);
      const identity: PartyIdentity = {
        name,
        partyId: entry.partyId,
        organizationIdentifier: entry.organizationIdentifier,
        ...(idpAssertion !== undefined && { idpAssertion }),
        ...(shares && { shared: true }),
        async certificate(kind) {
          if (kind === 'own') return entry.certificate;
          return kind === 'of-another' ? usable[(index + 1) % usable.length]?.certificate : undefined;
        },
      };
      assigned.set(name, identity);
      return identity;
    },
  };
}

/** Organisation identifier (or, without one, serial number) of a certificate, and the party id it stands for. */
function partyIdOf(certificate: X509Certificate): { partyId: string; organizationIdentifier: string } | undefined {
  const subject = certificate.toLegacyObject().subject as unknown as Record<string, string>;
  const identifier = subject.organizationIdentifier ?? subject['2.5.4.97'] ?? subject.serialNumber;
  if (!identifier) return undefined;
  if (/^(?:did:ishare:|EU\.EORI\.)/.test(identifier))
    return { partyId: identifier, organizationIdentifier: identifier };
  const country = /^[A-Z]{3}([A-Z]{2})-/.exec(identifier)?.[1] ?? subject.C;
  return country === undefined
    ? undefined
    : { partyId: `did:ishare:EU.${country}.${identifier}`, organizationIdentifier: identifier };
}

function pick(list: readonly string[] | undefined, name: string): string | undefined {
  return list && list.length > 0 ? list[Number(digitsOf(name, 6)) % list.length] : undefined;
}
