/**
 * Resource versions: each update gives a new one, and one that is passed back is compared.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { jsonOf } from '../../json.ts';
import { expectError, expectRefused } from '../expected-answers.ts';
import { detailsIn, metadataPointer, pageClause, productClause, type Resource, versionOf } from '../resource.ts';
import { updateSteps } from './steps.ts';
import { addedByOthers, sendUpdate } from './update.ts';

const VERSION = 'schema/ObjectMeta/resourceVersion';

/** Requirements of this topic. */
export function updateVersions(resource: Resource): readonly Requirement[] {
  return [...newVersions(resource), ...comparedVersions(resource)];
}

function newVersions(resource: Resource): readonly Requirement[] {
  const { about, given, send, detailsOf, versionShown, expectUpdated } = updateSteps(resource);
  const { one } = resource.words;
  return [
    about({
      id: 'version-changes',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `${VERSION}/changes`),
      text: `Every update gives the ${one} a resource version that it did not have before.`,
      explain:
        'Usual causes: the version not written; a clock of too coarse a step; versions that go round; a hash of the content.',
      sharedCases: ['UpdatingResourceUtilizingConcurrentChangeControl'],
      satisfied: 'Each update gave a new resource version.',
      run: async (steps) => {
        const thing = await given(steps, one);
        const seen = new Set([thing.version]);
        // The content comes back twice: to that of the first update, and to that of the creation.
        for (const [index, value] of ['one', 'two', 'one', ''].entries()) {
          const answer = await send(steps, `update ${index}`, thing.id, { annotations: { count: value } });
          if (!expectUpdated(steps, answer, 'The update')) return;
          const version = await versionShown(steps, `update ${value}`, thing.id, detailsOf(answer));
          steps.check(version !== '' && !seen.has(version), {
            summary: 'An update did not give a new resource version',
            expected: `none of ${[...seen].join(', ')}`,
            actual: JSON.stringify(version),
            pointer: `${metadataPointer(resource)}/resourceVersion`,
            evidence: [answer],
          });
          seen.add(version);
        }
      },
    }),
    about({
      id: 'current-version-accepted',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `${VERSION}/pass-back`),
      text: 'An update that names the current resource version is accepted: that of the creation, of a later reading, of the answer to an update.',
      explain:
        'Usual causes: the version of the answer not the one that is compared; a reading that shows the version of the creation for ever.',
      sharedCases: ['UpdatingResourceUtilizingConcurrentChangeControl'],
      satisfied: 'Current versions were accepted.',
      run: async (steps) => {
        const thing = await given(steps, one);
        let shown = detailsIn(resource, jsonOf(thing.exchange));
        let { version } = thing;
        for (const [label, what] of [
          ['first', 'An update with the version of the creation'],
          ['second', 'An update with the version of a reading after the update before'],
          ['third', 'An update with the version of the update before'],
        ] as const) {
          const sent = await send(steps, label, thing.id, { annotations: { count: label }, version });
          const answer = await notOvertaken(resource, steps, { label, id: thing.id, shown, answer: sent });
          if (!expectUpdated(steps, answer, what)) return;
          if (label === 'first') {
            const { details, exchange } = await resource.read(steps, thing.id, 'read after first');
            shown = details;
            version = versionOf(resource, details) ?? '';
            const has = steps.check(version !== '', {
              summary: `A ${one} that was updated is read without a resource version`,
              expected: 'the newest resource version',
              actual: describeAnswer(exchange),
              pointer: `${resource.readPointer}/${resource.members.metadata}/resourceVersion`,
              evidence: [exchange],
            });
            if (!has) return;
          } else {
            shown = detailsOf(answer);
            version = await versionShown(steps, label, thing.id, shown);
          }
        }
      },
    }),
    about({
      id: 'version-optional',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `${VERSION}/optional`),
      text: 'An update without a resource version is accepted.',
      explain: 'Usual causes: concurrency control made compulsory.',
      satisfied: 'Updates without a version were accepted.',
      run: async (steps) => {
        const { id } = await given(steps, one);
        const first = await send(steps, 'first', id, { annotations: { count: 'one' } });
        expectUpdated(steps, first, 'An update without a version');
        const second = await send(steps, 'second', id, { annotations: { count: 'two' } });
        expectUpdated(steps, second, 'A second update without a version');
      },
    }),
  ];
}

/** An update with a version that was refused because a tool had updated the thing in between is sent again with the newest version. */
async function notOvertaken(
  resource: Resource,
  steps: Scenario,
  { label, id, shown, answer }: Overtaken,
): Promise<Exchange> {
  if (answer.response?.status === 200) return answer;
  const { details } = await resource.read(steps, id, `refused ${label}`);
  if (addedByOthers(resource, shown, details).length === 0) return answer;
  const version = versionOf(resource, details) ?? '';
  return sendUpdate(resource, steps, `${label} again`, id, { annotations: { count: label }, version });
}

interface Overtaken {
  readonly label: string;
  readonly id: string;
  /** The thing as it was shown with the version. */
  readonly shown: Json | undefined;
  readonly answer: Exchange;
}

function comparedVersions(resource: Resource): readonly Requirement[] {
  const { about, given, send, refused, detailsOf, expectUpdated, expectUnchanged } = updateSteps(resource);
  const { one } = resource.words;
  const { conflict } = resource.update.codes;
  return [
    about({
      id: 'stale-version-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `${VERSION}/conflict`),
      text: 'An update that names a resource version which is no longer the current one is refused and changes nothing.',
      explain:
        'Usual causes: the version not compared; compared and written in two steps; a version that comes back with the content.',
      sharedCases: ['UpdatingResourceUtilizingConcurrentChangeControl'],
      smoke: true,
      satisfied: 'A stale version was refused.',
      run: async (steps) => {
        const { id, version, annotations } = await given(steps, one);
        if (version === '')
          throw new Inconclusive(
            'prerequisite-failed',
            `Neither the answer nor a reading shows a version of the ${one}.`,
          );
        const between = await send(steps, 'update between', id, { annotations: { count: 'one' } });
        if (!expectUpdated(steps, between, 'An update without a version')) return;
        const stale = await send(steps, 'stale update', id, { annotations: { count: 'two' }, version });
        expectRefused(steps, stale, 'An update with a stale version');
        const back = await send(steps, 'update back', id, { annotations: { count: '' } });
        if (!expectUpdated(steps, back, 'An update without a version')) return;
        const again = await send(steps, 'stale update again', id, { annotations: { count: 'three' }, version });
        expectRefused(steps, again, 'An update with a stale version, of which the content has come back,');
        await expectUnchanged(steps, { id, annotations });
      },
    }),
    about({
      id: 'stale-version-code',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-stale-version-code'),
      text: `A resource version that is not the current one, old or made up, is refused with 409 and code ${conflict}, and the current one stays current.`,
      explain:
        'Usual causes: 400 or 412 in its place; versions compared by their order; a new version given all the same.',
      sharedCases: ['UpdatingResourceUtilizingConcurrentChangeControl'],
      satisfied: 'A stale version was refused with the code of the product.',
      run: async (steps) => {
        const { id, version } = await given(steps, one);
        const between = await send(steps, 'update between', id, { annotations: { count: 'one' } });
        const stale = await send(steps, 'stale update', id, { annotations: { count: 'two' }, version });
        expectError(steps, stale, 'An update with a stale version', conflict);
        const annotations = { count: 'three' };
        const madeUp = await send(steps, 'made-up version', id, { annotations, version: '987654321' });
        expectError(steps, madeUp, 'An update with a version that was never given', conflict);
        const current = versionOf(resource, detailsOf(between)) ?? '';
        const after = await send(steps, 'current version', id, { annotations, version: current });
        expectUpdated(steps, after, 'An update with the current version, after refused ones,');
      },
    }),
    about({
      id: 'version-not-a-number-rejected',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-version-not-a-number-rejected'),
      text: 'A resource version that is no number is refused with 400 and code INVALID_FIELD.',
      explain: 'Usual causes: the version compared as text only.',
      satisfied: 'A version that is no number was refused.',
      run: refused(
        'A resource version that is no number',
        [['letters', { annotations: { a: 'b' }, version: 'not-a-number' }]],
        'INVALID_FIELD',
      ),
    }),
  ];
}
