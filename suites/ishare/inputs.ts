/**
 * What the suites for iSHARE need of the operator, as checks ask for it.
 */
import type { X509Certificate } from 'node:crypto';
import type { RunContext } from '../../engine/context.ts';
import type { KeyWithChain } from '../../generators/ishare/certificate-mint.ts';
import type { IdentitySource } from '../../generators/ishare/party-identity.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { ForeignKey } from '../../target/ishare/client-assertion.ts';
import type { IshareIdentity } from '../../target/ishare/identity.ts';

/** Where the operations of a registry are, below its base URL; the token endpoint may be an absolute URL. */
export interface RegistryPaths {
  readonly token: string;
  readonly parties: string;
  readonly trustedList: string;
  readonly capabilities: string;
}

/** Makes keys for assertions that must be refused; absent where the operator gave nothing to make them with. */
export type ForeignKeys = Readonly<Partial<Record<ForeignKey, () => Promise<KeyWithChain>>>>;

/** What the operator gave. */
export interface IshareInputs {
  readonly identity: IshareIdentity;
  /** Who the parties to be registered are. */
  readonly identities: IdentitySource;
  /** Certificates between those of parties and the root. */
  readonly intermediates: readonly X509Certificate[];
  readonly foreignKeys: ForeignKeys;
  readonly paths: RegistryPaths;
  /** Assertions that an identity provider of the scheme made; empty where none were given. */
  readonly idpAssertions: readonly string[];
  /** An access token of the registry that has expired. */
  readonly expiredToken?: string;
  /** The time of the registry, in milliseconds since the epoch, as far as the token endpoint told that its clock differs. */
  now(): number;
  /** The time that assertions are made with, in seconds: that of the registry only where it refused ours. */
  assertionSeconds(): number;
}

/** The inputs of a run. @throws ConfigurationError when the front end gave none */
export function ishareInputs({ inputs }: Pick<RunContext, 'inputs'>): IshareInputs {
  const given = inputs.ishare as IshareInputs | undefined;
  if (given !== undefined) return given;
  throw new ConfigurationError(
    'The suite needs the block "ishare" of the configuration. See: concordat init --suite ishare-parties',
  );
}
