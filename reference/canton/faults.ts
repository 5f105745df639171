/**
 * All faults of the Canton reference, by topic.
 */
import type { Fault } from './deviation.ts';
import { allocationFaults } from './faults/allocation.ts';
import { authenticationFaults } from './faults/authentication.ts';
import { bodyFaults } from './faults/body.ts';
import { duplicateFaults } from './faults/duplicate.ts';
import { errorFaults } from './faults/errors.ts';
import { getFaults } from './faults/get.ts';
import { hintFaults } from './faults/hint.ts';
import { hintRejectionFaults } from './faults/hint-rejection.ts';
import { identifierFaults } from './faults/identifier.ts';
import { listFaults } from './faults/list.ts';
import { metadataFaults } from './faults/metadata.ts';
import { metadataRejectionFaults } from './faults/metadata-rejection.ts';
import { operationFaults } from './faults/operation.ts';
import { patchFaults } from './faults/patch.ts';
import { patchMaskFaults } from './faults/patch-mask.ts';
import { referenceFaults } from './faults/references.ts';
import { requestFormFaults } from './faults/request-form.ts';

export const cantonFaults: readonly Fault[] = [
  ...operationFaults,
  ...requestFormFaults,
  ...identifierFaults,
  ...allocationFaults,
  ...hintFaults,
  ...hintRejectionFaults,
  ...duplicateFaults,
  ...metadataFaults,
  ...metadataRejectionFaults,
  ...referenceFaults,
  ...bodyFaults,
  ...errorFaults,
  ...authenticationFaults,
  ...getFaults,
  ...listFaults,
  ...patchFaults,
  ...patchMaskFaults,
];
