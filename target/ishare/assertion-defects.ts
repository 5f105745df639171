/**
 * The ways to break one property of a client assertion, as data. None of them may be given a token.
 */

import { toX5c } from './certificate-chain.ts';
import type { AssertionDefect, AssertionParts } from './client-assertion.ts';

type Changes = { readonly header?: Record<string, unknown>; readonly payload?: Record<string, unknown> };

const replace = (parts: AssertionParts, changes: Changes): AssertionParts => ({
  ...parts,
  header: { ...parts.header, ...changes.header },
  payload: { ...parts.payload, ...changes.payload },
});

const without = (parts: AssertionParts, place: 'header' | 'payload', member: string): AssertionParts => ({
  ...parts,
  [place]: Object.fromEntries(Object.entries(parts[place]).filter(([name]) => name !== member)),
});

const lacking = (member: string): AssertionDefect => ({
  id: `${member}-missing`,
  title: `without ${member}`,
  change: (parts) => without(parts, 'payload', member),
});

/** Flips a bit of a base64url text in the middle of the signature, where every bit counts. */
function alterSignature(compact: string): string {
  const start = compact.lastIndexOf('.') + 1;
  const place = start + Math.floor((compact.length - start) / 2);
  const other = compact[place] === 'A' ? 'B' : 'A';
  return compact.slice(0, place) + other + compact.slice(place + 1);
}

/** All defects. Those that need another key return the parts unchanged without one; see {@link usableDefects}. */
export const assertionDefects: readonly AssertionDefect[] = [
  { id: 'signature-altered', title: 'whose signature was altered', change: (parts) => parts, alter: alterSignature },
  { id: 'alg-none', title: 'that is not signed', change: (parts) => replace(parts, { header: { alg: 'none' } }) },
  {
    id: 'alg-hs256',
    title: 'signed with a shared secret made from the certificate',
    change: (parts) => replace(parts, { header: { alg: 'HS256' } }),
  },
  {
    id: 'expired',
    title: 'that expired two minutes ago',
    change: (parts, { now }) => replace(parts, { payload: { iat: now - 150, exp: now - 120 } }),
  },
  {
    id: 'issued-in-future',
    title: 'issued two minutes in the future',
    change: (parts, { now }) => replace(parts, { payload: { iat: now + 120, exp: now + 150 } }),
  },
  {
    id: 'lifetime-long',
    title: 'that lives an hour instead of 30 seconds',
    change: (parts, { now }) => replace(parts, { payload: { exp: now + 3600 } }),
  },
  {
    id: 'times-in-milliseconds',
    title: 'with times in milliseconds',
    change: (parts, { now }) => replace(parts, { payload: { iat: now * 1000, exp: now * 1000 + 30_000 } }),
  },
  lacking('iss'),
  lacking('sub'),
  lacking('aud'),
  lacking('jti'),
  lacking('iat'),
  lacking('exp'),
  {
    id: 'sub-differs',
    title: 'whose sub differs from iss',
    change: (parts, { identity }) => replace(parts, { payload: { sub: identity.registryId } }),
  },
  {
    id: 'iss-other',
    title: 'issued in the name of somebody else',
    change: (parts, { identity }) =>
      replace(parts, { payload: { iss: identity.registryId, sub: identity.registryId } }),
  },
  {
    id: 'aud-other',
    title: 'made for another server',
    change: (parts, { identity }) => replace(parts, { payload: { aud: identity.clientId } }),
  },
  {
    id: 'aud-list',
    title: 'with a list as audience',
    change: (parts, { identity }) => replace(parts, { payload: { aud: [identity.registryId] } }),
  },
  { id: 'typ-other', title: 'with another typ', change: (parts) => replace(parts, { header: { typ: 'at+jwt' } }) },
  { id: 'typ-missing', title: 'without typ', change: (parts) => without(parts, 'header', 'typ') },
  { id: 'x5c-missing', title: 'without x5c', change: (parts) => without(parts, 'header', 'x5c') },
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
  {
    id: 'chain-untrusted',
    title: 'signed under a root that is not trusted',
    change: (parts, { untrusted }) =>
      untrusted ? { ...replace(parts, { header: { x5c: toX5c(untrusted.chain) } }), key: untrusted.key } : parts,
  },
  {
    id: 'certificate-of-another',
    title: 'signed with the certificate of another party',
    change: (parts, { other }) =>
      other ? { ...replace(parts, { header: { x5c: toX5c(other.chain) } }), key: other.key } : parts,
  },
  {
    id: 'key-of-another',
    title: 'signed with a key that the certificate does not hold',
    change: (parts, { untrusted, other }) => ({ ...parts, key: (untrusted ?? other)?.key ?? parts.key }),
  },
];

/** The defects that can be made with what there is: some need a key of somebody else. */
export function usableDefects(available: {
  readonly other: boolean;
  readonly untrusted: boolean;
}): readonly AssertionDefect[] {
  return assertionDefects.filter(({ id }) => {
    if (id === 'certificate-of-another') return available.other;
    if (id === 'chain-untrusted') return available.untrusted;
    if (id === 'key-of-another') return available.other || available.untrusted;
    return true;
  });
}
