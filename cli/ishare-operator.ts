/**
 * The `ishare` block of the configuration, with its files read.
 */
import type { IssuingAuthority } from '../generators/ishare/certificate-mint.ts';
import type { IshareOperator } from '../suites/ishare/connection.ts';
import { ConfigurationError } from '../target/errors.ts';
import { orderChain } from '../target/ishare/certificate-chain.ts';
import { loadCertificates, loadIdentity, loadPrivateKey } from '../target/ishare/identity.ts';
import type { IshareSettings } from './configuration/settings.ts';

const demanded = ['registryId', 'clientId', 'clientKeyFile', 'clientChainFile', 'rootCertificateFile'] as const;

/** What a run against a registry needs and the block does not say, as names of keys. */
export function missingKeys(ishare: IshareSettings): readonly string[] {
  const missing: string[] = demanded.filter((key) => ishare[key] === undefined);
  const certificates = ishare.caKeyFile !== undefined || ishare.partyCertificates.length > 0;
  return certificates ? missing : [...missing, 'caKeyFile (or partyCertificates)'];
}

/** Reads everything. @throws ConfigurationError for what is missing, unreadable, or a key that others can read */
export function ishareOperator(ishare: IshareSettings): IshareOperator {
  const missing = missingKeys(ishare);
  if (missing.length > 0) {
    throw new ConfigurationError(
      `ishare-parties needs more than the configuration says. Add to its block "ishare": ${missing.join(', ')}. ` +
        'What each of them is: concordat init --suite ishare-parties --out -',
    );
  }
  const { registryId, clientId, clientKeyFile, clientChainFile, rootCertificateFile } =
    ishare as Required<IshareSettings>;
  const identity = loadIdentity({ registryId, clientId, clientKeyFile, clientChainFile, rootCertificateFile });
  const { caKeyFile, caCertificateFile, partyCertificates, idpAssertions, expiredToken, paths } = ishare;
  return {
    identity,
    ...(caKeyFile !== undefined &&
      caCertificateFile !== undefined && {
        authority: readAuthority(caKeyFile, caCertificateFile, [...identity.clientChain, identity.root]),
      }),
    partyCertificates: partyCertificates.flatMap((file) => loadCertificates(file, 'partyCertificates').slice(0, 1)),
    idpAssertions: idpAssertions.map((assertion) => assertion.reveal()),
    ...(expiredToken && { expiredToken: expiredToken.reveal() }),
    paths,
  };
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
