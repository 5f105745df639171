/**
 * What updates take: the values and keys that creations take, and the masks that the contract gives as examples.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { legalKeys, telltaleValues } from '../../../generators/canton/annotations.ts';
import { clause } from '../../clause.ts';
import { type Annotations, pageClause, type Resource } from '../resource.ts';
import { annotationsPointer, showsAnnotations } from './about-updates.ts';
import { aboutOneOfSix } from './one-of-six.ts';
import { annotationsOf, expectUpdated, sendUpdate, updatedDetails } from './update.ts';

/** Every telltale value under a key of its own, and every legal key. */
function telltales(): Annotations {
  return Object.fromEntries([
    ...telltaleValues().map(({ text }, index) => [`example.com/telltale-${index}`, text]),
    ...legalKeys().map(({ text }) => [text, 'value']),
  ]);
}

/** Requirements of this topic. */
export function wholeValues(resource: Resource): readonly Requirement[] {
  const { words, members, update } = resource;
  return [
    aboutOneOfSix(resource, {
      id: 'annotations-verbatim',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/values'),
      text: 'An update stores the keys and values that a creation may have, unchanged and all of them.',
      explain:
        'Usual causes: values trimmed, normalised or cut in updates only; keys with a prefix dropped; a limit on their number.',
      satisfied: 'Every key and value was stored as sent.',
      index: 3,
      exchanges: 2,
      run: async (steps, { id }) => {
        const sent = telltales();
        const answer = await sendUpdate(resource, steps, 'update', id, { annotations: sent });
        if (!expectUpdated(resource, steps, answer, 'An update with legal keys and values')) return;
        const { details, exchange } = await resource.read(steps, id, 'read after');
        for (const [where, seen, pointer] of [
          ['answer', updatedDetails(resource, answer), `/${members.details}/${members.metadata}/annotations`],
          ['reading', details, annotationsPointer(resource)],
        ] as const) {
          if (where === 'answer' && !showsAnnotations(resource, seen)) continue;
          const shown = annotationsOf(resource, seen);
          const wrong = Object.entries(sent).find(([key, value]) => shown[key] !== value);
          steps.check(wrong === undefined, () => ({
            summary: `An update did not keep an annotation as it was sent (in the ${where})`,
            expected: JSON.stringify(wrong),
            actual: JSON.stringify(shown[wrong?.[0] ?? '']) ?? 'missing',
            pointer,
            evidence: [answer, exchange],
          }));
        }
      },
    }),
    aboutOneOfSix(resource, {
      id: 'mask-parent',
      level: 'MUST',
      profile: 'contract',
      source: clause('canton-openapi-3.5.6', `${update.operationId}/mask-examples`),
      text: `A mask that names ${update.paths.metadata} as a whole lets annotations be updated.`,
      explain: 'Usual causes: only the longest paths known; a parent accepted and nothing done.',
      satisfied: 'The mask of the whole metadata was applied.',
      index: 4,
      exchanges: 2,
      run: async (steps, { id }) => {
        const annotations = { parent: 'value' };
        const paths = [update.paths.metadata];
        const answer = await sendUpdate(resource, steps, 'update', id, { annotations, paths });
        if (!expectUpdated(resource, steps, answer, `An update with the mask ${update.paths.metadata}`)) return;
        const { details, exchange } = await resource.read(steps, id, 'read after');
        const seen = annotationsOf(resource, details).parent;
        steps.check(seen === annotations.parent, {
          summary: `An update with the mask ${update.paths.metadata} did not update annotations of the ${words.one}`,
          expected: `annotation parent = ${JSON.stringify(annotations.parent)}`,
          actual: JSON.stringify(seen) ?? 'missing',
          pointer: annotationsPointer(resource),
          evidence: [answer, exchange],
        });
      },
    }),
  ];
}
