/**
 * The ways to break what an assertion is signed with: signature, algorithm, key, certificate chain.
 */
import { createPublicKey, type X509Certificate } from 'node:crypto';
import { toX5c } from './certificate-chain.ts';
import type { AssertionDefect, ForeignKey } from './client-assertion.ts';
import { replace } from './parts.ts';

/** Flips a bit of a base64url text in the middle of the signature, where every bit counts. */
function alterSignature(compact: string): string {
  const start = compact.lastIndexOf('.') + 1;
  const place = start + Math.floor((compact.length - start) / 2);
  const other = compact[place] === 'A' ? 'B' : 'A';
  return compact.slice(0, place) + other + compact.slice(place + 1);
}

/** Keyed with a text that everybody can make from the certificate. */
const sharedSecret = (id: string, source: string, secretOf: (leaf: X509Certificate) => string): AssertionDefect => ({
  id: `alg-hs256-${id}`,
  title: `signed with a shared secret, ${source}`,
  change: (parts, { identity: { clientChain } }) => ({
    ...replace(parts, { header: { alg: 'HS256' } }),
    ...(clientChain[0] && { secret: secretOf(clientChain[0]) }),
  }),
});

/** Signed with this key, under the chain of its certificate. */
const signedWith = (id: string, title: string, needs: ForeignKey): AssertionDefect => ({
  id,
  title,
  needs,
  change: (parts, { keys }) => {
    const foreign = keys[needs];
    return foreign ? { ...replace(parts, { header: { x5c: toX5c(foreign.chain) } }), key: foreign.key } : parts;
  },
});

/** All defects of keys. */
export const keyDefects: readonly AssertionDefect[] = [
  { id: 'signature-altered', title: 'whose signature was altered', change: (parts) => parts, alter: alterSignature },
  { id: 'alg-none', title: 'that is not signed', change: (parts) => replace(parts, { header: { alg: 'none' } }) },
  {
    id: 'alg-hs256',
    title: 'signed with a shared secret made from the certificate',
    change: (parts) => replace(parts, { header: { alg: 'HS256' } }),
  },
  sharedSecret('public-key', 'the public key as PEM', ({ publicKey }) =>
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  ),
  sharedSecret('certificate', 'the certificate as PEM', (leaf) => leaf.toString()),
  sharedSecret('x5c', 'the first text of x5c', (leaf) => toX5c([leaf])[0] as string),
  {
    id: 'x5c-leaf-only',
    title: 'with the leaf certificate only',
    change: (parts, { identity }) => replace(parts, { header: { x5c: toX5c(identity.clientChain.slice(0, 1)) } }),
  },
  {
    id: 'x5c-root-missing',
    title: 'with a chain that lacks the root',
    change: (parts, { identity }) => replace(parts, { header: { x5c: toX5c(identity.clientChain.slice(0, -1)) } }),
  },
  signedWith('chain-untrusted', 'signed under a root that is not trusted', 'untrusted'),
  signedWith('chain-forged', 'whose certificate was not signed by the issuer that it names', 'forged'),
  signedWith('chain-of-namesakes', 'signed under a root that only bears the name of the trusted one', 'namesake'),
  signedWith('chain-through-client', 'whose certificate was issued by that of a client', 'issuedByClient'),
  signedWith('certificate-of-another', 'signed with the certificate of another party', 'other'),
  signedWith('certificate-expired', 'signed with a certificate that expired yesterday', 'expired'),
  signedWith('certificate-not-yet-valid', 'signed with a certificate that is valid from next month on', 'notYetValid'),
  {
    id: 'key-of-another',
    title: 'signed with a key that the certificate does not hold',
    needs: 'untrusted',
    change: (parts, { keys }) => ({ ...parts, key: keys.untrusted?.key ?? parts.key }),
  },
  {
    id: 'key-in-header',
    title: 'signed with a key that it brings in its header parameter jwk, and not with that of its certificate',
    needs: 'untrusted',
    change: (parts, { keys }) => {
      if (!keys.untrusted) return parts;
      const jwk = createPublicKey(keys.untrusted.key).export({ format: 'jwk' });
      return { ...replace(parts, { header: { jwk } }), key: keys.untrusted.key };
    },
  },
];
