/**
 * Updates at the same time.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { productClause, type Resource } from '../resource.ts';
import { annotationsPointer } from './about-updates.ts';
import { updateSteps } from './steps.ts';

/** Answers about load or contention, which the product reports as transient. */
const NOT_ABOUT_THE_UPDATE = [409, 429];

/** Requirements of this topic. */
export function concurrentUpdates(resource: Resource): readonly Requirement[] {
  const { about, given, bodyOf, annotationsOf } = updateSteps(resource);
  return [
    about({
      id: 'concurrent-merges-keep-all',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-concurrent-merges-keep-all'),
      text: 'Ten updates at the same time, each adding a key, keep all ten.',
      explain: 'Usual causes: read, merge and write without a lock.',
      sharedCases: ['RaceConditionUpdateResourceAnnotations'],
      satisfied: 'Ten concurrent updates kept all keys.',
      run: async (steps) => {
        const { id } = await given(steps, resource.words.one);
        const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
        const requests = keys.map((key) => {
          const body = bodyOf(id, { annotations: { [key]: 'value' } });
          return [resource.update.template(id, body), `update ${key}`] as const;
        });
        const answers = await Promise.all(requests.map(([request, label]) => steps.sendOnce(request, label)));
        const accepted = keys.filter((_, index) => answers[index]?.response?.status === 200);
        const { details, exchange } = await resource.read(steps, id, 'read after');
        const seen = annotationsOf(details);
        const lost = accepted.filter((key) => seen[key] !== 'value');
        steps.check(lost.length === 0, {
          summary: `${lost.length} of ${accepted.length} concurrent updates were lost`,
          expected: accepted.join(', '),
          actual: Object.keys(seen).join(', '),
          pointer: annotationsPointer(resource),
          evidence: [...answers.slice(0, 1), exchange],
        });
        const refused = answers.find(({ response }) => {
          const status = response?.status ?? 0;
          return status >= 400 && status < 500 && !NOT_ABOUT_THE_UPDATE.includes(status);
        });
        steps.check(refused === undefined, () => ({
          summary: 'A concurrent update without a version was refused',
          expected: '200 for every update',
          actual: refused ? describeAnswer(refused) : '',
          evidence: refused ? [refused] : [],
        }));
      },
    }),
  ];
}
