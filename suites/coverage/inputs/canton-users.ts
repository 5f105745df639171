/**
 * The table of inputs of the suite `canton-users`.
 */
import { metadataInputs } from './metadata.ts';
import { requestInputs } from './request-forms.ts';
import { type InputGroup, userCreation } from './row.ts';
import { userBodyInputs } from './user-bodies.ts';
import { userIdInputs, userReferenceInputs } from './user-names.ts';
import { userRightInputs } from './user-rights.ts';

/** Every kind of input, in the order of the page. */
export const cantonUsersInputs: readonly InputGroup[] = [
  userIdInputs,
  userReferenceInputs,
  metadataInputs(userCreation),
  userRightInputs,
  userBodyInputs,
  requestInputs(userCreation),
];
