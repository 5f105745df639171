/**
 * `PATCH /v2/users/{user-id}`: what updates of parties must do too.
 */
import { namePlaceholder } from '../../generators/placeholder.ts';
import { costOf } from '../canton/resource.ts';
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
import { updateVersions } from '../canton/update/versions.ts';
import { wholeValues } from '../canton/update/whole-values.ts';
import { users } from './user-resource.ts';

/** Requirements of this topic that hold for both resources. */
export const patchRequirements = [
  ...updatedAnnotations(users),
  ...updatedAnnotationRules(users),
  ...malformedUpdates(users),
  ...readingFollows(users),
  ...concurrentUpdates(users),
  ...boundAtOnce(users),
  ...seriesOfUpdates(users),
  ...wholeValues(users),
  firstAnnotations(users, {
    cost: costOf(users, 1, 3),
    given: async (steps) => (await steps.given(users.operation, 'user', { user: { id: namePlaceholder() } })).id,
  }),
  ...updateVersions(users),
  ...updateMasks(users),
  ...updateAddresses(users, (unusedName) => unusedName),
];
