/**
 * `PATCH /v2/users/{user-id}`: what updates of parties must do too.
 */
import { updateAddresses } from '../canton/update/addresses.ts';
import { updatedAnnotationRules } from '../canton/update/annotation-rules.ts';
import { updatedAnnotations } from '../canton/update/annotations.ts';
import { concurrentUpdates } from '../canton/update/concurrent.ts';
import { malformedUpdates } from '../canton/update/malformed.ts';
import { updateMasks } from '../canton/update/masks.ts';
import { readingFollows } from '../canton/update/reading-follows.ts';
import { updateVersions } from '../canton/update/versions.ts';
import { users } from './user-resource.ts';

/** Requirements of this topic that hold for both resources. */
export const patchRequirements = [
  ...updatedAnnotations(users),
  ...updatedAnnotationRules(users),
  ...malformedUpdates(users),
  ...readingFollows(users),
  ...concurrentUpdates(users),
  ...updateVersions(users),
  ...updateMasks(users),
  ...updateAddresses(users, (unusedName) => unusedName),
];
