/**
 * Metadata that is refused on creation.
 */
import { userMetadataViolations } from '../../generators/canton/user-violations.ts';
import { metadataRules } from '../canton/creation/metadata-rules.ts';
import { productClause } from '../canton/resource.ts';
import { markedUser } from './carriers.ts';
import { deleteRecords } from './delete-user.ts';
import { users } from './user-resource.ts';

const rules = metadataRules(users, {
  violations: userMetadataViolations,
  carrier: markedUser,
  discard: deleteRecords,
  rejectionCode: productClause(users, 'create-metadata-code'),
});

/** Experiments of this topic that refuse. */
export const metadataRefusals = rules.refusals;

/** Requirements of this topic. */
export const metadataRuleRequirements = rules.requirements;
