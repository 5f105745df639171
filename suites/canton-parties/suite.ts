/**
 * The suite `canton-parties`: Canton JSON Ledger API 3.5, `POST /v2/parties`.
 */
import type { Suite } from '../../engine/suite.ts';
import { finishCanton, probeCanton } from '../canton/begin-and-end.ts';
import { cantonContract } from '../canton/judge.ts';
import { cantonStatement } from '../canton/statement.ts';
import { isTransient } from '../canton/transient.ts';
import { allocationRequirements } from './allocation.ts';
import { authenticationRequirements } from './authentication.ts';
import { partiesBefore } from './before.ts';
import { bodyRequirements } from './body.ts';
import { duplicateRequirements } from './duplicate.ts';
import { errorRequirements } from './errors.ts';
import { getRequirements } from './get.ts';
import { hintRequirements } from './hint.ts';
import { listRequirements } from './list.ts';
import { metadataRequirements } from './metadata.ts';
import { metadataRuleRequirements } from './metadata-rules.ts';
import { operationRequirements } from './operation.ts';
import { patchRequirements } from './patch.ts';
import { raceRequirements } from './race.ts';
import { referenceRequirements } from './references.ts';
import { requestFormRequirements } from './request-forms.ts';
import { visibilityRequirements } from './visibility.ts';

/** The suite. */
export const cantonParties: Suite = {
  name: 'canton-parties',
  contract: () => cantonContract().identity,
  statement: cantonStatement,
  requirements: [
    ...operationRequirements,
    ...requestFormRequirements,
    ...allocationRequirements,
    ...visibilityRequirements,
    ...hintRequirements,
    ...duplicateRequirements,
    ...raceRequirements,
    ...metadataRequirements,
    ...metadataRuleRequirements,
    ...referenceRequirements,
    ...bodyRequirements,
    ...errorRequirements,
    ...authenticationRequirements,
    ...getRequirements,
    ...listRequirements,
    ...patchRequirements,
  ],
  isTransient,
  probe: async (context) => {
    const probe = await probeCanton(context);
    await partiesBefore(context);
    return probe;
  },
  finish: finishCanton,
};
