/**
 * The allocations that many requirements look at: varied valid requests, more than a hundred of them one after the other.
 */

import { acceptances, type LabelledBody } from '../../engine/checks/acceptance.ts';
import type { Draw } from '../../engine/experiment.ts';
import { seedFor } from '../../engine/names.ts';
import { partyCorpus, partyForSpellings } from '../../generators/canton/party.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { spellings } from '../../generators/spellings.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { atOnce, grouped } from '../canton/creation/specimens.ts';
import { marker } from './carriers.ts';
import { hintsOfCharacters, hintsOfLengths } from './hint-tables.ts';

/** How many specimens there are in all. */
const COUNT = { smoke: 12, standard: 101, thorough: 1_010 } as const;

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
export const concurrentWithoutHint = atOnce('concurrent-without-hint', allocateParty, () => ({
  localMetadata: marker(),
}));

/** Requests with hints, all at once, each with a value of its own in its metadata. */
export const concurrentWithHints = atOnce('concurrent-with-hints', allocateParty, () => ({
  partyIdHint: namePlaceholder(),
  localMetadata: marker(),
}));
