/**
 * A reading after an update, of a thing that was read just before it.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { sixOf } from '../list/six.ts';
import { costOf, productClause, type Resource, requirementFor } from '../resource.ts';
import { annotationsPointer } from './about-updates.ts';
import { annotationsOf, expectUpdated, sendUpdate } from './update.ts';

const KEY = 'patch/reading-follows';

/** Requirements of this topic. */
export function readingFollows(resource: Resource): readonly Requirement[] {
  const { words } = resource;
  // Parties cannot be deleted: one of those that the list is read for serves here too.
  const six = sixOf(resource);
  return [
    requirementFor(resource, {
      id: KEY,
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-reading-follows'),
      text: `A ${words.one} that was read before an update is read as updated right after it.`,
      explain: 'Usual causes: answers kept in a cache for a time, by the server or by a proxy; a replica that lags.',
      check: six.over({
        key: KEY,
        cost: costOf(resource, 0, 3),
        satisfied: 'The reading after an update showed it.',
        run: async (steps) => {
          const [id = ''] = await six.given(steps);
          const before = await resource.read(steps, id, 'read before');
          if (before.details === undefined)
            throw new Inconclusive(
              'prerequisite-failed',
              `A ${words.created} ${words.one} could not be read: ${describeAnswer(before.exchange)}`,
            );
          const value = steps.name('value');
          const answer = await sendUpdate(resource, steps, 'update', id, { annotations: { follows: value } });
          if (!expectUpdated(resource, steps, answer, 'The update')) return;
          const { details, exchange } = await resource.read(steps, id, 'read after');
          const seen = annotationsOf(resource, details).follows;
          steps.check(seen === value, {
            summary: 'An update does not show when the same is read again',
            expected: `annotation follows = ${JSON.stringify(value)}`,
            actual: JSON.stringify(seen) ?? 'missing',
            pointer: annotationsPointer(resource),
            evidence: [exchange, answer, before.exchange],
          });
        },
      }),
    }),
  ];
}
