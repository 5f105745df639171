/** What the tests of this folder share: a PKI, identities minted with it, and filled registrations. */
import type { Json } from '../../contracts/model.ts';
import { type CertificateMint, certificateMint } from '../../generators/ishare/certificate-mint.ts';
import { type IdentitySource, mintedIdentities } from '../../generators/ishare/party-identity.ts';
import { resolveSymbols } from '../../generators/ishare/symbols.ts';
import { placeholderPattern } from '../../generators/placeholder.ts';
import type { BodyDraft } from '../../generators/violation.ts';
import { type IsharePki, sharedPki } from '../../reference/ishare/pki.ts';

/** A PKI with everything that is made from it. */
export interface TestWorld {
  readonly pki: IsharePki;
  readonly mint: CertificateMint;
  readonly identities: IdentitySource;
}

let world: Promise<TestWorld> | undefined;

/** Made once for all tests of a worker. */
export function testWorld(): Promise<TestWorld> {
  world ??= sharedPki().then((pki) => {
    const [certificate, ...above] = pki.ca.chain;
    const mint = certificateMint({
      certificate: certificate as NonNullable<typeof certificate>,
      key: pki.ca.key,
      above,
    });
    return { pki, mint, identities: mintedIdentities(mint) };
  });
  return world;
}

/** The bytes of a draft under a unique name. */
export async function fill(draft: BodyDraft, name: string, now: number = Date.now()): Promise<Buffer> {
  const { identities, pki } = await testWorld();
  const text = draft.kind === 'json' ? JSON.stringify(draft.value) : draft.kind === 'text' ? draft.text : draft.latin1;
  const named = text.replace(placeholderPattern(), (_, index: string) =>
    index === '00000' ? name : `${name}${index}`,
  );
  const resolved = await resolveSymbols(named, { identities, clientId: pki.clientId, now });
  return Buffer.from(resolved, draft.kind === 'bytes' ? 'latin1' : 'utf8');
}

/** The bytes of a template under a unique name. */
export function fillJson(value: Json, name: string, now?: number): Promise<Buffer> {
  return fill({ kind: 'json', value }, name, now);
}
