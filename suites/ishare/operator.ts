/**
 * The block `ishare` of a configuration, with its files read.
 */
import type { IssuingAuthority } from '../../generators/ishare/certificate-mint.ts';
import { ConfigurationError } from '../../target/errors.ts';
import { orderChain } from '../../target/ishare/certificate-chain.ts';
import { keyProblems, loadCertificates, loadIdentity, loadPrivateKey } from '../../target/ishare/identity.ts';
import type { IshareOperator } from './connection.ts';
import type { RegistryPaths } from './inputs.ts';

/** What an operator gives. Files are PEM; those of keys must be readable for their owner only. */
export interface IshareBlock {
  /** Identifier of the registry under test. */
  readonly registryId?: string;
  /** Identifier of the client that the suite acts as. */
  readonly clientId?: string;
  readonly clientKeyFile?: string;
  /** Leaf to root. */
  readonly clientChainFile?: string;
  /** The root that answers of the registry must lead to. */
  readonly rootCertificateFile?: string;
  /** An authority that mints certificates for the parties to be registered … */
  readonly caKeyFile?: string;
  readonly caCertificateFile?: string;
  /** … or files with certificates issued beforehand. */
  readonly partyCertificates?: readonly string[];
  /** Assertions of identity providers that the registry accepts. */
  readonly idpAssertions?: readonly string[];
  /** An access token of the registry that has expired. */
  readonly expiredToken?: string;
  readonly paths?: Partial<RegistryPaths>;
}

/** Where the operations are unless the block says otherwise. */
export const DOCUMENTED_PATHS: RegistryPaths = {
  token: '/connect/token',
  parties: '/parties',
  trustedList: '/trustedList',
  capabilities: '/capabilities',
};

const demanded = ['registryId', 'clientId', 'clientKeyFile', 'clientChainFile', 'rootCertificateFile'] as const;

/** What a run against a registry needs and the block does not say, as names of keys. */
export function missingKeys(
  block: Pick<IshareBlock, (typeof demanded)[number] | 'caKeyFile' | 'partyCertificates'>,
): readonly string[] {
  const missing: string[] = demanded.filter((key) => block[key] === undefined);
  const certificates = block.caKeyFile !== undefined || (block.partyCertificates ?? []).length > 0;
  return certificates ? missing : [...missing, 'caKeyFile (or partyCertificates)'];
}

/** Reads everything. @throws ConfigurationError for what is missing, unreadable, or a key that others can read */
export function ishareOperator(block: IshareBlock): IshareOperator {
  const missing = missingKeys(block);
  if (missing.length > 0) {
    throw new ConfigurationError(
      `ishare-parties needs more than the configuration says. Add to its block "ishare": ${missing.join(', ')}. ` +
        'What each of them is: concordat init --suite ishare-parties --out -',
    );
  }
  const { registryId, clientId, clientKeyFile, clientChainFile, rootCertificateFile } = block as Required<IshareBlock>;
  const identity = loadIdentity({ registryId, clientId, clientKeyFile, clientChainFile, rootCertificateFile });
  const { caKeyFile, caCertificateFile, partyCertificates = [], idpAssertions = [], expiredToken, paths } = block;
  return {
    identity,
    ...(caKeyFile !== undefined &&
      caCertificateFile !== undefined && {
        authority: readAuthority(caKeyFile, caCertificateFile, [...identity.clientChain, identity.root]),
      }),
    partyCertificates: partyCertificates.flatMap((file) => loadCertificates(file, 'partyCertificates').slice(0, 1)),
    idpAssertions,
    ...(expiredToken !== undefined && { expiredToken }),
    paths: { ...DOCUMENTED_PATHS, ...paths },
  };
}

/** {@link ishareOperator}. @throws ConfigurationError also where no request for a token could ever succeed */
export function usableOperator(block: IshareBlock): IshareOperator {
  const operator = ishareOperator(block);
  const [problem] = keyProblems(operator.identity);
  if (problem === undefined) return operator;
  throw new ConfigurationError(`ishare.clientKeyFile: ${problem} Give the pair that belongs together.`);
}

/** The authority with the certificates above it, as far as they are known. */
function readAuthority(keyFile: string, certificateFile: string, known: IssuingAuthority['above']): IssuingAuthority {
  const [certificate, ...others] = loadCertificates(certificateFile, 'caCertificateFile');
  const key = loadPrivateKey(keyFile, 'caKeyFile');
  if (certificate === undefined || !certificate.checkPrivateKey(key)) {
    throw new ConfigurationError(
      `caKeyFile: ${keyFile} is not the key of the first certificate of ${certificateFile}. Give the pair that belongs together.`,
    );
  }
  return { certificate, key, above: orderChain(certificate, [...others, ...known]).slice(1) };
}
