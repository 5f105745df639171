/**
 * A series of updates of one thing: what is stored is the sum of them, wherever it is shown.
 */
import type { Scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { equal } from '../../json.ts';
import { firstDifference } from '../creation/agreement.ts';
import { onceShown } from '../list/lag.ts';
import { type Annotations, detailsIn, pageClause, type Resource } from '../resource.ts';
import { showsAnnotations } from './about-updates.ts';
import { aboutOneOfSix } from './one-of-six.ts';
import { annotationsOf, expectUpdated, sendUpdate, updatedDetails } from './update.ts';

/** What each update sends: new keys, other values, removals, keys that come back. */
const SERIES: readonly Annotations[] = [
  { a: '1', b: '1', 'example.com/c': '1' },
  { b: '2', d: '1' },
  { a: '' },
  { e: '1', 'example.com/c': '2' },
  { 'example.com/c': '', d: '2', missing: '' },
  { f: '1' },
  { a: '3', e: '' },
  { f: '2', g: '1' },
];

/** The same under keys of one start of the scenario: after transient trouble nobody knows what the start before has left. */
function keyed(sent: Annotations, start: string): Annotations {
  return Object.fromEntries(Object.entries(sent).map(([key, value]) => [`${key}-${start}`, value]));
}

/** What a thing has under the keys of this start. */
function ofStart(resource: Resource, details: Details, start: string): Annotations {
  const annotations = Object.entries(annotationsOf(resource, details));
  return Object.fromEntries(annotations.filter(([key]) => key.endsWith(`-${start}`)));
}

function applied(stored: Annotations, sent: Annotations): Annotations {
  return Object.fromEntries(Object.entries({ ...stored, ...sent }).filter(([, value]) => value !== ''));
}

/** Requirements of this topic. */
export function seriesOfUpdates(resource: Resource): readonly Requirement[] {
  const { words } = resource;
  return [
    aboutOneOfSix(resource, {
      id: 'series-adds-up',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'schema/ObjectMeta/annotations/purpose'),
      text: `After ${SERIES.length} updates that add, change, remove and add again, the answers, a reading and the list show what they add up to, and nothing else of the ${words.one} has changed.`,
      explain:
        'Usual causes: removed annotations that come back with the next update; an update that is answered and lost; a list that shows what was created.',
      satisfied: `${SERIES.length} updates added up, wherever the ${words.one} is shown.`,
      index: 2,
      exchanges: SERIES.length + 4,
      run: async (steps, { id, json }) => {
        const start = steps.name('series').slice(-8);
        let expected: Annotations = {};
        let last: Exchange | undefined;
        for (const [index, update] of SERIES.entries()) {
          const annotations = keyed(update, start);
          expected = applied(expected, annotations);
          last = await sendUpdate(resource, steps, `update ${index}`, id, { annotations });
          if (!expectUpdated(resource, steps, last, 'The update')) return;
          const answered = updatedDetails(resource, last);
          if (!showsAnnotations(resource, answered)) continue;
          const shown = ofStart(resource, answered, start);
          const right = steps.check(equal(shown, expected), {
            summary: `The answer to update ${index + 1} of a series does not show what the updates add up to`,
            expected: JSON.stringify(expected),
            actual: JSON.stringify(shown),
            pointer: `/${resource.members.details}/${resource.members.metadata}/annotations`,
            evidence: [last],
          });
          if (!right) return;
        }
        if (last === undefined) return;
        const other = restOf(resource, detailsIn(resource, json), updatedDetails(resource, last));
        steps.check(other === undefined, {
          summary: `Updates of annotations changed another member of the ${words.one}`,
          expected: other?.a ?? '',
          actual: other?.b ?? '',
          pointer: `/${resource.members.details}${other?.pointer ?? ''}`,
          evidence: [last],
        });
        const addsUp = (details: Details) => equal(ofStart(resource, details, start), expected);
        await expectShown(resource, steps, id, last, addsUp);
      },
    }),
  ];
}

/** The first difference that is not in the metadata. */
function restOf(resource: Resource, ...[created, updated]: [Details, Details]) {
  const compared = resource.compared.filter(([first]) => first !== resource.members.metadata);
  return firstDifference({ ...resource, compared }, created, updated);
}

type Details = Parameters<typeof firstDifference>[1];

/** Expects a reading and the list to show, after a while, what the last update answered and what all of them add up to. */
async function expectShown(
  resource: Resource,
  steps: Scenario,
  id: string,
  answer: Exchange,
  addsUp: (details: Details) => boolean,
): Promise<void> {
  const wanted = updatedDetails(resource, answer);
  const read = async () => {
    const { details, exchange } = await resource.read(steps, id, 'read after');
    return { details, exchange };
  };
  const list = async () => {
    const whole = await resource.list.read(steps.context);
    if (!whole.available) throw new Inconclusive('read-back-unavailable', whole.reason);
    return { details: whole.entries.get(id)?.[0], exchange: whole.pages[0] };
  };
  for (const [where, look] of [
    ['a reading', read],
    ['the list', list],
  ] as const) {
    const agrees = (details: Details) =>
      details !== undefined && !firstDifference(resource, wanted, details) && addsUp(details);
    const { details, exchange } = await onceShown<Awaited<ReturnType<typeof read | typeof list>>>(look, (seen) =>
      agrees(seen.details),
    );
    const difference = firstDifference(resource, wanted, details);
    steps.check(agrees(details), {
      summary: `After a series of updates ${where} does not show the ${resource.words.one} as the last answer did`,
      expected: difference?.a ?? `${id} is shown`,
      actual: difference?.b ?? JSON.stringify(details) ?? 'not shown',
      pointer: difference?.pointer ?? '',
      evidence: exchange ? [answer, exchange] : [answer],
    });
  }
}
