/**
 * From what an operator gave to a registry that can be asked: targets that log in as the client, and the inputs of the suites.
 */
import type { X509Certificate } from 'node:crypto';
import { certificateMint, type IssuingAuthority } from '../../generators/ishare/certificate-mint.ts';
import { type IdentitySource, issuedIdentities, mintedIdentities } from '../../generators/ishare/party-identity.ts';
import { createTarget } from '../../target/client.ts';
import type { Target } from '../../target/exchange.ts';
import { ishareAuthenticator } from '../../target/ishare/access-token.ts';
import type { IshareIdentity } from '../../target/ishare/identity.ts';
import type { TargetOptions } from '../../target/options.ts';
import type { ForeignKeys, IshareInputs, RegistryPaths } from './inputs.ts';

/** What an operator gave, read. */
export interface IshareOperator {
  readonly identity: IshareIdentity;
  /** Mints certificates for the parties to be registered. */
  readonly authority?: IssuingAuthority;
  /** Certificates issued beforehand, where there is no authority. */
  readonly partyCertificates: readonly X509Certificate[];
  readonly idpAssertions: readonly string[];
  readonly expiredToken?: string;
  readonly paths: RegistryPaths;
}

/** A registry and its client. */
export interface IshareConnection {
  readonly inputs: IshareInputs;
  /** Opens the registry as its client; the caller closes the target. All targets share one access token. */
  open(options: Omit<TargetOptions, 'authenticator' | 'credentials'>): Target;
}

/** Connects. Nothing is sent before the first request of a target. */
export function ishareConnection(operator: IshareOperator): IshareConnection {
  const { identity, authority, idpAssertions, expiredToken, paths } = operator;
  const targets = new Set<Target>();
  const authenticator = ishareAuthenticator({
    identity,
    path: paths.token,
    onSecret: (value) => {
      for (const target of targets) target.addSecret(value);
    },
  });
  return {
    inputs: {
      identity,
      identities: identitiesOf(operator),
      intermediates: authority ? [authority.certificate, ...authority.above] : identity.clientChain.slice(1),
      foreignKeys: foreignKeysOf(operator),
      paths,
      idpAssertions,
      ...(expiredToken !== undefined && { expiredToken }),
      now: () => Date.now() + (authenticator.clockOffset() || authenticator.toldOffset()) * 1000,
      assertionSeconds: () => Math.floor(Date.now() / 1000) + authenticator.clockOffset(),
    },
    open(options) {
      const target = createTarget({ ...options, authenticator });
      targets.add(target);
      if (expiredToken !== undefined) target.addSecret(expiredToken);
      for (const assertion of idpAssertions) target.withheld.add(assertion);
      const close = async (): Promise<void> => {
        targets.delete(target);
        await target.close();
      };
      return { ...target, close };
    },
  };
}

/** Who can be registered: as many parties as there are certificates, or any number where they are minted. */
export function identitiesOf({ authority, partyCertificates, idpAssertions }: IshareOperator): IdentitySource {
  return authority
    ? mintedIdentities(certificateMint(authority), { idpAssertions })
    : issuedIdentities(partyCertificates, idpAssertions);
}

/** Number of a party that no run registers. */
const ANOTHER = 'NTRNL-999999999999';

function foreignKeysOf({ identity, authority }: IshareOperator): ForeignKeys {
  const { clientId, clientKey, clientChain, root } = identity;
  const identifier = clientId.replace(/^did:ishare:EU\.[A-Z]{2}\./, '');
  const [leaf, issuer = root, ...above] = clientChain as readonly [X509Certificate, ...X509Certificate[]];
  // Nobody has the key of that issuer: only its names are used.
  const named = certificateMint({ certificate: issuer, key: clientKey, above });
  const through = certificateMint({ certificate: leaf, key: clientKey, above: [issuer, ...above] });
  const trusted = authority && certificateMint(authority);
  return {
    untrusted: once(() => named.client(identifier, 'untrusted')),
    forged: once(() => named.client(identifier, 'forged')),
    namesake: once(() => named.client(identifier, 'namesake')),
    // One that may issue may issue this, too.
    ...(!leaf.ca && { issuedByClient: once(() => through.client(identifier, 'trusted')) }),
    ...(trusted && {
      other: once(() => trusted.client(ANOTHER, 'trusted')),
      expired: once(() => trusted.client(identifier, 'expired')),
      notYetValid: once(() => trusted.client(identifier, 'not-yet-valid')),
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
