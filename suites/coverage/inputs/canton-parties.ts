/**
 * The table of inputs of the suite `canton-parties`.
 */
import { metadataInputs } from './metadata.ts';
import { hintInputs, referenceInputs } from './names.ts';
import { bodyInputs, requestInputs } from './requests.ts';
import type { InputGroup } from './row.ts';
import { queryInputs, updateInputs } from './siblings.ts';

/** Every kind of input, in the order of the page. */
export const cantonPartiesInputs: readonly InputGroup[] = [
  hintInputs,
  metadataInputs,
  referenceInputs,
  bodyInputs,
  requestInputs,
  updateInputs,
  queryInputs,
];
