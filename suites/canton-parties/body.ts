/**
 * Bodies that cannot be read as a request.
 */
import {
  byteOrderMarkInParty,
  malformedParty,
  missingPartyBody,
  nullsInParty,
  partyNotAnObject,
  wrongTypesInParty,
} from '../../generators/canton/party-violations.ts';
import { unreadableBodies } from '../canton/creation/body.ts';
import { markedRequest } from './carriers.ts';
import { parties } from './party-resource.ts';
import { concurrentWithoutHint } from './specimens.ts';

const bodies = unreadableBodies(parties, {
  violations: {
    wrongTypes: wrongTypesInParty,
    nulls: nullsInParty,
    missingBody: missingPartyBody,
    malformed: malformedParty,
    byteOrderMark: byteOrderMarkInParty,
    notAnObject: partyNotAnObject,
  },
  carrier: markedRequest,
  namesChosen: concurrentWithoutHint,
});

/** Experiments of this topic that refuse under `contract`. */
export const bodyRefusals = bodies.refusals;

/** Requirements of this topic. */
export const bodyRequirements = bodies.requirements;
