/**
 * The Canton reference as `concordat serve` starts it.
 */
import { cantonFaults } from '../../reference/canton/faults.ts';
import { startCantonReference } from '../../reference/canton/server.ts';
import { cantonVariants } from '../../reference/canton/variants.ts';
import type { ReferenceLauncher } from '../serving.ts';

/** The launcher, with everything that can be wrong or different. */
export function cantonLauncher(): ReferenceLauncher {
  return {
    name: 'canton',
    faults: cantonFaults.map(({ id, title, catches }) => ({ id, text: title, catches })),
    variants: cantonVariants.map(({ id, title }) => ({ id, text: title })),
    start: async (options) => {
      const { url, tokens, synchronizerId, identityProviderId, close } = await startCantonReference(options);
      return { url, tokens: { ...tokens }, configuration: { synchronizerId, identityProviderId }, close };
    },
  };
}
