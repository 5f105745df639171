/**
 * The throw-away public key infrastructure of an embedded registry: a root, an issuing authority, the seal of the
 * registry and the certificate of a client.
 */
import { KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';

/** A key and its certificate with those above it, root last. */
export interface KeyAndChain {
  readonly key: KeyObject;
  readonly chain: readonly X509Certificate[];
}

/** Everything that a registry and its client need. */
export interface IsharePki {
  readonly registryId: string;
  readonly clientId: string;
  readonly root: X509Certificate;
  /** May issue certificates that the registry trusts. */
  readonly ca: KeyAndChain;
  readonly registry: KeyAndChain;
  readonly client: KeyAndChain;
}

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const DAY = 86_400_000;

const REGISTRY = 'NTRNL-10000000';
const CLIENT = 'NTRNL-10000001';

/** Makes a PKI. Takes about half a second, most of it for four RSA keys. */
export async function createPki(now: number = Date.now()): Promise<IsharePki> {
  const keyPair = (): Promise<webcrypto.CryptoKeyPair> =>
    webcrypto.subtle.generateKey(
      { ...ALGORITHM, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ['sign', 'verify'],
    ) as Promise<webcrypto.CryptoKeyPair>;
  const pairs = [keyPair(), keyPair(), keyPair(), keyPair()];
  const x509 = await loadLibrary();
  const [rootPair, caPair, registryPair, clientPair] = (await Promise.all(pairs)) as [
    webcrypto.CryptoKeyPair,
    webcrypto.CryptoKeyPair,
    webcrypto.CryptoKeyPair,
    webcrypto.CryptoKeyPair,
  ];
  const rootName = authorityName('Concordat reference root');
  const caName = authorityName('Concordat reference issuing authority');
  const make = async (
    subject: Name,
    publicKey: webcrypto.CryptoKey,
    issuer: Name,
    signingKey: webcrypto.CryptoKey,
    authority: boolean,
  ): Promise<X509Certificate> => {
    const certificate = await x509.X509CertificateGenerator.create(
      {
        serialNumber: `0${randomBytes(16).toString('hex').slice(1)}`,
        subject,
        issuer,
        // Old enough to have issued certificates that are expired by now.
        notBefore: new Date(now - 400 * DAY),
        notAfter: new Date(now + 800 * DAY),
        signingAlgorithm: ALGORITHM,
        publicKey,
        signingKey,
        extensions: [
          new x509.BasicConstraintsExtension(authority, undefined, true),
          await x509.SubjectKeyIdentifierExtension.create(publicKey),
          new x509.KeyUsagesExtension(
            authority
              ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign
              : x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
            true,
          ),
        ],
      },
      webcrypto,
    );
    return new X509Certificate(Buffer.from(certificate.rawData));
  };
  const [root, ca, registry, client] = await Promise.all([
    make(rootName, rootPair.publicKey, rootName, rootPair.privateKey, true),
    make(caName, caPair.publicKey, rootName, rootPair.privateKey, true),
    make(partyName('Concordat reference registry', REGISTRY), registryPair.publicKey, caName, caPair.privateKey, false),
    make(partyName('Concordat reference client', CLIENT), clientPair.publicKey, caName, caPair.privateKey, false),
  ]);
  return {
    registryId: `did:ishare:EU.NL.${REGISTRY}`,
    clientId: `did:ishare:EU.NL.${CLIENT}`,
    root,
    ca: { key: KeyObject.from(caPair.privateKey), chain: [ca, root] },
    registry: { key: KeyObject.from(registryPair.privateKey), chain: [registry, ca, root] },
    client: { key: KeyObject.from(clientPair.privateKey), chain: [client, ca, root] },
  };
}

let shared: Promise<IsharePki> | undefined;

/** The PKI of this process: made once, so that many registries can be started in a row. */
export function sharedPki(): Promise<IsharePki> {
  shared ??= createPki();
  return shared;
}

type Name = Record<string, string[]>[];

function authorityName(commonName: string): Name {
  return [{ C: ['NL'] }, { O: ['Concordat'] }, { CN: [commonName] }];
}

function partyName(commonName: string, organizationIdentifier: string): Name {
  return [...authorityName(commonName), { '2.5.4.97': [organizationIdentifier] }];
}

async function loadLibrary(): Promise<typeof import('@peculiar/x509')> {
  // The library looks for this shim when it is loaded.
  await import('reflect-metadata');
  return import('@peculiar/x509');
}
