/**
 * The six parties of the list, which others may read.
 */
import { sixOf } from '../canton/list/six.ts';
import { parties } from './party-resource.ts';

export const sixParties = sixOf(parties);
