/**
 * Local metadata: what is stored is what was sent, and who may set what.
 */

import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { acceptances, type LabelledBody } from '../../engine/checks/acceptance.ts';
import { accepts, holds, outcomeOver } from '../../engine/checks/accepts.ts';
import { undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { annotationsOfSize } from '../../generators/canton/annotation-sizes.ts';
import { ACCEPTED_ANNOTATION_BYTES } from '../../generators/canton/annotations.ts';
import {
  partyOfAnnotationSize,
  partyWithAnnotations,
  partyWithLegalKeys,
  partyWithTelltaleValues,
} from '../../generators/canton/party.ts';
import { MARKER_KEY } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { member, strings, text } from '../canton/json.ts';
import { readPartyList } from '../canton/party-list.ts';
import { clause } from '../clause.ts';
import { readBacks } from './read-backs.ts';
import { concurrentWithHints, concurrentWithoutHint, specimens } from './specimens.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';
const META = ['partyDetails', 'localMetadata'] as const;

const tabulated = (key: string, rows: () => readonly LabelledBody[]) =>
  acceptances({ key, operation: allocateParty, profile: 'contract', bodies: { kind: 'table', rows } });
const keys = tabulated('metadata/legal-keys', () => [
  { label: 'every legal key', body: { kind: 'json', value: partyWithLegalKeys() } },
]);
const values = tabulated('metadata/values', () => [
  { label: 'every telltale value', body: { kind: 'json', value: partyWithTelltaleValues() } },
]);
const sizes = tabulated('metadata/sizes', () => [
  {
    label: 'a hundred annotations',
    body: { kind: 'json', value: partyWithAnnotations(annotationsOfSize(20_000, { entries: 100 })) },
  },
  { label: '64,000 bytes', body: { kind: 'json', value: partyOfAnnotationSize(64_000) } },
  { label: '65,537 bytes', body: { kind: 'json', value: partyOfAnnotationSize(65_537) } },
  { label: '256,000 bytes', body: { kind: 'json', value: partyOfAnnotationSize(ACCEPTED_ANNOTATION_BYTES) } },
  {
    label: '256,000 bytes in three-byte characters',
    body: { kind: 'json', value: partyOfAnnotationSize(ACCEPTED_ANNOTATION_BYTES, true) },
  },
]);
const small = [specimens, concurrentWithHints, concurrentWithoutHint, values, keys];

/** Annotations that were sent. */
function sentAnnotations(it: AcceptanceCase): Readonly<Record<string, string>> {
  return strings(it.sent, 'localMetadata', 'annotations');
}

/** Annotations in the answer; undefined when the answer leaves them out, which the schema allows. */
function answeredAnnotations(it: AcceptanceCase): Readonly<Record<string, string>> | undefined {
  return member(it.json, ...META, 'annotations') === undefined ? undefined : strings(it.json, ...META, 'annotations');
}

/** Annotations of every accepted case as the list shows them. */
function listed(
  judge: (
    it: AcceptanceCase,
    annotations: Readonly<Record<string, string>>,
  ) => ReturnType<Parameters<typeof outcomeOver>[2]>,
  satisfied: string,
): Check {
  return {
    experiments: small,
    judge: async (context: RunContext) => {
      const cases = (await Promise.all(small.map((experiment) => context.evidence(experiment))))
        .flatMap((of) => of.cases)
        .filter((it) => it.accepted);
      if (cases.length === 0) return undetermined('control-refused', 'No valid request was accepted.');
      const list = await readPartyList(context);
      if (!list.available) return undetermined('read-back-unavailable', list.reason);
      const seen = cases.filter((it) => list.entries.has(it.id ?? ''));
      if (seen.length === 0)
        return undetermined('prerequisite-failed', 'None of the allocated parties is in the list.');
      return outcomeOver(
        seen,
        context.draw.seed,
        (it) => judge(it, strings(list.entries.get(it.id ?? '')?.[0], 'localMetadata', 'annotations')),
        satisfied,
      );
    },
  };
}

/** Requirements of this topic. */
export const metadataRequirements = [
  requirement({
    id: 'canton-parties/metadata/annotations-echoed',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/PartyDetails/localMetadata/meaning'),
    text: 'Where the answer carries annotations, every annotation that was sent is among them.',
    explain: 'Usual causes: metadata left out of the mapping; keys with a prefix dropped.',
    officialCases: ['PMAllocateWithLocalMetadataAnnotations'],
    smoke: true,
    check: holds(
      [...small, sizes],
      (it) => {
        const answered = answeredAnnotations(it);
        const lost = answered && Object.keys(sentAnnotations(it)).find((key) => answered[key] === undefined);
        if (lost === undefined) return undefined;
        return {
          summary: 'An annotation is missing from the answer',
          expected: `key ${JSON.stringify(lost)}`,
          actual: 'missing',
          pointer: '/partyDetails/localMetadata/annotations',
        };
      },
      'Every annotation that was sent came back.',
    ),
  }),
  requirement({
    id: 'canton-parties/metadata/annotations-read-back',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'metadata-stored'),
    text: 'Annotations are stored: the list shows every annotation that was sent, with its value.',
    explain: 'Usual causes: the answer echoes the request, and nothing is stored.',
    officialCases: ['PMAllocateWithLocalMetadataAnnotations', 'PMGetPartiesDetails'],
    check: listed((it, annotations) => {
      const lost = Object.entries(sentAnnotations(it)).find(([key, value]) => annotations[key] !== value);
      if (!lost) return undefined;
      return {
        summary: 'An annotation is not stored as sent',
        expected: `${JSON.stringify(lost[0])}: ${JSON.stringify(lost[1])}`,
        actual: JSON.stringify(annotations[lost[0]]) ?? 'missing',
        pointer: '/partyDetails/0/localMetadata/annotations',
      };
    }, 'Every annotation is stored as sent.'),
  }),
  requirement({
    id: 'canton-parties/metadata/server-annotations-prefixed',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/server-prefix'),
    text: "Annotations that the server adds have keys with a prefix; keys without one are the caller's.",
    explain: 'Usual causes: bookkeeping of the server under plain keys such as createdAt.',
    check: listed((it, annotations) => {
      const added = Object.keys(annotations).find(
        (key) => sentAnnotations(it)[key] === undefined && !key.includes('/'),
      );
      if (added === undefined) return undefined;
      return {
        summary: 'The server added an annotation without a prefix',
        expected: 'keys without a prefix only as sent',
        actual: `${JSON.stringify(added)}: ${JSON.stringify(annotations[added])}`,
        pointer: '/partyDetails/0/localMetadata/annotations',
      };
    }, 'No annotation without a prefix was added.'),
  }),
  requirement({
    id: 'canton-parties/metadata/annotations-exact',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'annotations-exact'),
    text: 'The answer carries exactly the annotations that were sent.',
    explain: "Usual causes: annotations of the server's own, also with a prefix.",
    check: holds(
      small,
      (it) => {
        const answered = answeredAnnotations(it) ?? {};
        const added = Object.keys(answered).find((key) => sentAnnotations(it)[key] === undefined);
        if (added === undefined) return undefined;
        return {
          summary: 'The answer has an annotation that was not sent',
          expected: 'exactly what was sent',
          actual: JSON.stringify(added),
          pointer: '/partyDetails/localMetadata/annotations',
        };
      },
      'The answers carry exactly what was sent.',
    ),
  }),
  requirement({
    id: 'canton-parties/metadata/not-mixed-up',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest/localMetadata/stored'),
    text: 'Allocations at the same time keep their own metadata.',
    explain: 'Usual causes: a request held in a shared variable; answers matched to requests by order.',
    check: holds(
      [concurrentWithHints, concurrentWithoutHint],
      (it) => {
        const answered = answeredAnnotations(it);
        if (!answered || answered[MARKER_KEY] === it.record.name) return undefined;
        return {
          summary: 'An answer carries the metadata of another request',
          expected: `${MARKER_KEY}: ${JSON.stringify(it.record.name)}`,
          actual: JSON.stringify(answered[MARKER_KEY]) ?? 'missing',
          pointer: '/partyDetails/localMetadata/annotations',
        };
      },
      'Every answer carries its own metadata.',
    ),
  }),
  requirement({
    id: 'canton-parties/metadata/values-verbatim',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/values'),
    text: 'Any non-empty value is accepted and comes back unchanged: white space, other normal forms, characters beyond the basic plane, control characters.',
    explain: 'Usual causes: trim(); Unicode normalisation; a column in UCS-2 or three-byte UTF-8.',
    check: holds(
      [values],
      (it) => {
        const answered = answeredAnnotations(it) ?? {};
        const changed = Object.entries(sentAnnotations(it)).find(
          ([key, value]) => answered[key] !== undefined && answered[key] !== value,
        );
        if (!changed) return undefined;
        return {
          summary: 'A value came back changed',
          expected: JSON.stringify(changed[1]),
          actual: JSON.stringify(answered[changed[0]]) ?? '',
          pointer: '/partyDetails/localMetadata/annotations',
        };
      },
      'Every value came back unchanged.',
      { everyCaseAccepted: true },
    ),
  }),
  requirement({
    id: 'canton-parties/metadata/legal-keys-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/key'),
    text: 'Keys at every border of the key syntax are accepted: names of 1 to 63 characters, prefixes of up to 253.',
    explain: 'Usual causes: prefixes not supported; a limit that is off by one; a dot or a capital letter refused.',
    check: accepts([keys]),
  }),
  requirement({
    id: 'canton-parties/metadata/size-up-to-limit-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/annotations/size'),
    text: 'Annotations of up to 256,000 bytes are accepted.',
    explain: 'Usual causes: a body limit of 64 or 100 KB in front of the operation; characters counted three times.',
    check: accepts([sizes]),
  }),
  requirement({
    id: 'canton-parties/metadata/resource-version-given',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/resourceVersion/non-empty'),
    text: 'The metadata of an allocated party has a resource version, which is not empty.',
    explain: 'Usual causes: the version left to the default of the message.',
    officialCases: ['PMAllocateWithLocalMetadataAnnotations'],
    check: holds(
      small,
      (it) => {
        if (member(it.json, ...META) === undefined) return undefined;
        if (text(it.json, ...META, 'resourceVersion')) return undefined;
        return {
          summary: 'A party has no resource version',
          expected: 'a non-empty resourceVersion',
          actual: JSON.stringify(member(it.json, ...META, 'resourceVersion')) ?? 'missing',
          pointer: '/partyDetails/localMetadata/resourceVersion',
        };
      },
      'Every party has a resource version.',
    ),
  }),
  requirement({
    id: 'canton-parties/metadata/resource-version-stable',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/ObjectMeta/resourceVersion/read'),
    text: 'Reading a party does not change its resource version.',
    explain: 'Usual causes: a version made from the time of the answer.',
    check: {
      experiments: [readBacks],
      judge: async (context) => {
        const readings = await context.evidence(readBacks);
        if (readings.length === 0) return undetermined('control-refused', 'No valid request was accepted.');
        const list = await readPartyList(context);
        if (!list.available) return undetermined('read-back-unavailable', list.reason);
        const versionOf = new Map(
          readings.map(({ it, entries }) => [it.id, text(entries[0], 'localMetadata', 'resourceVersion')]),
        );
        return outcomeOver(
          readings.map(({ it }) => it),
          context.draw.seed,
          (it) => {
            const before = versionOf.get(it.id);
            const after = text(list.entries.get(it.id ?? '')?.[0], 'localMetadata', 'resourceVersion');
            if (before === undefined || after === undefined || before === after) return undefined;
            return {
              summary: 'A resource version changed by reading',
              expected: JSON.stringify(before),
              actual: JSON.stringify(after),
              pointer: '/partyDetails/0/localMetadata/resourceVersion',
            };
          },
          'Reading changed no resource version.',
        );
      },
    },
  }),
];
