/**
 * The ways to break one property of a client assertion, as data. None of them may be given a token.
 */

import type { AssertionDefect, AssertionParts, ForeignKey } from './client-assertion.ts';
import { keyDefects } from './key-defects.ts';
import { replace } from './parts.ts';

const without = (parts: AssertionParts, place: 'header' | 'payload', member: string): AssertionParts => ({
  ...parts,
  [place]: Object.fromEntries(Object.entries(parts[place]).filter(([name]) => name !== member)),
});

const lacking = (member: string): AssertionDefect => ({
  id: `${member}-missing`,
  title: `without ${member}`,
  change: (parts) => without(parts, 'payload', member),
});

/** A made-up identifier: neither the client nor the registry. */
const NOBODY = 'did:ishare:EU.NL.NTRNL-00000000';

/** All defects. Those that need another key return the parts unchanged without one; see {@link usableDefects}. */
export const assertionDefects: readonly AssertionDefect[] = [
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
    // Beyond the half minute, and beyond the two minutes that the most tolerant clock is allowed.
    id: 'lifetime-minutes',
    title: 'that lives three minutes instead of 30 seconds',
    change: (parts, { now }) => replace(parts, { payload: { exp: now + 180 } }),
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
    id: 'client_id-of-another',
    title: 'of its own, in the name of another party that is known',
    change: (parts) => parts,
    client: ({ registryId }) => registryId,
  },
  {
    id: 'name-of-another',
    title: 'in the name of another party, like the request, and signed with its own certificate',
    change: (parts, { identity }) =>
      replace(parts, { payload: { iss: identity.registryId, sub: identity.registryId } }),
    client: ({ registryId }) => registryId,
  },
  {
    id: 'aud-other',
    title: 'made for the client itself',
    change: (parts, { identity }) => replace(parts, { payload: { aud: identity.clientId } }),
  },
  {
    id: 'aud-nobody',
    title: 'made for another server',
    change: (parts) => replace(parts, { payload: { aud: NOBODY } }),
  },
  {
    id: 'aud-list',
    title: 'with a list as audience',
    change: (parts, { identity }) => replace(parts, { payload: { aud: [identity.registryId] } }),
  },
  { id: 'typ-other', title: 'with another typ', change: (parts) => replace(parts, { header: { typ: 'at+jwt' } }) },
  { id: 'typ-missing', title: 'without typ', change: (parts) => without(parts, 'header', 'typ') },
  { id: 'x5c-missing', title: 'without x5c', change: (parts) => without(parts, 'header', 'x5c') },
  ...keyDefects,
];

/** The defects that can be made with these keys of others. */
export function usableDefects(available: readonly ForeignKey[]): readonly AssertionDefect[] {
  return assertionDefects.filter(({ needs }) => needs === undefined || available.includes(needs));
}
