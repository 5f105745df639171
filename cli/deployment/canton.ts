/**
 * Deployments of the Canton JSON Ledger API.
 */
import type { ReferenceOptions } from '../../reference/canton/server.ts';
import type { CantonReferenceInWorker } from '../../reference/canton/worker.ts';
import { createTarget } from '../../target/client.ts';
import type { CredentialRole } from '../../target/exchange.ts';
import type { CredentialSource } from '../../target/options.ts';
import { connectTarget, paceOf } from '../connect.ts';
import type { ApiDeployments } from './deployment.ts';
import { startInWorker } from './in-worker.ts';

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

  /** The reference demands tokens, so that the requirements about them are tested as well. */
  async embedded(settings) {
    const options: ReferenceOptions = { authentication: true };
    const { reference, close } = await startInWorker<CantonReferenceInWorker>('#reference/canton/worker', options);
    const { url, synchronizerId, identityProviderId } = reference;
    const credentials: Partial<Record<CredentialRole, CredentialSource>> = {};
    for (const [role, value] of Object.entries(reference.tokens ?? {})) {
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
