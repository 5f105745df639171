/**
 * The operation itself: offered, and success as documented.
 */
import { successOf } from '../canton/creation/operation.ts';
import { parties } from './party-resource.ts';
import { specimens } from './specimens.ts';

/** Requirements of this topic. */
export const operationRequirements = successOf(parties, specimens);
