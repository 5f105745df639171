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
import { isharePartiesInputs } from './inputs/ishare-parties.ts';
import { inputsPage } from './inputs-page.ts';

/** Every generated page, as it must be committed. */
export async function generatedPages(): Promise<Readonly<Record<string, string>>> {
  return {
    'coverage.md': coveragePage(await loadRegisteredSuites()),
    'inputs-canton-parties.md': inputsPage('canton-parties', cantonPartiesInputs, [
      'Two kinds in one right concern `POST /v2/users` and are not scored there; no request of this suite has rights.',
      'Bodies deeper or larger than the safe bounds of the product are never sent to a target that is not embedded.',
    ]),
    'inputs-canton-users.md': inputsPage('canton-users', cantonUsersInputs, [
      'Bodies deeper or larger than the safe bounds of the product are never sent to a target that is not embedded.',
    ]),
    'inputs-ishare-parties.md': inputsPage('ishare-parties', isharePartiesInputs, [
      'Requests for access tokens are no inputs of the operation; their requirements are the topic `token` of the suite.',
      'A registry that declares `statement.requestEncoding: jwt` gets the same registrations as JWTs.',
    ]),
    'errata.md': errataPage([loadContract('canton').identity, ishareContract]),
  };
}
