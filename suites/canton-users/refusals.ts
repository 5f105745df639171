/**
 * All experiments whose requests are refused, for requirements about refusals as such.
 */
import { bodyRefusals } from './body.ts';
import { idRefusals } from './id-rejections.ts';
import { metadataRefusals } from './metadata-rules.ts';
import { referenceRefusals } from './references.ts';
import { rightRefusals } from './right-rejections.ts';

/** In the order of the topics. Those that are invalid under the reference only are told by their violations. */
export const allRefusals = [
  ...idRefusals,
  ...metadataRefusals,
  ...referenceRefusals,
  ...rightRefusals,
  ...bodyRefusals,
];
