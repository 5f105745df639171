/**
 * Equal hints at the same time.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { marker } from './carriers.ts';

const RACERS = 10;

/** Ten requests with one hint, sent together and never again (design.md, rule 10). */
export function raceOfEqualHints(steps: Scenario): Promise<readonly CaseRecord[]> {
  const body = { partyIdHint: namePlaceholder(), localMetadata: marker() };
  return Promise.all(Array.from({ length: RACERS }, () => steps.create(allocateParty, 'race', body, { once: true })));
}
