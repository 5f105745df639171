/**
 * The generated pages of docs/, by file name.
 */
import { loadContract } from '../../contracts/contract.ts';
import { ishareContract } from '../../contracts/ishare/errata.ts';
import { loadRegisteredSuites } from './coverage.ts';
import { coveragePage } from './coverage-page.ts';
import { errataPage } from './errata-page.ts';
import { cantonPartiesInputs } from './inputs/canton-parties.ts';
import { cantonUsersInputs } from './inputs/canton-users.ts';
import { inputsPage } from './inputs-page.ts';

/** Every generated page, as it must be committed. */
export async function generatedPages(): Promise<Readonly<Record<string, string>>> {
  return {
    'coverage.md': coveragePage(await loadRegisteredSuites()),
    'inputs-canton-parties.md': inputsPage('canton-parties', cantonPartiesInputs),
    'inputs-canton-users.md': inputsPage('canton-users', cantonUsersInputs),
    'errata.md': errataPage([loadContract('canton').identity, ishareContract]),
  };
}
