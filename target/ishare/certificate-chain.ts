/**
 * Certificate chains: PEM files to `x5c` members and back, and whether a chain leads to a trusted root.
 */
import { X509Certificate } from 'node:crypto';

/** Every certificate of a PEM file, in its order. Throws what node throws for a block that is no certificate. */
export function readPemCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** A chain as the `x5c` header wants it: base64 of DER, in the given order. */
export function toX5c(chain: readonly X509Certificate[]): string[] {
  return chain.map((certificate) => certificate.raw.toString('base64'));
}

// A registry signs every answer with the same chain, and reading a certificate takes longer than verifying a signature.
const readBefore = new Map<string, X509Certificate>();
const KEPT = 64;

/** The certificates of an `x5c` header; `undefined` when one of them cannot be read. */
export function fromX5c(x5c: readonly unknown[]): X509Certificate[] | undefined {
  try {
    return x5c.map(readEntry);
  } catch {
    return undefined;
  }
}

function readEntry(entry: unknown): X509Certificate {
  if (typeof entry !== 'string') throw new TypeError('not a string');
  const known = readBefore.get(entry);
  if (known) return known;
  const certificate = new X509Certificate(Buffer.from(entry, 'base64'));
  if (readBefore.size >= KEPT) readBefore.clear();
  readBefore.set(entry, certificate);
  return certificate;
}

/**
 * Puts certificates in order, leaf first, as far as they follow from each other; what does not belong to the chain of
 * the first certificate is left out. A root that is offered is put last.
 */
export function orderChain(leaf: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (let current = leaf; !isSelfIssued(current); ) {
    const issuer = others.find((candidate) => !chain.includes(candidate) && isIssuer(candidate, current));
    if (!issuer) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain;
}

/** What is wrong with a chain: kinds that a check can tell apart, and a sentence. */
export interface ChainProblem {
  readonly rule:
    | 'chain-empty'
    | 'chain-order'
    | 'chain-untrusted'
    | 'chain-leaf-only'
    | 'chain-root-missing'
    | 'chain-validity';
  readonly message: string;
}

/**
 * Verifies a chain, leaf first, against one root.
 * `chain-root-missing` alone means that everything else is right: the last certificate was issued by the root.
 */
export function chainProblems(
  chain: readonly X509Certificate[],
  root: X509Certificate,
  now: number,
): readonly ChainProblem[] {
  const last = chain.at(-1);
  if (!last) return [{ rule: 'chain-empty', message: 'the chain has no certificate' }];
  const problems: ChainProblem[] = [];
  for (const [index, certificate] of chain.entries()) {
    const next = chain[index + 1];
    if (next && !isIssuer(next, certificate)) {
      problems.push({
        rule: 'chain-order',
        message: `certificate ${index} was not issued by certificate ${index + 1}`,
      });
    }
    if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) {
      problems.push({
        rule: 'chain-validity',
        message: `certificate ${index} is valid from ${certificate.validFrom} to ${certificate.validTo}`,
      });
    }
  }
  if (last.fingerprint256 === root.fingerprint256) return problems;
  if (isIssuer(root, last)) {
    return [...problems, { rule: 'chain-root-missing', message: 'the chain ends below the root' }];
  }
  // The leaf alone may well have been issued under the root; without the certificates between nobody can tell.
  const rule = chain.length === 1 && !isSelfIssued(last) ? 'chain-leaf-only' : 'chain-untrusted';
  return [...problems, { rule, message: `the chain ends at ${oneLine(last.subject)}, which the root did not issue` }];
}

/** Whether `issuer` issued `certificate`, by name, by its permission to do so and by signature. */
function isIssuer(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isSelfIssued(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer;
}

/** A distinguished name of node on one line. */
export function oneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}
