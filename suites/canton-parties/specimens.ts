/**
 * The allocations that many requirements look at: varied valid requests, more than a hundred of them one after the other.
 */

import { type AcceptanceCase, acceptances, type LabelledBody } from '../../engine/checks/acceptance.ts';
import type { Draw } from '../../engine/experiment.ts';
import { seedFor } from '../../engine/names.ts';
import { partyCorpus, partyForSpellings } from '../../generators/canton/party.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { spellings } from '../../generators/spellings.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { marker } from './carriers.ts';
import { hintsOfCharacters, hintsOfLengths } from './hint-tables.ts';

/** How many specimens there are in all. */
const COUNT = { smoke: 12, standard: 101, thorough: 1_010 } as const;
const AT_ONCE = { smoke: 4, standard: 10, thorough: 64 } as const;

/** What a specimen is there for, beside being one more allocation. */
export type SpecimenGroup = 'length' | 'characters' | 'spelling' | 'varied';

function grouped(group: SpecimenGroup, bodies: readonly LabelledBody[]): readonly LabelledBody[] {
  return bodies.map((body) => ({ ...body, label: `${group}: ${body.label}` }));
}

/** Whether a case belongs to a group. */
export function inGroup(group: SpecimenGroup): (it: AcceptanceCase) => boolean {
  return (it) => it.label.startsWith(`${group}: `);
}

function specimenBodies({ seed, budget }: Draw): readonly LabelledBody[] {
  const spelled = spellings(partyForSpellings()).map(
    ({ label, text }): LabelledBody => ({ label, body: { kind: 'text', text } }),
  );
  const tables =
    budget === 'smoke'
      ? grouped('characters', hintsOfCharacters(budget))
      : [
          ...grouped('length', hintsOfLengths()),
          ...grouped('characters', hintsOfCharacters(budget)),
          ...grouped('spelling', spelled),
        ];
  const varied = partyCorpus(seedFor(seed, 'specimens'), Math.max(0, COUNT[budget] - tables.length));
  return [
    ...tables,
    ...grouped(
      'varied',
      varied.map((value, index) => ({ label: String(index), body: { kind: 'json', value } })),
    ),
  ];
}

/** Varied requests in a row. */
export const specimens = acceptances({
  key: 'specimens',
  operation: allocateParty,
  profile: 'contract',
  sequential: true,
  bodies: { kind: 'table', rows: specimenBodies },
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
