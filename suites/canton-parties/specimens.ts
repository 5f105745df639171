/**
 * The allocations that many requirements look at: varied valid requests, more than a hundred of them one after the other.
 */

import { acceptances } from '../../engine/checks/acceptance.ts';
import { seedFor } from '../../engine/names.ts';
import { partyCorpus } from '../../generators/canton/party.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { marker } from './carriers.ts';

const COUNT = { smoke: 12, standard: 101, thorough: 1_010 } as const;
const AT_ONCE = { smoke: 4, standard: 16, thorough: 64 } as const;

/** Varied requests in a row. */
export const specimens = acceptances({
  key: 'specimens',
  operation: allocateParty,
  profile: 'contract',
  sequential: true,
  bodies: {
    kind: 'table',
    rows: ({ seed, budget }) =>
      partyCorpus(seedFor(seed, 'specimens'), COUNT[budget]).map((value, index) => ({
        label: `specimen ${index}`,
        body: { kind: 'json', value },
      })),
  },
});

/** Requests without a hint, all at once, each with a value of its own in its metadata. */
export const concurrentWithoutHint = acceptances({
  key: 'concurrent-without-hint',
  operation: allocateParty,
  profile: 'contract',
  bodies: {
    kind: 'table',
    rows: ({ budget }) =>
      Array.from({ length: AT_ONCE[budget] }, (_, index) => ({
        label: `at once ${index}`,
        body: { kind: 'json', value: { localMetadata: marker() } },
      })),
  },
});

/** Requests with hints, all at once, each with a value of its own in its metadata. */
export const concurrentWithHints = acceptances({
  key: 'concurrent-with-hints',
  operation: allocateParty,
  profile: 'contract',
  bodies: {
    kind: 'table',
    rows: ({ budget }) =>
      Array.from({ length: AT_ONCE[budget] }, (_, index) => ({
        label: `at once ${index}`,
        body: { kind: 'json', value: { partyIdHint: namePlaceholder(), localMetadata: marker() } },
      })),
  },
});
