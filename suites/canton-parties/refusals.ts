/**
 * All experiments whose requests are refused, for requirements about refusals as such.
 */
import { bodyRefusals } from './body.ts';
import { hintRefusals } from './hint.ts';
import { metadataRefusals } from './metadata-rules.ts';
import { referenceRefusals } from './references.ts';

/** In the order of the topics. */
export const allRefusals = [...hintRefusals, ...metadataRefusals, ...referenceRefusals, ...bodyRefusals];

/** Those that are invalid under `contract`: a target may accept the others. */
export const contractRefusals = [...hintRefusals, ...metadataRefusals, ...bodyRefusals].filter(
  (experiment) => !['hint/over-185', 'hint/reserved-delimiter'].includes(experiment.key),
);
