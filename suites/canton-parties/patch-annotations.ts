import { describeAnswer } from '../../engine/text.ts';
import { annotationsOfSize } from '../../generators/canton/annotation-sizes.ts';
import { judgeExchange } from '../canton/judge.ts';
import { patchParty } from '../canton/requests.ts';
import { clause } from '../clause.ts';
import {
  annotationsOf,
  expectError,
  expectRefused,
  expectUpdated,
  givenParty,
  updateBody,
  updateParty,
} from './party-scenario.ts';
import { about, expectAnnotations, expectUnchanged, updatesOf } from './party-update.ts';
import { readParty } from './read-party.ts';

const PAGE = 'canton-post-v2-parties';
const OPENAPI = 'canton-openapi-3.5.6';
const PRODUCT = 'canton-reference-3.5';
const META = 'schema/ObjectMeta';

/** Keys that break the rules: the one of the official tool, and one for each rule. */
const ILLEGAL_KEYS = ['.aaaa.management.daml/foo_', 'a b', 'a/b/c', '-a'];

/** Requirements of this topic. */
export const patchAnnotationRequirements = [
  about({
    id: 'response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'patchV2PartiesParty/response-200'),
    text: 'An update is answered with 200 and a valid UpdatePartyDetailsResponse.',
    explain: 'Usual causes: 204 without a body; another shape than the allocation answers.',
    satisfied: 'The update was answered with a valid UpdatePartyDetailsResponse.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { 'example.com/key': 'value' });
      const answer = await updateParty(steps, 'update', party.id, updatesOf({ added: 'value' }));
      const judgement = judgeExchange('patchV2PartiesParty', answer);
      const [problem] = judgement.problems;
      steps.check(judgement.form === 'success' && problem === undefined, {
        summary: 'An update is not answered with an UpdatePartyDetailsResponse',
        expected: problem?.expected ?? 'status 200',
        actual: problem ? `${problem.actual} in ${describeAnswer(answer, 120)}` : describeAnswer(answer),
        pointer: problem?.pointer ?? '',
        evidence: [answer],
      });
    },
  }),
  about({
    id: 'adds-and-changes-annotations',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/annotations/add`),
    text: 'An update adds the annotations that are new and changes those that exist; the answer and a later reading show it.',
    explain: 'Usual causes: the answer built from the request; the update applied to a copy.',
    officialCases: ['PMUpdateAllUpdatableFields', 'party:UpdateAnnotationsUsingNonEmptyMap'],
    smoke: true,
    satisfied: 'Annotations were added and changed.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { change: 'old' });
      const answer = await updateParty(steps, 'update', party.id, updatesOf({ change: 'new', added: 'value' }));
      await expectAnnotations(
        steps,
        answer,
        party.id,
        { ...party.annotations, change: 'new', added: 'value' },
        'The update did not add and change annotations',
      );
    },
  }),
  about({
    id: 'empty-value-removes',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/annotations/remove`),
    text: 'An update with an empty value removes that annotation.',
    explain: 'Usual causes: the empty value stored; the update refused by the rule of creation.',
    officialCases: ['PMUpdateAllUpdatableFields', 'party:UpdatingResourceUtilizingConcurrentChangeControl'],
    satisfied: 'An empty value removed the annotation.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { remove: 'value', keep: 'value' });
      const answer = await updateParty(steps, 'update', party.id, updatesOf({ remove: '' }));
      const { remove: _, ...rest } = party.annotations;
      await expectAnnotations(steps, answer, party.id, rest, 'An empty value did not remove the annotation');
    },
  }),
  about({
    id: 'keeps-unrelated',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/annotations/add`),
    text: 'An update keeps the annotations that it does not name.',
    explain: 'Usual causes: annotations replaced as a whole.',
    officialCases: ['PMUpdateAllUpdatableFields', 'party:UpdateAnnotationsUsingNonEmptyMap'],
    satisfied: 'Annotations that were not named were kept.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value', 'example.com/keep': 'too' });
      const answer = await updateParty(steps, 'update', party.id, updatesOf({ added: 'value' }));
      await expectAnnotations(
        steps,
        answer,
        party.id,
        { ...party.annotations, added: 'value' },
        'An update lost annotations that it did not name',
      );
    },
  }),
  about({
    id: 'empty-map-changes-nothing',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-empty-map-changes-nothing'),
    text: 'An update with an empty map of annotations changes none of them.',
    explain: 'Usual causes: an empty map taken for "remove all".',
    officialCases: ['party:UpdateAnnotationsUsingEmptyMap'],
    satisfied: 'An empty map changed nothing.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const answer = await updateParty(steps, 'update', party.id, updatesOf({}));
      await expectAnnotations(steps, answer, party.id, party.annotations, 'An empty map changed annotations');
    },
  }),
  about({
    id: 'key-rules',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'patchV2PartiesParty/key-rules'),
    text: 'The rules of annotation keys hold for updates too.',
    explain: 'Usual causes: keys checked on creation only.',
    officialCases: ['party:TestAnnotationsKeySyntaxOnResourceUpdateWhenAddingKey'],
    satisfied: 'Illegal keys were refused in updates.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      for (const key of ILLEGAL_KEYS) {
        const answer = await updateParty(steps, `add ${key}`, party.id, updatesOf({ [key]: 'value' }));
        expectRefused(steps, answer, `A new annotation with the key ${JSON.stringify(key)}`);
      }
      await expectUnchanged(steps, party);
    },
  }),
  about({
    id: 'removed-key-rules',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-removed-key-rules'),
    text: 'The rules of annotation keys hold for keys that an update is to remove too.',
    explain: 'Usual causes: removals not checked, since nothing is stored under such a key.',
    officialCases: ['party:TestAnnotationsKeySyntaxOnResourceUpdateEvenWhenDeletingNonExistentKey'],
    satisfied: 'Illegal keys were refused in removals.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      for (const key of ILLEGAL_KEYS) {
        const answer = await updateParty(steps, `remove ${key}`, party.id, updatesOf({ [key]: '' }));
        expectError(
          steps,
          answer,
          `The removal of an annotation with the key ${JSON.stringify(key)}`,
          'INVALID_ARGUMENT',
        );
      }
      await expectUnchanged(steps, party);
    },
  }),
  about({
    id: 'size-limit',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'patchV2PartiesParty/size'),
    text: 'An update with annotations of more than 262,144 bytes is refused and changes nothing.',
    explain: 'Usual causes: the size checked on creation only.',
    officialCases: ['party:TestAnnotationsMaxSizeLimitsWhenUpdatingResource'],
    satisfied: 'Oversize annotations were refused in an update.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const answer = await updateParty(steps, 'update', party.id, updatesOf(annotationsOfSize(262_145)));
      const status = answer.response?.status ?? 0;
      steps.check(status === 413 || (status >= 400 && status < 500 && ![401, 403, 404, 405].includes(status)), {
        summary: 'An update with oversize annotations was not refused',
        expected: 'a refusal with a 4xx status',
        actual: describeAnswer(answer),
        evidence: [answer],
      });
      await expectUnchanged(steps, party);
    },
  }),
  about({
    id: 'merged-size-limit',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-merged-size-limit'),
    text: 'An update that would bring the stored annotations above the limit is refused with 400 and code MAX_PARTY_DETAILS_ANNOTATIONS_SIZE_EXCEEDED.',
    explain: 'Usual causes: only the size of the request checked.',
    officialCases: ['party:TestAnnotationsMaxSizeLimitsWhenUpdatingResource'],
    satisfied: 'A merge above the limit was refused.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', prefixed('first', annotationsOfSize(200_000)));
      const answer = await updateParty(
        steps,
        'update',
        party.id,
        updatesOf(prefixed('second', annotationsOfSize(200_000))),
      );
      expectError(steps, answer, 'A merge above the limit', 'MAX_PARTY_DETAILS_ANNOTATIONS_SIZE_EXCEEDED');
    },
  }),
  about({
    id: 'deletions-do-not-count',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-deletions-do-not-count'),
    text: 'Keys that an update removes do not count to the size of its annotations.',
    explain: 'Usual causes: the size taken of the request as it is.',
    officialCases: ['party:NotCountingEmptyValuedKeysToTheAnnotationsSizeLimitOnUpdate'],
    satisfied: 'Removed keys did not count.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const removals = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`remove-${index}`, '']));
      const full = annotationsOfSize(262_144 - 300);
      const answer = await updateParty(
        steps,
        'update',
        party.id,
        updatesOf({ ...full, ...removals, ...longRemovals() }),
      );
      expectUpdated(steps, answer, 'An update whose removed keys alone are beyond the limit');
    },
  }),
  about({
    id: 'concurrent-merges-keep-all',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-concurrent-merges-keep-all'),
    text: 'Ten updates at the same time, each adding a key, keep all ten.',
    explain: 'Usual causes: read, merge and write without a lock.',
    officialCases: ['party:RaceConditionUpdateResourceAnnotations'],
    satisfied: 'Ten concurrent updates kept all keys.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
      const answers = await Promise.all(
        keys.map((key) =>
          steps.sendOnce(patchParty(party.id, updateBody(party.id, updatesOf({ [key]: 'value' }))), `update ${key}`),
        ),
      );
      const accepted = keys.filter((_, index) => answers[index]?.response?.status === 200);
      const { details, exchange } = await readParty(steps, party.id, 'read after');
      const lost = accepted.filter((key) => annotationsOf(details)[key] !== 'value');
      steps.check(lost.length === 0, {
        summary: `${lost.length} of ${accepted.length} concurrent updates were lost`,
        expected: accepted.join(', '),
        actual: Object.keys(annotationsOf(details)).join(', '),
        pointer: '/partyDetails/0/localMetadata/annotations',
        evidence: [...answers.slice(0, 1), exchange],
      });
      const refused = answers.find(
        ({ response }) =>
          response !== undefined &&
          response.status >= 400 &&
          response.status < 500 &&
          response.status !== 429 &&
          !isConflict(response.status),
      );
      steps.check(refused === undefined, () => ({
        summary: 'A concurrent update without a version was refused',
        expected: '200 for every update',
        actual: refused ? describeAnswer(refused) : '',
        evidence: refused ? [refused] : [],
      }));
    },
  }),
];

/** The same annotations under keys of their own. */
function prefixed(prefix: string, annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`${prefix}.example.com/${key.split('/').at(-1)}`, value]),
  );
}

/** Removals whose keys have some 30,000 bytes together: counted, they would break the limit. */
function longRemovals(): Readonly<Record<string, string>> {
  const label = 'a'.repeat(60);
  return Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [`${label}.${label}.${label}.example.com/remove-${index}`, '']),
  );
}

/** Contention, which the product reports as transient. */
function isConflict(status: number): boolean {
  return status === 409;
}
