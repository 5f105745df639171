/**
 * Who the suite is for a registry: its party id, key and certificate chain, and the registry that it talks to.
 */
import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { ConfigurationError } from '../errors.ts';
import { chainProblems, oneLine, readPemCertificates } from './certificate-chain.ts';

/** The client of a run and the registry under test. */
export interface IshareIdentity {
  /** Party id of the client, e.g. `did:ishare:EU.NL.NTRNL-10000001`. */
  readonly clientId: string;
  /** Party id of the registry; audience of assertions, issuer of answers. */
  readonly registryId: string;
  readonly clientKey: KeyObject;
  /** Leaf to root. */
  readonly clientChain: readonly X509Certificate[];
  /** The root that the answers of the registry must lead to. */
  readonly root: X509Certificate;
}

/** Where the parts of an identity are. */
export interface IdentityFiles {
  readonly clientId: string;
  readonly registryId: string;
  readonly clientKeyFile: string;
  readonly clientChainFile: string;
  readonly rootCertificateFile: string;
}

/** Reads an identity. Throws {@link ConfigurationError} for a file that is missing, unreadable or open to others. */
export function loadIdentity(files: IdentityFiles): IshareIdentity {
  const [root] = loadCertificates(files.rootCertificateFile, 'rootCertificateFile');
  return {
    clientId: files.clientId,
    registryId: files.registryId,
    clientKey: loadPrivateKey(files.clientKeyFile, 'clientKeyFile'),
    clientChain: loadCertificates(files.clientChainFile, 'clientChainFile'),
    root: root as X509Certificate,
  };
}

/** Reads a private key (PEM). A file that group or others can read is refused. */
export function loadPrivateKey(file: string, setting: string): KeyObject {
  if (process.platform !== 'win32' && (modeOf(file, setting) & 0o077) !== 0) {
    throw new ConfigurationError(`${setting}: ${file} can be read by others. Run: chmod 600 ${file}`);
  }
  try {
    return createPrivateKey(readFileSync(file));
  } catch (cause) {
    throw new ConfigurationError(`${setting}: ${file} holds no private key in PEM form without a passphrase.`, {
      cause,
    });
  }
}

/** Reads one or more certificates (PEM). */
export function loadCertificates(file: string, setting: string): readonly X509Certificate[] {
  modeOf(file, setting);
  try {
    const certificates = readPemCertificates(readFileSync(file, 'utf8'));
    if (certificates.length > 0) return certificates;
  } catch (cause) {
    throw new ConfigurationError(`${setting}: ${file} holds a certificate that cannot be read.`, { cause });
  }
  throw new ConfigurationError(`${setting}: ${file} holds no certificate in PEM form.`);
}

function modeOf(file: string, setting: string): number {
  try {
    return statSync(file).mode;
  } catch (cause) {
    throw new ConfigurationError(`${setting}: ${file} cannot be read. Check the path.`, { cause });
  }
}

/**
 * What would make a registry refuse this identity, each in one sentence with what to do; empty when nothing was found.
 * `now` in milliseconds since the epoch.
 */
export function identityProblems(identity: IshareIdentity, now: number): readonly string[] {
  const { clientChain, root, clientId } = identity;
  const leaf = clientChain[0];
  if (!leaf) return ['The client chain is empty: give a PEM file with the leaf first and the root last.'];
  const problems = [...keyProblems(identity)];
  for (const { rule, message } of chainProblems(clientChain, root, now)) {
    problems.push(
      rule === 'chain-root-missing'
        ? 'The client chain does not hold the root: append it, as registries demand the complete chain.'
        : `The client chain is not usable: ${message}.`,
    );
  }
  const identifier = /(?:^|\n)(?:organizationIdentifier|2\.5\.4\.97|serialNumber)=(.*)/.exec(leaf.subject)?.[1];
  if (identifier && !clientId.includes(identifier)) {
    problems.push(`The client certificate names ${identifier}, the client id is ${clientId}.`);
  }
  return problems;
}

/** Why nothing can be signed with the key of an identity, in the same form. */
export function keyProblems({ clientChain, clientKey }: IshareIdentity): readonly string[] {
  const [leaf] = clientChain;
  const problems: string[] = [];
  if (leaf && !leaf.checkPrivateKey(clientKey)) {
    problems.push(`The key does not belong to the first certificate of the chain (${oneLine(leaf.subject)}).`);
  }
  if (clientKey.asymmetricKeyType !== 'rsa') {
    problems.push(
      `The key is of type ${clientKey.asymmetricKeyType}; client assertions are signed with RS256, which needs RSA.`,
    );
  }
  return problems;
}
