/**
 * Metadata that must be accepted, and the resource version that the server gives.
 */
import type { AcceptanceCase } from '../../../engine/checks/acceptance.ts';
import { accepts, holds, outcomeOver } from '../../../engine/checks/accepts.ts';
import { undetermined } from '../../../engine/checks/outcome.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { member } from '../../json.ts';
import { detailsIn, metadataPointer, pageClause, type Resource, requirementFor, versionOf } from '../resource.ts';
import { addedByOthers } from '../update/update.ts';
import { answeredAnnotations, type StoredMetadata, sentAnnotations } from './annotations-of-cases.ts';

/** Requirements of this topic. */
export function legalMetadata(resource: Resource, parts: StoredMetadata): readonly Requirement[] {
  const { words, list, readPointer } = resource;
  const meta = resource.members.metadata;
  const sent = (it: AcceptanceCase) => sentAnnotations(resource, it);
  const answered = (it: AcceptanceCase) => answeredAnnotations(resource, it);
  return [
    requirementFor(resource, {
      id: 'metadata/values-verbatim',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/values'),
      text: 'Any non-empty value is accepted and comes back unchanged: white space, other normal forms, characters beyond the basic plane, control characters.',
      explain: 'Usual causes: trim(); Unicode normalisation; a column in UCS-2 or three-byte UTF-8.',
      check: holds(
        [parts.values],
        (it) => {
          const seen = answered(it) ?? {};
          const changed = Object.entries(sent(it)).find(
            ([key, value]) => seen[key] !== undefined && seen[key] !== value,
          );
          if (!changed) return undefined;
          return {
            summary: 'A value came back changed',
            expected: JSON.stringify(changed[1]),
            actual: JSON.stringify(seen[changed[0]]) ?? '',
            pointer: `${metadataPointer(resource)}/annotations`,
          };
        },
        'Every value came back unchanged.',
        { everyCaseAccepted: true },
      ),
    }),
    requirementFor(resource, {
      id: 'metadata/legal-keys-accepted',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/key'),
      text: 'Keys at every border of the key syntax are accepted: names of 1 to 63 characters, prefixes of up to 253.',
      explain: 'Usual causes: prefixes not supported; a limit that is off by one; a dot or a capital letter refused.',
      check: accepts([parts.keys]),
    }),
    requirementFor(resource, {
      id: 'metadata/size-up-to-limit-accepted',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/size'),
      text: 'Annotations of up to 256,000 bytes are accepted.',
      explain: 'Usual causes: a body limit of 64 or 100 KB in front of the operation; characters counted three times.',
      check: accepts([parts.sizes]),
    }),
    requirementFor(resource, {
      id: 'metadata/resource-version-given',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/resourceVersion/non-empty'),
      text: `The metadata of a ${words.created} ${words.one} has a resource version, which is not empty.`,
      explain: 'Usual causes: the version left to the default of the message.',
      check: holds(
        parts.small,
        (it) => {
          if (member(detailsIn(resource, it.json), meta) === undefined) return undefined;
          if (versionOf(resource, detailsIn(resource, it.json))) return undefined;
          return {
            summary: `A ${words.one} has no resource version`,
            expected: 'a non-empty resourceVersion',
            actual: JSON.stringify(member(detailsIn(resource, it.json), meta, 'resourceVersion')) ?? 'missing',
            pointer: `${metadataPointer(resource)}/resourceVersion`,
          };
        },
        `Every ${words.one} has a resource version.`,
      ),
    }),
    requirementFor(resource, {
      id: 'metadata/resource-version-stable',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/resourceVersion/read'),
      text: `Reading a ${words.one} does not change its resource version.`,
      explain: 'Usual causes: a version made from the time of the answer.',
      check: {
        experiments: [parts.readBacks],
        judge: async (context) => {
          const readings = await context.evidence(parts.readBacks);
          if (readings.length === 0) return undetermined('control-refused', 'No valid request was accepted.');
          const now = await list.read(context);
          if (!now.available) return undetermined('read-back-unavailable', now.reason);
          const entries = new Map(readings.map(({ it, entry }) => [it.id, entry]));
          return outcomeOver(
            readings.map(({ it }) => it),
            context.draw.seed,
            (it) => {
              const [entry, later] = [entries.get(it.id), now.entries.get(it.id ?? '')?.[0]];
              const [before, after] = [versionOf(resource, entry), versionOf(resource, later)];
              if (before === undefined || after === undefined || before === after) return undefined;
              if (addedByOthers(resource, entry, later).length > 0) return undefined;
              return {
                summary: 'A resource version changed by reading',
                expected: JSON.stringify(before),
                actual: JSON.stringify(after),
                pointer: `${readPointer}/${meta}/resourceVersion`,
              };
            },
            'Reading changed no resource version.',
          );
        },
      },
    }),
  ];
}
