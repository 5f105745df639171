/**
 * The iSHARE reference as `concordat serve` starts it.
 */
import { ishareFaults } from '../../reference/ishare/faults.ts';
import { startIshareReference } from '../../reference/ishare/start.ts';
import { ishareVariants } from '../../reference/ishare/variants.ts';
import type { ReferenceLauncher } from '../serving.ts';
import { writeRegistryFiles } from './registry-files.ts';

/** The launcher, with everything that can be wrong or different. The registry always demands access tokens. */
export function ishareLauncher(): ReferenceLauncher {
  return {
    name: 'ishare',
    faults: ishareFaults.map(({ id, title, catches }) => ({ id, text: title, catches })),
    variants: ishareVariants.map(({ id, title }) => ({ id, text: title })),
    start: async ({ port, fault, variant }) => {
      const reference = await startIshareReference({ port, fault, variant });
      const files = writeRegistryFiles(reference);
      const { registryId, clientId } = reference.pki;
      return {
        url: reference.url,
        tokens: {},
        configuration: { registryId, clientId },
        configurationFile: files.configuration,
        close: async () => {
          files.remove();
          await reference.close();
        },
      };
    },
  };
}
