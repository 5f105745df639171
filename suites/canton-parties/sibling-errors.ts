/**
 * Error bodies of reading, listing and updating parties.
 */
import { siblingErrors } from '../canton/errors/siblings.ts';
import { getParty, listParties } from '../canton/requests.ts';
import { costOf } from '../canton/resource.ts';
import { givenThing, sendUpdate } from '../canton/update/update.ts';
import { parties } from './party-resource.ts';
import { unknownPartyLike } from './unknown-party.ts';

/** Decides on the form of these errors. */
export const partySiblingErrors = siblingErrors(parties, costOf(parties, 1, 6), async (steps) => {
  const known = await givenThing(parties, steps, 'party');
  const unknown = unknownPartyLike(known.id, steps.name('unknown'));
  const update = { annotations: { a: 'b' } };
  return [
    ['getV2PartiesParty', 'reading a malformed party', await steps.read(getParty('p@rty::1220'), 'malformed')],
    ['patchV2PartiesParty', 'updating an unknown party', await sendUpdate(parties, steps, 'unknown', unknown, update)],
    [
      'patchV2PartiesParty',
      'updating with another version',
      await sendUpdate(parties, steps, 'other version', known.id, { ...update, version: '987654321' }),
    ],
    ['getV2Parties', 'a negative pageSize', await steps.read(listParties([['pageSize', '-100']]), 'negative')],
    ['getV2Parties', 'an invalid pageToken', await steps.read(listParties([['pageToken', 'no-token']]), 'token')],
  ];
});
