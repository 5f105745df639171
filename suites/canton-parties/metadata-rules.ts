/**
 * Metadata that is refused on creation.
 */
import { partyMetadataViolations } from '../../generators/canton/party-violations.ts';
import { metadataRules } from '../canton/creation/metadata-rules.ts';
import { productClause } from '../canton/resource.ts';
import { markedRequest } from './carriers.ts';
import { emptyRecords } from './empty-party.ts';
import { parties } from './party-resource.ts';

const rules = metadataRules(parties, {
  violations: partyMetadataViolations,
  carrier: markedRequest,
  discard: emptyRecords,
  rejectionCode: productClause(parties, 'metadata-rejection-code'),
});

/** Experiments of this topic that refuse. */
export const metadataRefusals = rules.refusals;

/** Requirements of this topic. */
export const metadataRuleRequirements = rules.requirements;
