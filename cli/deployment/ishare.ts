/**
 * Deployments of an iSHARE Participant Registry.
 */
import type { IshareReferenceInWorker } from '../../reference/ishare/worker.ts';
import { type IshareOperator, identitiesOf, ishareConnection } from '../../suites/ishare/connection.ts';
import { usableOperator } from '../../suites/ishare/operator.ts';
import { ishareBlock } from '../configuration/ishare-block.ts';
import type { Settings } from '../configuration/settings.ts';
import { paceOf, reachOf } from '../connect.ts';
import { count } from '../count.ts';
import type { ApiDeployments } from './deployment.ts';

/** The target as the client of the settings, or the reference with a throw-away public key infrastructure. */
export const ishareDeployments: ApiDeployments = {
  external(url, settings) {
    const { inputs, open } = ishareConnection(usableOperator(ishareBlock(settings)));
    return {
      url,
      firstPath: inputs.paths.capabilities,
      open: ({ signal, patience } = {}) => open({ baseUrl: url, signal, ...reachOf(settings, patience) }),
      inputs: { ishare: inputs },
      close: async () => {},
    };
  },

  embedded(settings, { reference, close }) {
    const registry = reference as IshareReferenceInWorker;
    const { inputs, open } = ishareConnection(embeddedOperator(registry));
    return {
      url: registry.url,
      firstPath: inputs.paths.capabilities,
      open: ({ signal } = {}) => open({ baseUrl: registry.url, signal, ...paceOf(settings) }),
      inputs: { ishare: inputs },
      close,
    };
  },
};

/** What an operator of the reference would give. */
export function embeddedOperator({
  pki,
  behaviour,
  idpAssertion,
  expiredToken,
}: Omit<IshareReferenceInWorker, 'url'>): IshareOperator {
  const { registryId, clientId, root, ca, client } = pki;
  const [certificate, ...above] = ca.chain;
  return {
    identity: { registryId, clientId, root, clientKey: client.key, clientChain: client.chain },
    ...(certificate && { authority: { certificate, key: ca.key, above } }),
    partyCertificates: [],
    idpAssertions: [idpAssertion],
    expiredToken,
    paths: behaviour.paths,
  };
}

/** How many parties can be registered, as a sentence for the plan. Reads the files of the settings. */
export function certificateNote(settings: Settings): string {
  const { capacity } = identitiesOf(usableOperator(ishareBlock(settings)));
  return capacity === Number.POSITIVE_INFINITY
    ? 'Certificates of registered parties are minted with ishare.caKeyFile.'
    : `At most ${count(capacity, 'party', 'parties')} can be registered, one for each certificate of ishare.partyCertificates. What needs more is undetermined.`;
}
