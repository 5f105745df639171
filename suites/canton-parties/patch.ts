/**
 * `PATCH /v2/parties/{party}`.
 */

import { productClause } from '../canton/resource.ts';
import { updateAddresses } from '../canton/update/addresses.ts';
import { updatedAnnotationRules } from '../canton/update/annotation-rules.ts';
import { updatedAnnotations } from '../canton/update/annotations.ts';
import { boundAtOnce } from '../canton/update/bound-at-once.ts';
import { concurrentUpdates } from '../canton/update/concurrent.ts';
import { firstAnnotations } from '../canton/update/first-annotations.ts';
import { malformedUpdates } from '../canton/update/malformed.ts';
import { updateMasks } from '../canton/update/masks.ts';
import { readingFollows } from '../canton/update/reading-follows.ts';
import { seriesOfUpdates } from '../canton/update/series.ts';
import { updateSteps } from '../canton/update/steps.ts';
import { updateVersions } from '../canton/update/versions.ts';
import { wholeValues } from '../canton/update/whole-values.ts';
import { bareParty } from './empty-object.ts';
import { parties } from './party-resource.ts';

const { about, given, send, refused, expectUpdated } = updateSteps(parties);
const INVALID = parties.update.codes.invalid;

const isLocal = [
  about({
    id: 'is-local-change-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(parties, 'patch-is-local-change-rejected'),
    text: `An attempt to change is_local is refused with 400 and code ${INVALID}.`,
    explain: 'Usual causes: the flag stored as sent; the attempt ignored.',
    satisfied: 'A change of is_local was refused.',
    run: refused('A change of is_local', [['false', { details: { isLocal: false }, paths: ['is_local'] }]], INVALID),
  }),
  about({
    id: 'is-local-same-accepted',
    level: 'MUST',
    profile: 'reference',
    source: productClause(parties, 'patch-is-local-same-accepted'),
    text: 'An update that names is_local with the value it has is accepted.',
    explain: 'Usual causes: any mention of the flag refused.',
    satisfied: 'The same is_local was accepted.',
    run: async (steps) => {
      const party = await given(steps, 'party');
      const answer = await send(steps, 'update', party.id, {
        details: { isLocal: true },
        annotations: { added: 'value' },
        paths: ['is_local', 'local_metadata.annotations'],
      });
      expectUpdated(steps, answer, 'An update with the same is_local');
    },
  }),
];

/** Requirements of this topic. */
export const patchRequirements = [
  ...updatedAnnotations(parties),
  ...updatedAnnotationRules(parties),
  ...malformedUpdates(parties),
  ...readingFollows(parties),
  ...concurrentUpdates(parties),
  ...boundAtOnce(parties),
  ...seriesOfUpdates(parties),
  ...wholeValues(parties),
  firstAnnotations(parties, bareParty),
  ...updateVersions(parties),
  ...updateMasks(parties),
  ...isLocal,
  ...updateAddresses(parties, (unusedName, known) => `${unusedName}${known.id.slice(known.id.lastIndexOf('::'))}`),
];
