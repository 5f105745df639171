/**
 * A registration as a JWT, for registries that declare `statement.requestEncoding: jwt`. No text defines the form, so
 * there are two: the members of the party at the top level of the payload, or in `partyInfo`.
 */
import { assertionParts, currentSeconds, signParts } from './client-assertion.ts';
import type { IshareIdentity } from './identity.ts';

/** Where the party stands in the payload. */
export type JwtBodyForm = 'top-level' | 'party-info';

/** The media type of such a body. */
export const JWT_MEDIA_TYPE = 'application/jwt';

/** The body: an iSHARE JWT, signed by the client, for this registry, never the same twice. */
export async function jwtBody(
  identity: IshareIdentity,
  party: Readonly<Record<string, unknown>>,
  form: JwtBodyForm = 'top-level',
  now: number = currentSeconds(),
): Promise<Uint8Array> {
  const parts = assertionParts(identity, now);
  const content = form === 'top-level' ? party : { partyInfo: party };
  return Buffer.from(await signParts({ ...parts, payload: { ...parts.payload, ...content } }));
}
