/**
 * Local metadata: what is stored is what was sent, and who may set what.
 */
import { acceptances, type LabelledBody } from '../../engine/checks/acceptance.ts';
import { annotationsOfSize } from '../../generators/canton/annotation-sizes.ts';
import { ACCEPTED_ANNOTATION_BYTES } from '../../generators/canton/annotations.ts';
import {
  partyOfAnnotationSize,
  partyWithAnnotations,
  partyWithLegalKeys,
  partyWithTelltaleValues,
} from '../../generators/canton/party.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import type { StoredMetadata } from '../canton/creation/annotations-of-cases.ts';
import { discardedAtOnce } from '../canton/creation/discarded.ts';
import { legalMetadata } from '../canton/creation/legal-metadata.ts';
import { storedAnnotations } from '../canton/creation/stored-annotations.ts';
import { pageClause } from '../canton/resource.ts';
import { emptyRecords } from './empty-party.ts';
import { parties } from './party-resource.ts';
import { readBacks } from './read-backs.ts';
import { concurrentWithHints, concurrentWithoutHint, specimens } from './specimens.ts';

const tabulated = (key: string, rows: () => readonly LabelledBody[]) =>
  acceptances({ key, operation: allocateParty, profile: 'contract', bodies: { kind: 'table', rows } });
const keys = tabulated('metadata/legal-keys', () => [
  { label: 'every legal key', body: { kind: 'json', value: partyWithLegalKeys() } },
]);
const values = tabulated('metadata/values', () => [
  { label: 'every telltale value', body: { kind: 'json', value: partyWithTelltaleValues() } },
]);
const sizes = discardedAtOnce(
  parties,
  tabulated('metadata/sizes', () => [
    {
      label: 'three hundred annotations',
      body: { kind: 'json', value: partyWithAnnotations(annotationsOfSize(60_000, { entries: 300 })) },
    },
    { label: '64,000 bytes', body: { kind: 'json', value: partyOfAnnotationSize(64_000) } },
    { label: '65,537 bytes', body: { kind: 'json', value: partyOfAnnotationSize(65_537) } },
    { label: '256,000 bytes', body: { kind: 'json', value: partyOfAnnotationSize(ACCEPTED_ANNOTATION_BYTES) } },
    {
      label: '256,000 bytes in three-byte characters',
      body: { kind: 'json', value: partyOfAnnotationSize(ACCEPTED_ANNOTATION_BYTES, true) },
    },
  ]),
  emptyRecords,
);
const concurrent = [concurrentWithHints, concurrentWithoutHint];

const parts: StoredMetadata = {
  small: [specimens, ...concurrent, values, keys],
  concurrent,
  keys,
  values,
  sizes,
  readBacks,
  clauses: {
    meaning: pageClause(parties, 'schema/PartyDetails/localMetadata/meaning'),
    stored: pageClause(parties, 'metadata-stored'),
    own: pageClause(parties, 'schema/AllocatePartyRequest/localMetadata/stored'),
  },
};

/** Requirements of this topic. */
export const metadataRequirements = [...storedAnnotations(parties, parts), ...legalMetadata(parties, parts)];
