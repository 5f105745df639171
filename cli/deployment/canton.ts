/**
 * Deployments of the Canton JSON Ledger API.
 */
import type { CantonReferenceInWorker } from '../../reference/canton/worker.ts';
import { createTarget } from '../../target/client.ts';
import type { CredentialRole } from '../../target/exchange.ts';
import type { CredentialSource } from '../../target/options.ts';
import { connectTarget, paceOf } from '../connect.ts';
import type { ApiDeployments } from './deployment.ts';

const firstPath = '/v2/version';

/** The target with the tokens of the settings, or the reference with tokens of its own. */
export const cantonDeployments: ApiDeployments = {
  external(url, settings) {
    const { synchronizerId, identityProviderId } = settings.canton;
    return {
      url,
      firstPath,
      open: ({ signal, patience } = {}) => connectTarget(settings, url, signal, patience),
      inputs: { synchronizerId, identityProviderId },
      close: async () => {},
    };
  },

  embedded(settings, { reference, close }) {
    const { url, tokens, synchronizerId, identityProviderId } = reference as CantonReferenceInWorker;
    const credentials: Partial<Record<CredentialRole, CredentialSource>> = {};
    for (const [role, value] of Object.entries(tokens ?? {})) {
      credentials[role as CredentialRole] = { kind: 'value', value };
    }
    return {
      url,
      firstPath,
      open: ({ signal } = {}) => createTarget({ baseUrl: url, credentials, signal, ...paceOf(settings) }),
      inputs: { synchronizerId, identityProviderId },
      close,
    };
  },
};
