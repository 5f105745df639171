/**
 * Deployments of an iSHARE Participant Registry.
 */

import type { IdentitySource } from '../../generators/ishare/party-identity.ts';
import type { IshareReference } from '../../reference/ishare/start.ts';
import { type IshareOperator, ishareConnection } from '../../suites/ishare/connection.ts';
import { paceOf, reachOf } from '../connect.ts';
import { ishareOperator } from '../ishare-operator.ts';
import type { ApiDeployments } from './deployment.ts';

/** The target as the client of the settings, or the reference with a throw-away public key infrastructure. */
export const ishareDeployments: ApiDeployments = {
  external(url, settings) {
    const { inputs, open } = ishareConnection(ishareOperator(settings.ishare));
    return {
      url,
      firstPath: inputs.paths.capabilities,
      open: ({ signal, patience } = {}) => open({ baseUrl: url, signal, ...reachOf(settings, patience) }),
      inputs: { ishare: inputs },
      notes: [certificateNote(inputs.identities)],
      close: async () => {},
    };
  },

  async embedded(settings) {
    const { startIshareReference } = await import('../../reference/ishare/start.ts');
    const reference = await startIshareReference();
    const { inputs, open } = ishareConnection(embeddedOperator(reference));
    return {
      url: reference.url,
      firstPath: inputs.paths.capabilities,
      open: ({ signal } = {}) => open({ baseUrl: reference.url, signal, ...paceOf(settings) }),
      inputs: { ishare: inputs },
      notes: [],
      close: () => reference.close(),
    };
  },
};

/** What an operator of the reference would give. */
export function embeddedOperator({
  pki,
  behaviour,
  idpAssertion,
  expiredToken,
}: Pick<IshareReference, 'pki' | 'behaviour' | 'idpAssertion' | 'expiredToken'>): IshareOperator {
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

/** How many parties can be registered, as a sentence. */
export function certificateNote({ capacity }: Pick<IdentitySource, 'capacity'>): string {
  return capacity === Number.POSITIVE_INFINITY
    ? 'Certificates of registered parties are minted with ishare.caKeyFile.'
    : `At most ${capacity} parties can be registered, one for each certificate of ishare.partyCertificates; what needs more is undetermined.`;
}
