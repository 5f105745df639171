/**
 * All faults of the Canton reference.
 */
import type { Fault } from './deviation.ts';

export const cantonFaults: readonly Fault[] = [];
