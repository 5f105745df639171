/**
 * The suite `canton-users`: Canton JSON Ledger API 3.5, `POST /v2/users`.
 */
import type { Suite } from '../../engine/suite.ts';
import { finishCanton, probeCanton } from '../canton/begin-and-end.ts';
import { cantonContract } from '../canton/judge.ts';
import { cantonStatement } from '../canton/statement.ts';
import { isTransient } from '../canton/transient.ts';
import { atOnceRequirements } from './at-once.ts';
import { authenticationRequirements } from './authentication.ts';
import { bodyRequirements } from './body.ts';
import { creationRequirements } from './creation.ts';
import { duplicateRequirements } from './duplicate.ts';
import { errorRequirements } from './errors.ts';
import { idRequirements } from './id.ts';
import { idRejectionRequirements } from './id-rejections.ts';
import { metadataRequirements } from './metadata.ts';
import { metadataRuleRequirements } from './metadata-rules.ts';
import { moveRequirements } from './moves.ts';
import { operationRequirements } from './operation.ts';
import { raceRequirements } from './race.ts';
import { referenceRequirements } from './references.ts';
import { requestFormRequirements } from './request-forms.ts';
import { rightRejectionRequirements } from './right-rejections.ts';
import { rightRequirements } from './rights.ts';
import { rightsLimitRequirements } from './rights-limit.ts';
import { visibilityRequirements } from './visibility.ts';

/** The suite. */
export const cantonUsers: Suite = {
  name: 'canton-users',
  contract: () => cantonContract().identity,
  statement: cantonStatement,
  requirements: [
    ...operationRequirements,
    ...requestFormRequirements,
    ...creationRequirements,
    ...atOnceRequirements,
    ...visibilityRequirements,
    ...idRequirements,
    ...idRejectionRequirements,
    ...duplicateRequirements,
    ...raceRequirements,
    ...metadataRequirements,
    ...metadataRuleRequirements,
    ...referenceRequirements,
    ...moveRequirements,
    ...rightRequirements,
    ...rightRejectionRequirements,
    ...rightsLimitRequirements,
    ...bodyRequirements,
    ...errorRequirements,
    ...authenticationRequirements,
  ],
  isTransient,
  probe: probeCanton,
  finish: finishCanton,
};
