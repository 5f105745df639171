/**
 * What `GET /v2/parties/{party}` says of the specimens.
 */
import { readBacksOf } from '../canton/creation/read-backs.ts';
import { parties } from './party-resource.ts';
import { concurrentWithHints, concurrentWithoutHint, specimens } from './specimens.ts';

/** Readings of every accepted specimen. */
export const readBacks = readBacksOf(parties, [specimens, concurrentWithHints, concurrentWithoutHint]);
