/**
 * Legal differences between deployments.
 */
import type { Variant } from './deviation.ts';

export const cantonVariants: readonly Variant[] = [];
