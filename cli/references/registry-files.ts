/**
 * What a run against a served registry needs, in a folder that goes with it: keys, certificates and a configuration.
 */
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { IshareReference } from '../../reference/ishare/start.ts';

/** A folder with files that only its owner can read. */
export interface RegistryFiles {
  /** Path of the configuration. */
  readonly configuration: string;
  remove(): void;
}

/** Writes them into a new folder below that for temporary files. */
export function writeRegistryFiles(reference: IshareReference): RegistryFiles {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-registry-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return name;
  };
  const { pki, behaviour, variant, idpAssertion, expiredToken } = reference;
  const certificates = (chain: readonly { toString(): string }[]): string => chain.map(String).join('');
  const configuration = {
    suites: ['ishare-parties'],
    target: reference.url,
    ishare: {
      registryId: pki.registryId,
      clientId: pki.clientId,
      clientKeyFile: write('client.key', pem(pki.client.key)),
      clientChainFile: write('client-chain.pem', certificates(pki.client.chain)),
      rootCertificateFile: write('root.pem', certificates([pki.root])),
      caKeyFile: write('ca.key', pem(pki.ca.key)),
      caCertificateFile: write('ca.pem', certificates(pki.ca.chain)),
      idpAssertions: [idpAssertion],
      expiredToken,
      paths: { ...behaviour.paths },
    },
    ...(variant?.statement && { statement: variant.statement }),
  };
  write('concordat.config.yaml', stringify(configuration, { lineWidth: 0 }));
  return {
    configuration: join(folder, 'concordat.config.yaml'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}
