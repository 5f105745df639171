/**
 * Mints test certificates with a CA that the target trusts, with one that nobody trusts, and with one that bears the name of the first.
 * RSA keys are slow to make, so that everybody shares one.
 */
import { createPublicKey, generateKeyPair, type KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { fromPrototype } from './certificate-prototype.ts';
import type { CertificateKind } from './party-identity.ts';

/** A certificate authority that can issue. */
export interface IssuingAuthority {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
  /** Certificates above it, root last; empty for a root. */
  readonly above: readonly X509Certificate[];
}

/** What a party's certificate has to say. */
export interface PartyCertificateRequest {
  readonly kind: CertificateKind;
  readonly commonName: string;
  readonly organizationIdentifier: string;
}

/** A key with the chain of its certificate, leaf to root. */
export interface KeyWithChain {
  readonly key: KeyObject;
  readonly chain: readonly X509Certificate[];
}

/** Issues certificates. */
export interface CertificateMint {
  partyCertificate(request: PartyCertificateRequest): Promise<X509Certificate>;
  /** A key and chain for a client with this identifier. */
  client(organizationIdentifier: string, kind: ClientKind): Promise<KeyWithChain>;
}

/**
 * Certificates that a client can show. Only `trusted` is one to trust: `untrusted` is of an authority that nobody knows, `forged` names
 * the CA, which never signed it, and above a `namesake` everything is named as above the CA.
 */
export type ClientKind = 'trusted' | 'expired' | 'not-yet-valid' | 'untrusted' | 'forged' | 'namesake';

const DAY = 86_400_000;
const makeKeyPair = promisify(generateKeyPair);

/** One key of this process for parties, other clients and the authority that nobody trusts: who they are is in their certificates. */
const spareKey = once(
  (): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> => makeKeyPair('rsa', { modulusLength: 2048 }),
);

/** A mint on a CA. Nothing is made before it is needed. `now` in milliseconds since the epoch. */
export function certificateMint(authority: IssuingAuthority, now: number = Date.now()): CertificateMint {
  const prototypes = new Map<CertificateKind, Promise<Prototype>>();
  const stranger = once(() => untrustedAuthority(authority, now));
  const namesake = once(() => namesakeOf(authority, now));
  const issuerOf = async (kind: CertificateKind | ClientKind): Promise<IssuingAuthority> => {
    if (kind === 'untrusted') return stranger();
    if (kind === 'namesake') return namesake();
    return kind === 'forged' ? { ...authority, key: (await spareKey()).privateKey } : authority;
  };
  return {
    async partyCertificate(request) {
      const { kind, commonName, organizationIdentifier } = request;
      const issuer = await issuerOf(kind);
      const known = prototypes.get(kind);
      if (known) {
        const prototype = await known;
        const copy = fromPrototype(
          prototype.certificate,
          [
            [prototype.commonName, commonName],
            [prototype.organizationIdentifier, organizationIdentifier],
          ],
          issuer.key,
        );
        if (copy) return copy;
      }
      const made = spareKey().then(({ publicKey }) =>
        issue(issuer, publicKey, {
          subject: partySubject(commonName, organizationIdentifier),
          ...validity(kind, issuer, now),
        }),
      );
      const prototype = made.then((certificate) => ({ certificate, commonName, organizationIdentifier }));
      prototypes.set(kind, prototype);
      prototype.catch(() => prototypes.delete(kind));
      return made;
    },
    async client(organizationIdentifier, kind) {
      const issuer = await issuerOf(kind);
      const { publicKey, privateKey } = await spareKey();
      const leaf = await issue(issuer, publicKey, {
        subject: partySubject('Concordat client', organizationIdentifier),
        ...validity(kind, issuer, now),
      });
      return { key: privateKey, chain: [leaf, issuer.certificate, ...issuer.above] };
    },
  };
}

interface Prototype {
  readonly certificate: X509Certificate;
  readonly commonName: string;
  readonly organizationIdentifier: string;
}

/** Attributes in encoding order. */
type Subject = readonly (readonly [type: string, value: string])[];

function partySubject(commonName: string, organizationIdentifier: string): Subject {
  return [
    ['C', 'NL'],
    ['O', 'Concordat'],
    ['CN', commonName],
    ['2.5.4.97', organizationIdentifier],
  ];
}

function validity(
  kind: CertificateKind | ClientKind,
  issuer: IssuingAuthority,
  now: number,
): { from: number; to: number } {
  const end = Math.min(now + 365 * DAY, Date.parse(issuer.certificate.validTo));
  switch (kind) {
    case 'expired':
      return { from: now - 60 * DAY, to: now - DAY };
    case 'not-yet-valid':
      return { from: Math.min(now + 30 * DAY, end - DAY), to: end };
    default:
      return { from: Math.max(now - DAY, Date.parse(issuer.certificate.validFrom)), to: end };
  }
}

async function untrustedAuthority(model: IssuingAuthority, now: number): Promise<IssuingAuthority> {
  const { publicKey, privateKey } = await spareKey();
  const subject: Subject = [
    ['C', 'NL'],
    ['O', 'Concordat'],
    ['CN', 'Concordat authority that nobody trusts'],
  ];
  const self = { certificate: model.certificate, key: privateKey, above: [] };
  const certificate = await issue(self, publicKey, {
    subject,
    from: now - DAY,
    to: now + 365 * DAY,
    authority: 'root',
  });
  return { certificate, key: privateKey, above: [] };
}

/** An authority, and one above it for each of the model's, all with the names of the model and a key of ours. */
async function namesakeOf({ certificate: model, above }: IssuingAuthority, now: number): Promise<IssuingAuthority> {
  const { publicKey, privateKey } = await spareKey();
  const period = { from: now - DAY, to: now + 365 * DAY };
  const [next, ...further] = above;
  if (!next) {
    const self = { certificate: model, key: privateKey, above: [] };
    const root = await issue(self, publicKey, { subject: model, ...period, authority: 'root' });
    return { certificate: root, key: privateKey, above: [] };
  }
  const issuer = await namesakeOf({ certificate: next, key: privateKey, above: further }, now);
  const certificate = await issue(issuer, publicKey, { subject: model, ...period, authority: 'intermediate' });
  return { certificate, key: privateKey, above: [issuer.certificate, ...issuer.above] };
}

interface IssueOptions {
  /** Attributes, or the certificate whose subject it is. */
  readonly subject: Subject | X509Certificate;
  readonly from: number;
  readonly to: number;
  /** With the right to issue; a root is self-signed. */
  readonly authority?: 'root' | 'intermediate';
}

async function issue(issuer: IssuingAuthority, publicKey: KeyObject, options: IssueOptions): Promise<X509Certificate> {
  // Loaded late: the library and its metadata shim cost a fifth of a second.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const subject =
    options.subject instanceof X509Certificate
      ? new x509.X509Certificate(options.subject.raw).subjectName
      : new x509.Name(options.subject.map(([type, value]) => ({ [type]: [{ utf8String: value }] })));
  const root = options.authority === 'root';
  const signing = await signingKey(issuer.key);
  const usage = options.authority
    ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign
    : x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation;
  // Named only where the issuer has such an identifier: a made-up one would not match.
  const issuerKeyId = new x509.X509Certificate(issuer.certificate.raw).getExtension(x509.SubjectKeyIdentifierExtension);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      // A leading zero digit keeps the number positive.
      serialNumber: `0${randomBytes(16).toString('hex').slice(1)}`,
      subject,
      issuer: root ? subject : new x509.X509Certificate(issuer.certificate.raw).subjectName,
      notBefore: new Date(options.from),
      notAfter: new Date(options.to),
      signingAlgorithm: signing.algorithm,
      signingKey: signing.key,
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      extensions: [
        new x509.BasicConstraintsExtension(options.authority !== undefined, undefined, true),
        new x509.KeyUsagesExtension(usage, true),
        ...(issuerKeyId && !root ? [new x509.AuthorityKeyIdentifierExtension(issuerKeyId.keyId)] : []),
      ],
    },
    webcrypto,
  );
  return new X509Certificate(Buffer.from(certificate.rawData));
}

interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly algorithm: { readonly name: string; readonly hash: string };
}

const signingKeys = new WeakMap<KeyObject, Promise<SigningKey>>();

function signingKey(key: KeyObject): Promise<SigningKey> {
  let imported = signingKeys.get(key);
  if (!imported) {
    imported = importSigningKey(key);
    signingKeys.set(key, imported);
  }
  return imported;
}

async function importSigningKey(key: KeyObject): Promise<SigningKey> {
  const namedCurve = createPublicKey(key).asymmetricKeyDetails?.namedCurve;
  const curves: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
  const curve = namedCurve === undefined ? undefined : curves[namedCurve];
  const algorithm = { name: curve ? 'ECDSA' : 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const parameters = curve ? { name: 'ECDSA', namedCurve: curve } : algorithm;
  return { key: await webcrypto.subtle.importKey('pkcs8', pkcs8, parameters, false, ['sign']), algorithm };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
