/**
 * Valid bodies that violations are put into. They carry the name twice, in the id and as a marker, so that what a target creates
 * is attributed even when it makes another id of it.
 */
import type * as fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import { createUserRequest } from '../../generators/canton/user.ts';
import { userNamedTwice } from '../../generators/canton/user-id-violations.ts';

/** A name in the id and in the marker annotation, and a varied rest. */
export function markedUser(): fc.Arbitrary<Json> {
  return createUserRequest().map(userNamedTwice);
}
