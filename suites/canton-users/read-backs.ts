/**
 * What `GET /v2/users/{user-id}` says of the specimens.
 */
import { readBacksOf } from '../canton/creation/read-backs.ts';
import { lasting } from './specimens.ts';
import { users } from './user-resource.ts';

/** Readings of every accepted specimen. */
export const readBacks = readBacksOf(users, lasting);
