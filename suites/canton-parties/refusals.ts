/**
 * All experiments whose requests are refused, for requirements about refusals as such.
 */
import { bodyRefusals } from './body.ts';
import { hintRefusals } from './hint.ts';
import { metadataRefusals } from './metadata-rules.ts';
import { referenceRefusals } from './references.ts';

/** In the order of the topics. */
export const allRefusals = [...hintRefusals, ...metadataRefusals, ...referenceRefusals, ...bodyRefusals];

/** Those whose violations are invalid under `contract`, at least in part. */
export const contractRefusals = [...hintRefusals, ...metadataRefusals, ...bodyRefusals];
