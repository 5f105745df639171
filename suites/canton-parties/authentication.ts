/**
 * Authentication, where the target has it.
 */
import { authentication } from '../canton/authentication/requirements.ts';
import { getParty, listParties, patchParty } from '../canton/requests.ts';
import { updateMask } from '../canton/update/update.ts';
import { parties } from './party-resource.ts';

/** Requirements of this topic. */
export const authenticationRequirements = authentication(parties, 'allocate', {
  names: 'list, get, update',
  entitledNames: 'update a party',
  entitledInProduct: 'list the parties',
  requests: (party) => [
    { title: 'GET /v2/parties', request: listParties(), needsRights: 'reference' },
    { title: 'GET /v2/parties/{party}', request: getParty(party) },
    {
      title: 'PATCH /v2/parties/{party}',
      request: patchParty(party, {
        partyDetails: { party, localMetadata: { annotations: { 'concordat/note': 'by a stranger' } } },
        updateMask: updateMask(['local_metadata.annotations']),
      }),
      needsRights: 'contract',
    },
  ],
});
