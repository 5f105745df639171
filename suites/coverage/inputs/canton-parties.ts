/**
 * The table of inputs of the suite `canton-parties`.
 */

import { bodyInputs } from './bodies.ts';
import { metadataInputs } from './metadata.ts';
import { hintInputs, referenceInputs } from './names.ts';
import { requestInputs } from './request-forms.ts';
import { type InputGroup, partyCreation } from './row.ts';
import { queryInputs, updateInputs } from './siblings.ts';

/** Every kind of input, in the order of the page. */
export const cantonPartiesInputs: readonly InputGroup[] = [
  hintInputs,
  metadataInputs(partyCreation),
  referenceInputs,
  bodyInputs,
  requestInputs(partyCreation),
  updateInputs,
  queryInputs,
];
