/**
 * Metadata that is refused on creation.
 */
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { requirement } from '../../engine/requirement.ts';
import { partyMetadataViolations } from '../../generators/canton/party-violations.ts';
import type { Violation } from '../../generators/violation.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { cantonError, clientError } from '../canton/expectations.ts';
import { clause } from '../clause.ts';
import { markedRequest } from './carriers.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

const { resourceVersionSet, keyCharacters, keyNameTooLong, keyPrefix, keyPrefixTooLong, emptyValue, oversize } =
  partyMetadataViolations;

const refused = (key: string, ...violations: readonly Violation[]) =>
  refusals({ key: `metadata/${key}`, operation: allocateParty, violations, carrier: markedRequest });

const annotations = refused('annotations', keyCharacters, keyNameTooLong, keyPrefix, keyPrefixTooLong, emptyValue);
const version = refused('resource-version', resourceVersionSet);
const size = refused('size', oversize);

/** Experiments of this topic that refuse. */
export const metadataRefusals = [annotations, version, size];

/** Requirements of this topic. */
export const metadataRuleRequirements = [
  requirement({
    id: 'canton-parties/metadata/resource-version-refused-on-creation',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/resourceVersion/empty-on-creation'),
    text: 'A request that sets a resource version on creation is refused and creates nothing.',
    explain: 'Usual causes: the member ignored on creation; a client that sends a party back as it read it.',
    check: rejects([version], [resourceVersionSet], clientError()),
  }),
  requirement({
    id: 'canton-parties/metadata/key-characters-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/key-name'),
    text: 'An annotation key whose name is empty, has an illegal character, or does not begin and end with a letter or digit is refused.',
    explain: 'Usual causes: keys not checked at all; a pattern that checks the characters but not both ends.',
    officialCases: ['party:TestAnnotationsKeySyntaxOnResourceCreation'],
    smoke: true,
    check: rejects([annotations], [keyCharacters], clientError()),
  }),
  requirement({
    id: 'canton-parties/metadata/key-name-too-long-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/key-name-length'),
    text: 'An annotation key whose name has more than 63 characters is refused.',
    explain: 'Usual causes: the limit applied to prefix and name together, or not at all.',
    check: rejects([annotations], [keyNameTooLong], clientError()),
  }),
  requirement({
    id: 'canton-parties/metadata/key-prefix-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/key-prefix'),
    text: 'An annotation key whose prefix is no DNS subdomain, or that has more than one slash, is refused.',
    explain: 'Usual causes: the prefix checked with the rule of the name; the key split at the last slash.',
    officialCases: ['party:TestAnnotationsKeySyntaxOnResourceCreation'],
    check: rejects([annotations], [keyPrefix], clientError()),
  }),
  requirement({
    id: 'canton-parties/metadata/key-prefix-too-long-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/key-prefix-length'),
    text: 'An annotation key whose prefix has more than 253 characters is refused.',
    explain: 'Usual causes: no limit, or one for the labels only.',
    check: rejects([annotations], [keyPrefixTooLong], clientError()),
  }),
  requirement({
    id: 'canton-parties/metadata/empty-value-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/values-non-empty'),
    text: 'An annotation with an empty value is refused on creation.',
    explain: 'Usual causes: the rule of updates, where an empty value deletes, applied to creation.',
    officialCases: [
      'PMFailToAllocateWhenAnnotationsHaveEmptyValues',
      'party:FailingToCreateResourceWhenAnnotationsValueIsEmpty',
    ],
    check: rejects([annotations], [emptyValue], clientError()),
  }),
  requirement({
    id: 'canton-parties/metadata/oversize-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/size'),
    text: 'Annotations of more than 262,144 bytes of UTF-8 are refused, also when they have fewer characters.',
    explain: 'Usual causes: no limit; characters counted instead of bytes; values counted without keys.',
    officialCases: ['party:TestAnnotationsSizeLimitsOnResourceCreation'],
    check: rejects([size], [oversize], clientError({ tooLarge: true })),
  }),
  requirement({
    id: 'canton-parties/metadata/rejection-code',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'metadata-rejection-code'),
    text: 'Refused metadata is answered with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the error of a single field (INVALID_FIELD); the code of merges on update.',
    officialCases: [
      'PMFailToAllocateWhenAnnotationsHaveEmptyValues',
      'party:TestAnnotationsKeySyntaxOnResourceCreation',
      'party:TestAnnotationsSizeLimitsOnResourceCreation',
      'party:FailingToCreateResourceWhenAnnotationsValueIsEmpty',
    ],
    check: rejects(metadataRefusals, Object.values(partyMetadataViolations), cantonError('INVALID_ARGUMENT')),
  }),
];
