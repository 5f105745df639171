/**
 * Metadata that is refused on creation.
 */
import type * as fc from 'fast-check';
import type { Json } from '../../../contracts/model.ts';
import { type RefusalEvidence, refusals as refusalsOf } from '../../../engine/checks/refusal.ts';
import { rejects } from '../../../engine/checks/rejects.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement, Source } from '../../../engine/requirement.ts';
import type { AnnotationViolations } from '../../../generators/canton/annotation-violations.ts';
import type { Violation } from '../../../generators/violation.ts';
import { cantonError, clientError } from '../expectations.ts';
import { pageClause, type Resource, requirementFor } from '../resource.ts';
import type { Discard } from './discarded.ts';

/** What the topic is made of for one resource. */
export interface MetadataRules {
  readonly violations: AnnotationViolations;
  /** Valid bodies that the violations are put into. */
  readonly carrier: () => fc.Arbitrary<Json>;
  /** For the large controls of the limit of size. */
  readonly discard: Discard;
  /** The clause on the code of the product. */
  readonly rejectionCode: Source;
}

/** The experiments of this topic and its requirements. */
export function metadataRules(
  resource: Resource,
  { violations, carrier, discard, rejectionCode }: MetadataRules,
): { readonly refusals: readonly Experiment<RefusalEvidence>[]; readonly requirements: readonly Requirement[] } {
  const { resourceVersionSet, keyCharacters, keyNameTooLong, keyPrefix, keyPrefixTooLong, emptyValue, oversize } =
    violations;
  const { operation, words } = resource;
  const refused = (key: string, ...broken: readonly Violation[]) =>
    refusalsOf({ key: `metadata/${key}`, operation, violations: broken, carrier });
  const annotations = refused('annotations', keyCharacters, keyNameTooLong, keyPrefix, keyPrefixTooLong, emptyValue);
  const version = refused('resource-version', resourceVersionSet);
  const size = refusalsOf({
    key: 'metadata/size',
    operation,
    violations: [oversize],
    carrier,
    discard,
  });
  const refusals = [annotations, version, size];
  const requirements = [
    requirementFor(resource, {
      id: 'metadata/resource-version-refused-on-creation',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/resourceVersion/empty-on-creation'),
      text: 'A request that sets a resource version on creation is refused and creates nothing.',
      explain: `Usual causes: the member ignored on creation; a client that sends a ${words.one} back as it read it.`,
      check: rejects([version], [resourceVersionSet], clientError()),
    }),
    requirementFor(resource, {
      id: 'metadata/key-characters-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/key-name'),
      text: 'An annotation key whose name is empty, has an illegal character, or does not begin and end with a letter or digit is refused.',
      explain: 'Usual causes: keys not checked at all; a pattern that checks the characters but not both ends.',
      sharedCases: ['TestAnnotationsKeySyntaxOnResourceCreation'],
      smoke: true,
      check: rejects([annotations], [keyCharacters], clientError()),
    }),
    requirementFor(resource, {
      id: 'metadata/key-name-too-long-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/key-name-length'),
      text: 'An annotation key whose name has more than 63 characters is refused.',
      explain: 'Usual causes: the limit applied to prefix and name together, or not at all.',
      check: rejects([annotations], [keyNameTooLong], clientError()),
    }),
    requirementFor(resource, {
      id: 'metadata/key-prefix-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/key-prefix'),
      text: 'An annotation key whose prefix is no DNS subdomain, or that has more than one slash, is refused.',
      explain: 'Usual causes: the prefix checked with the rule of the name; the key split at the last slash.',
      sharedCases: ['TestAnnotationsKeySyntaxOnResourceCreation'],
      check: rejects([annotations], [keyPrefix], clientError()),
    }),
    requirementFor(resource, {
      id: 'metadata/key-prefix-too-long-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/key-prefix-length'),
      text: 'An annotation key whose prefix has more than 253 characters is refused.',
      explain: 'Usual causes: no limit, or one for the labels only.',
      check: rejects([annotations], [keyPrefixTooLong], clientError()),
    }),
    requirementFor(resource, {
      id: 'metadata/empty-value-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/values-non-empty'),
      text: 'An annotation with an empty value is refused on creation.',
      explain: 'Usual causes: the rule of updates, where an empty value deletes, applied to creation.',
      sharedCases: ['FailingToCreateResourceWhenAnnotationsValueIsEmpty'],
      check: rejects([annotations], [emptyValue], clientError()),
    }),
    requirementFor(resource, {
      id: 'metadata/oversize-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/size'),
      text: 'Annotations of more than 262,144 bytes of UTF-8 are refused, also when they have fewer characters.',
      explain: 'Usual causes: no limit; characters counted instead of bytes; values counted without keys.',
      sharedCases: ['TestAnnotationsSizeLimitsOnResourceCreation'],
      check: rejects([size], [oversize], clientError({ tooLarge: true })),
    }),
    requirementFor(resource, {
      id: 'metadata/rejection-code',
      level: 'MUST',
      profile: 'reference',
      source: rejectionCode,
      text: 'Refused metadata is answered with 400 and code INVALID_ARGUMENT.',
      explain: 'Usual causes: the error of a single field (INVALID_FIELD); the code of merges on update.',
      sharedCases: [
        'TestAnnotationsKeySyntaxOnResourceCreation',
        'TestAnnotationsSizeLimitsOnResourceCreation',
        'FailingToCreateResourceWhenAnnotationsValueIsEmpty',
      ],
      check: rejects(refusals, Object.values(violations), cantonError('INVALID_ARGUMENT')),
    }),
  ];
  return { refusals, requirements };
}
