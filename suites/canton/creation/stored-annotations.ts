/**
 * Annotations: what is stored is what was sent, and who may add what.
 */
import type { AcceptanceCase } from '../../../engine/checks/acceptance.ts';
import { holds } from '../../../engine/checks/accepts.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { MARKER_KEY } from '../../../generators/placeholder.ts';
import { clause } from '../../clause.ts';
import { metadataPointer, pageClause, type Resource, requirementFor } from '../resource.ts';
import { annotationsPointer } from '../update/about-updates.ts';
import {
  answeredAnnotations,
  listed,
  listedOrRead,
  type StoredMetadata,
  sentAnnotations,
} from './annotations-of-cases.ts';

/** Requirements of this topic. */
export function storedAnnotations(resource: Resource, parts: StoredMetadata): readonly Requirement[] {
  const sent = (it: AcceptanceCase) => sentAnnotations(resource, it);
  const answered = (it: AcceptanceCase) => answeredAnnotations(resource, it);
  return [
    requirementFor(resource, {
      id: 'metadata/annotations-echoed',
      level: 'MUST',
      profile: 'contract',
      source: parts.clauses.meaning,
      text: 'Where the answer carries annotations, every annotation that was sent is among them, with its value.',
      explain:
        'Usual causes: metadata left out of the mapping; keys with a prefix dropped; a column that cuts values after 65,535 bytes.',
      smoke: true,
      check: holds(
        [...parts.small, parts.sizes],
        (it) => {
          const seen = answered(it);
          const lost = seen && Object.entries(sent(it)).find(([key, value]) => seen[key] !== value);
          if (!lost) return undefined;
          const [key, value] = lost;
          return {
            summary: `An annotation is ${seen[key] === undefined ? 'missing from' : 'changed in'} the answer`,
            expected: `${JSON.stringify(key)}: ${shown(value)}`,
            actual: seen[key] === undefined ? 'missing' : shown(seen[key]),
            pointer: `${metadataPointer(resource)}/annotations`,
          };
        },
        'Every annotation that was sent came back.',
      ),
    }),
    requirementFor(resource, {
      id: 'metadata/annotations-read-back',
      level: 'MUST',
      profile: 'contract',
      source: parts.clauses.stored,
      text: 'Annotations are stored: the list shows every annotation that was sent, with its value. Large ones are read on their own.',
      explain: 'Usual causes: the answer echoes the request, and nothing is stored.',
      check: listedOrRead(
        resource,
        parts,
        (it, annotations) => {
          const lost = Object.entries(sent(it)).find(([key, value]) => annotations[key] !== value);
          if (!lost) return undefined;
          return {
            summary: 'An annotation is not stored as sent',
            expected: `${JSON.stringify(lost[0])}: ${shown(lost[1])}`,
            actual: annotations[lost[0]] === undefined ? 'missing' : shown(annotations[lost[0]] ?? ''),
            pointer: annotationsPointer(resource),
          };
        },
        'Every annotation is stored as sent.',
      ),
    }),
    requirementFor(resource, {
      id: 'metadata/server-annotations-prefixed',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/server-prefix'),
      text: "Annotations that the server adds have keys with a prefix; keys without one are the caller's.",
      explain: 'Usual causes: bookkeeping of the server under plain keys such as createdAt.',
      check: listed(
        resource,
        parts,
        (it, annotations) => {
          const added = Object.keys(annotations).find((key) => sent(it)[key] === undefined && !key.includes('/'));
          if (added === undefined) return undefined;
          return {
            summary: 'The server added an annotation without a prefix',
            expected: 'keys without a prefix only as sent',
            actual: `${JSON.stringify(added)}: ${JSON.stringify(annotations[added])}`,
            pointer: annotationsPointer(resource),
          };
        },
        'No annotation without a prefix was added.',
      ),
    }),
    requirementFor(resource, {
      id: 'metadata/annotations-exact',
      level: 'MUST',
      profile: 'reference',
      source: clause('canton-reference-3.5', 'annotations-exact'),
      text: 'The answer carries exactly the annotations that were sent.',
      explain: "Usual causes: annotations of the server's own, also with a prefix.",
      check: holds(
        parts.small,
        (it) => {
          const seen = answered(it) ?? {};
          const added = Object.keys(seen).find((key) => sent(it)[key] === undefined);
          if (added === undefined) return undefined;
          return {
            summary: 'The answer has an annotation that was not sent',
            expected: 'exactly what was sent',
            actual: JSON.stringify(added),
            pointer: `${metadataPointer(resource)}/annotations`,
          };
        },
        'The answers carry exactly what was sent.',
      ),
    }),
    requirementFor(resource, {
      id: 'metadata/not-mixed-up',
      level: 'MUST',
      profile: 'contract',
      source: parts.clauses.own,
      text: 'Allocations at the same time keep their own metadata.',
      explain: 'Usual causes: a request held in a shared variable; answers matched to requests by order.',
      check: holds(
        parts.concurrent,
        (it) => {
          const seen = answered(it);
          if (!seen || seen[MARKER_KEY] === it.record.name) return undefined;
          return {
            summary: 'An answer carries the metadata of another request',
            expected: `${MARKER_KEY}: ${JSON.stringify(it.record.name)}`,
            actual: JSON.stringify(seen[MARKER_KEY]) ?? 'missing',
            pointer: `${metadataPointer(resource)}/annotations`,
          };
        },
        'Every answer carries its own metadata.',
      ),
    }),
  ];
}

/** A value in a sentence. Of a long one the length says more than its text. */
function shown(value: string): string {
  if (value.length <= 100) return JSON.stringify(value);
  return `${JSON.stringify(value.slice(0, 20))}…, ${Buffer.byteLength(value)} bytes`;
}
