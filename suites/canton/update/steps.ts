/**
 * The steps of updates for one resource, so that a topic does not name it in every line.
 */
import type { Resource } from '../resource.ts';
import { aboutUpdates, expectAnnotations, expectUnchanged, refusedUpdate } from './about-updates.ts';
import {
  annotationsOf,
  expectUpdated,
  givenThing,
  sendUpdate,
  updateBody,
  updatedDetails,
  versionShown,
} from './update.ts';

/** Steps and expectations, each without its first parameter. */
export function updateSteps(resource: Resource) {
  return {
    about: aboutUpdates.bind(null, resource),
    given: givenThing.bind(null, resource),
    send: sendUpdate.bind(null, resource),
    bodyOf: updateBody.bind(null, resource),
    detailsOf: updatedDetails.bind(null, resource),
    annotationsOf: annotationsOf.bind(null, resource),
    versionShown: versionShown.bind(null, resource),
    expectUpdated: expectUpdated.bind(null, resource),
    expectUnchanged: expectUnchanged.bind(null, resource),
    expectAnnotations: expectAnnotations.bind(null, resource),
    refused: refusedUpdate.bind(null, resource),
  };
}
