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
  requests: (party) => [
    ['GET /v2/parties', listParties()],
    ['GET /v2/parties/{party}', getParty(party)],
    [
      'PATCH /v2/parties/{party}',
      patchParty(party, { partyDetails: { party }, updateMask: updateMask(['local_metadata.annotations']) }),
    ],
  ],
});
