/**
 * Updates at the same time that are bound to one version: a successful one is guaranteed that no other took place.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { pageClause, type Resource } from '../resource.ts';
import { annotationsPointer } from './about-updates.ts';
import { aboutOneOfSix } from './one-of-six.ts';
import { updateSteps } from './steps.ts';

const RACERS = 10;
/** The first round may find the connections not yet open. */
const ROUNDS = 3;

/** Requirements of this topic. */
export function boundAtOnce(resource: Resource): readonly Requirement[] {
  const { send, bodyOf, detailsOf, annotationsOf, versionShown, expectUpdated } = updateSteps(resource);
  return [
    aboutOneOfSix(resource, {
      id: 'bound-at-once-one-winner',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/resourceVersion/guarantee'),
      text: 'Of updates at the same time that name the same resource version no two succeed, and what is stored is that of the successful one.',
      explain:
        'Usual causes: the version compared first and written then, without a lock or a condition in the statement.',
      satisfied: `Of ${RACERS} updates that named one version no two succeeded.`,
      index: 1,
      exchanges: ROUNDS * (RACERS + 2) + 1,
      run: async (steps, { id }) => {
        let stored: string | undefined;
        let decided = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          const idle = `round ${round}`;
          const before = await send(steps, `before ${idle}`, id, { annotations: { bound: idle } });
          if (!expectUpdated(steps, before, 'An update without a version')) return;
          const version = await versionShown(steps, `before ${idle}`, id, detailsOf(before));
          if (version === '')
            throw new Inconclusive('prerequisite-failed', 'Neither an update nor a reading shows a resource version.');
          const values = Array.from({ length: RACERS }, (_, racer) => `${idle}, racer ${racer}`);
          const racers = await Promise.all(
            values.map((bound) => {
              const body = bodyOf(id, { annotations: { bound }, version });
              return steps.sendOnce(resource.update.template(id, body), bound);
            }),
          );
          const winners = racers.filter((racer) => detailsOf(racer) !== undefined);
          const alone = steps.check(winners.length <= 1, {
            summary: `${winners.length} of ${RACERS} updates at once that named one resource version succeeded`,
            expected: 'one success; the others refused, because another update took place',
            actual: winners.map((winner) => describeAnswer(winner, 60)).join('; '),
            evidence: winners.slice(0, 2),
          });
          if (!alone) return;
          decided += winners.length;
          // Whether an update without a lasting answer was done nobody knows.
          const open = racers.some((racer) => !racer.response || steps.context.isTransient(racer));
          const [winner] = winners;
          stored = open ? undefined : winner ? values[racers.indexOf(winner)] : idle;
        }
        if (decided === 0)
          throw new Inconclusive('transient-trouble', `None of ${RACERS} updates at once succeeded, in any round.`);
        const { details, exchange } = await resource.read(steps, id, 'read after');
        const seen = annotationsOf(details).bound;
        steps.check(stored === undefined || seen === stored, {
          summary: 'After updates at once that named one resource version a refused one is stored',
          expected: `annotation bound = ${JSON.stringify(stored)}`,
          actual: JSON.stringify(seen) ?? 'missing',
          pointer: annotationsPointer(resource),
          evidence: [exchange],
        });
      },
    }),
  ];
}
