/**
 * The suite `canton-users`: Canton JSON Ledger API 3.5, `POST /v2/users`.
 */
import type { Suite } from '../../engine/suite.ts';
import { finishCanton, probeCanton } from '../canton/begin-and-end.ts';
import { cantonContract } from '../canton/judge.ts';
import { cantonStatement } from '../canton/statement.ts';
import { isTransient } from '../canton/transient.ts';
import { activationRequirements } from './activation.ts';
import { atOnceRequirements } from './at-once.ts';
import { authenticationRequirements } from './authentication.ts';
import { bodyRequirements } from './body.ts';
import { changesAtOnceRequirements } from './changes-at-once.ts';
import { creationRequirements } from './creation.ts';
import { deletionRequirements } from './deletion.ts';
import { duplicateRequirements } from './duplicate.ts';
import { errorRequirements } from './errors.ts';
import { getRequirements } from './get.ts';
import { grantRefusalRequirements } from './grant-refusals.ts';
import { grantRevokeRequirements } from './grant-revoke.ts';
import { grounded } from './grounded.ts';
import { idRequirements } from './id.ts';
import { idRejectionRequirements } from './id-rejections.ts';
import { listRequirements } from './list.ts';
import { malformedGrantRequirements } from './malformed-grants.ts';
import { malformedPartyRequirements } from './malformed-parties.ts';
import { metadataRequirements } from './metadata.ts';
import { metadataRuleRequirements } from './metadata-rules.ts';
import { modelRequirements } from './model.ts';
import { moveRequirements } from './moves.ts';
import { operationRequirements } from './operation.ts';
import { patchRequirements } from './patch.ts';
import { patchAttributeRequirements } from './patch-attributes.ts';
import { raceRequirements } from './race.ts';
import { referenceRequirements } from './references.ts';
import { refusedThenCreatedRequirements } from './refused-then-created.ts';
import { requestFormRequirements } from './request-forms.ts';
import { rightRejectionRequirements } from './right-rejections.ts';
import { rightRequirements } from './rights.ts';
import { rightsLimitRequirements } from './rights-limit.ts';
import { restoreSpareUser } from './spare-user.ts';
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
    ...refusedThenCreatedRequirements,
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
    ...getRequirements,
    ...deletionRequirements,
    ...listRequirements,
    ...patchRequirements,
    ...patchAttributeRequirements,
    ...grantRevokeRequirements,
    ...grantRefusalRequirements,
    ...changesAtOnceRequirements,
    ...malformedGrantRequirements,
    ...malformedPartyRequirements,
    ...activationRequirements,
    ...modelRequirements,
  ].map(grounded),
  isTransient,
  probe: probeCanton,
  finish: async (context) => {
    await restoreSpareUser(context);
    await finishCanton(context);
  },
};
