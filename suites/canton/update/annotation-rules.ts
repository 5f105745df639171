/**
 * Annotations that an update may not send: keys and sizes.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { describeAnswer, shorten } from '../../../engine/text.ts';
import { annotationsOfSize } from '../../../generators/canton/annotation-sizes.ts';
import { illegalKeys } from '../../../generators/canton/annotation-violations.ts';
import { clause } from '../../clause.ts';
import { expectError, expectRefused } from '../expected-answers.ts';
import { type Annotations, productClause, type Resource } from '../resource.ts';
import { updateSteps } from './steps.ts';

const OPENAPI = 'canton-openapi-3.5.6';

/** Keys that break the rules: the one of the official tool, and one for each rule. */
const ILLEGAL_KEYS = ['.aaaa.management.daml/foo_', 'a b', 'a/b/c', '-a'];

/** Requirements of this topic. */
export function updatedAnnotationRules(resource: Resource): readonly Requirement[] {
  const { about, given, send, bodyOf, expectUpdated, expectUnchanged } = updateSteps(resource);
  const { words, update } = resource;
  return [
    about({
      id: 'key-rules',
      level: 'MUST',
      profile: 'contract',
      source: clause(OPENAPI, `${update.operationId}/key-rules`),
      text: 'The rules of annotation keys hold for updates too.',
      explain: 'Usual causes: keys checked on creation only, or by another, laxer check.',
      exchanges: 70,
      sharedCases: ['TestAnnotationsKeySyntaxOnResourceUpdateWhenAddingKey'],
      satisfied: 'Illegal keys were refused in updates.',
      run: async (steps) => {
        const thing = await given(steps, words.one, { keep: 'value' });
        for (const key of new Set([...ILLEGAL_KEYS, ...illegalKeys()])) {
          const request = update.template(thing.id, bodyOf(thing.id, { annotations: { [key]: 'value' } }));
          const answer = await steps.invalidChange(request, `add ${key}`);
          expectRefused(steps, answer, `A new annotation with the key ${shorten(JSON.stringify(key), 100)}`);
        }
        await expectUnchanged(steps, thing);
      },
    }),
    about({
      id: 'removed-key-rules',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-removed-key-rules'),
      text: 'The rules of annotation keys hold for keys that an update is to remove too.',
      explain: 'Usual causes: removals not checked, since nothing is stored under such a key.',
      sharedCases: ['TestAnnotationsKeySyntaxOnResourceUpdateEvenWhenDeletingNonExistentKey'],
      satisfied: 'Illegal keys were refused in removals.',
      run: async (steps) => {
        const thing = await given(steps, words.one, { keep: 'value' });
        for (const key of ILLEGAL_KEYS) {
          const answer = await send(steps, `remove ${key}`, thing.id, { annotations: { [key]: '' } });
          const what = `The removal of an annotation with the key ${JSON.stringify(key)}`;
          expectError(steps, answer, what, 'INVALID_ARGUMENT');
        }
        await expectUnchanged(steps, thing);
      },
    }),
    about({
      id: 'size-limit',
      level: 'MUST',
      profile: 'contract',
      source: clause(OPENAPI, `${update.operationId}/size`),
      text: 'An update with annotations of more than 262,144 bytes is refused and changes nothing.',
      explain: 'Usual causes: the size checked on creation only.',
      sharedCases: ['TestAnnotationsMaxSizeLimitsWhenUpdatingResource'],
      satisfied: 'Oversize annotations were refused in an update.',
      run: async (steps) => {
        const thing = await given(steps, words.one, { keep: 'value' });
        const answer = await send(steps, 'update', thing.id, { annotations: annotationsOfSize(262_145) });
        const status = answer.response?.status ?? 0;
        steps.check(status === 413 || (status >= 400 && status < 500 && ![401, 403, 404, 405].includes(status)), {
          summary: 'An update with oversize annotations was not refused',
          expected: 'a refusal with a 4xx status',
          actual: describeAnswer(answer),
          evidence: [answer],
        });
        await expectUnchanged(steps, thing);
      },
    }),
    about({
      id: 'merged-size-limit',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-merged-size-limit'),
      text: `An update that would bring the stored annotations above the limit is refused with 400 and code ${update.codes.tooLarge}.`,
      explain: 'Usual causes: only the size of the request checked.',
      sharedCases: ['TestAnnotationsMaxSizeLimitsWhenUpdatingResource'],
      satisfied: 'A merge above the limit was refused.',
      run: async (steps) => {
        const first = prefixed('first', annotationsOfSize(200_000));
        const { id } = await given(steps, words.one, first);
        const annotations = prefixed('second', annotationsOfSize(200_000));
        const answer = await send(steps, 'update', id, { annotations });
        expectError(steps, answer, 'A merge above the limit', update.codes.tooLarge);
        await resource.lighten(steps, id, first);
      },
    }),
    about({
      id: 'deletions-do-not-count',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-deletions-do-not-count'),
      text: 'Keys that an update removes do not count to the size of its annotations.',
      explain: 'Usual causes: the size taken of the request as it is.',
      sharedCases: ['NotCountingEmptyValuedKeysToTheAnnotationsSizeLimitOnUpdate'],
      satisfied: 'Removed keys did not count.',
      run: async (steps) => {
        const { id } = await given(steps, words.one);
        const removals = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`remove-${index}`, '']));
        const annotations = { ...annotationsOfSize(262_144 - 300), ...removals, ...longRemovals() };
        const answer = await send(steps, 'update', id, { annotations });
        expectUpdated(steps, answer, 'An update whose removed keys alone are beyond the limit');
        await resource.lighten(steps, id, annotations);
      },
    }),
  ];
}

/** The same annotations under keys of their own. */
function prefixed(prefix: string, annotations: Annotations): Annotations {
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`${prefix}.example.com/${key.split('/').at(-1)}`, value]),
  );
}

/** Removals whose keys have some 30,000 bytes together: counted, they would break the limit. */
function longRemovals(): Annotations {
  const label = 'a'.repeat(60);
  return Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [`${label}.${label}.${label}.example.com/remove-${index}`, '']),
  );
}
