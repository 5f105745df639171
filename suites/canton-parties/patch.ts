/**
 * `PATCH /v2/parties/{party}`: annotations, versions and their concurrency, as the metadata of the page promises them.
 */
import { type Scenario, type ScenarioOptions, scenario } from '../../engine/checks/scenario.ts';
import { type Requirement, requirement } from '../../engine/requirement.ts';
import { describeAnswer } from '../../engine/text.ts';
import { annotationsOfSize } from '../../generators/canton/annotation-sizes.ts';
import { patchParty } from '../canton/requests.ts';
import { clause } from '../clause.ts';
import {
  annotationsOf,
  expectError,
  expectRefused,
  expectUpdated,
  givenParty,
  hasExactly,
  type Update,
  updateBody,
  updatedDetails,
  updateParty,
  versionOf,
} from './party-scenario.ts';
import { readParty } from './read-party.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';
const META = 'schema/ObjectMeta';

type Definition = Omit<Requirement, 'check' | 'id'> & {
  readonly id: string;
  readonly satisfied: string;
  readonly run: ScenarioOptions['run'];
};

/** A requirement about updates, decided on one party. */
function about({ id, satisfied, run, ...rest }: Definition): Requirement {
  const key = `patch/${id}`;
  return requirement({
    ...rest,
    id: `canton-parties/${key}`,
    check: scenario({ key, cost: { parties: 1, users: 0, exchanges: 6 }, satisfied, run }),
  });
}

/** Expects that a refused update changed nothing. */
async function expectUnchanged(
  steps: Scenario,
  party: { readonly id: string; readonly annotations: Readonly<Record<string, string>> },
): Promise<void> {
  const { details, exchange } = await readParty(steps, party.id, 'read after');
  steps.check(hasExactly(details, party.annotations), {
    summary: 'A refused update changed the party',
    expected: JSON.stringify(party.annotations),
    actual: JSON.stringify(annotationsOf(details)),
    pointer: '/partyDetails/0/localMetadata/annotations',
    evidence: [exchange],
  });
}

/** Expects the annotations of a party in the answer and when it is read. */
async function expectAnnotations(
  steps: Scenario,
  answer: Awaited<ReturnType<typeof updateParty>>,
  party: string,
  expected: Readonly<Record<string, string>>,
  summary: string,
): Promise<void> {
  if (!expectUpdated(steps, answer, 'The update')) return;
  const { details, exchange } = await readParty(steps, party, 'read after');
  for (const [where, seen] of [
    ['answer', updatedDetails(answer)],
    ['reading', details],
  ] as const) {
    steps.check(hasExactly(seen, expected), {
      summary: `${summary} (in the ${where})`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(annotationsOf(seen)),
      pointer: '/localMetadata/annotations',
      evidence: [answer, exchange],
    });
  }
}

/** An update that the product refuses with a code, after which nothing has changed. */
function refusedUpdate(
  label: string,
  updates: readonly (readonly [string, Update])[],
  ...codes: readonly string[]
): ScenarioOptions['run'] {
  return async (steps) => {
    const party = await givenParty(steps, 'party', { keep: 'value' });
    for (const [name, update] of updates)
      expectError(steps, await updateParty(steps, name, party.id, update), `${label} (${name})`, ...codes);
    await expectUnchanged(steps, party);
    expectUpdated(
      steps,
      await updateParty(steps, 'control after', party.id, { annotations: { control: 'after' } }),
      'The control',
    );
  };
}

const updatesOf = (annotations: Readonly<Record<string, string>>): Update => ({ annotations });
const INVALID_UPDATE = 'INVALID_PARTY_DETAILS_UPDATE_REQUEST';

/** Requirements of this topic. */
export const patchRequirements = [
  about({
    id: 'adds-and-changes-annotations',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/annotations/update-adds`),
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
    source: clause(PAGE, `${META}/annotations/update-removes`),
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
    source: clause(PAGE, `${META}/annotations/update-adds`),
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
    source: clause(PRODUCT, 'update-empty-map'),
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
    id: 'version-changes',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/changes`),
    text: 'Every update gives the party a resource version that it did not have before.',
    explain: 'Usual causes: the version not written; a clock of too coarse a step; versions that go round.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    satisfied: 'Each update gave a new resource version.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const seen = new Set([party.version]);
      for (const value of ['one', 'two', 'three']) {
        const answer = await updateParty(steps, `update ${value}`, party.id, updatesOf({ count: value }));
        if (!expectUpdated(steps, answer, 'The update')) return;
        const version = versionOf(updatedDetails(answer));
        steps.check(version !== undefined && version !== '' && !seen.has(version), {
          summary: 'An update did not give a new resource version',
          expected: `none of ${[...seen].join(', ')}`,
          actual: JSON.stringify(version) ?? 'missing',
          pointer: '/partyDetails/localMetadata/resourceVersion',
          evidence: [answer],
        });
        if (version) seen.add(version);
      }
    },
  }),
  about({
    id: 'stale-version-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/concurrent-change`),
    text: 'An update that names a resource version which is no longer the current one is refused and changes nothing.',
    explain: 'Usual causes: the version not compared; compared and written in two steps.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    smoke: true,
    satisfied: 'A stale version was refused.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const between = await updateParty(steps, 'update between', party.id, updatesOf({ count: 'one' }));
      if (!expectUpdated(steps, between, 'An update without a version')) return;
      const stale = await updateParty(steps, 'stale update', party.id, {
        annotations: { count: 'two' },
        version: party.version,
      });
      expectRefused(steps, stale, 'An update with a stale version');
      await expectUnchanged(steps, { id: party.id, annotations: { ...party.annotations, count: 'one' } });
    },
  }),
  about({
    id: 'stale-version-code',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-stale-version'),
    text: 'A stale resource version is refused with 409 and code CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED.',
    explain: 'Usual causes: 400 or 412 in its place.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    satisfied: 'A stale version was refused with the code of the product.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      await updateParty(steps, 'update between', party.id, updatesOf({ count: 'one' }));
      const stale = await updateParty(steps, 'stale update', party.id, {
        annotations: { count: 'two' },
        version: party.version,
      });
      expectError(steps, stale, 'An update with a stale version', 'CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED');
    },
  }),
  about({
    id: 'current-version-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/concurrent-change`),
    text: "An update that names the current resource version is accepted, on creation's version as on later ones.",
    explain: 'Usual causes: the version of the answer not the one that is compared.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    satisfied: 'Current versions were accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const first = await updateParty(steps, 'first', party.id, {
        annotations: { count: 'one' },
        version: party.version,
      });
      if (!expectUpdated(steps, first, 'An update with the version of the creation')) return;
      const version = versionOf(updatedDetails(first)) ?? '';
      const second = await updateParty(steps, 'second', party.id, { annotations: { count: 'two' }, version });
      expectUpdated(steps, second, 'An update with the version of the update before');
    },
  }),
  about({
    id: 'version-optional',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/optional`),
    text: 'An update without a resource version is accepted.',
    explain: 'Usual causes: concurrency control made compulsory.',
    satisfied: 'Updates without a version were accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      expectUpdated(
        steps,
        await updateParty(steps, 'first', party.id, updatesOf({ count: 'one' })),
        'An update without a version',
      );
      expectUpdated(
        steps,
        await updateParty(steps, 'second', party.id, { annotations: { count: 'two' }, version: '' }),
        'An update with an empty version',
      );
    },
  }),
  about({
    id: 'version-not-a-number-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-version-syntax'),
    text: 'A resource version that is no number is refused with 400 and code INVALID_FIELD.',
    explain: 'Usual causes: the version compared as text only.',
    satisfied: 'A version that is no number was refused.',
    run: refusedUpdate(
      'A resource version that is no number',
      [['letters', { annotations: { a: 'b' }, version: 'not-a-number' }]],
      'INVALID_FIELD',
    ),
  }),
  about({
    id: 'mask-empty-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-mask'),
    text: `An empty update mask is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: an empty mask taken for "everything".',
    officialCases: ['party:FailingUpdateRequestWhenNoUpdatePaths'],
    satisfied: 'An empty mask was refused.',
    run: refusedUpdate('An empty update mask', [['no paths', { annotations: { a: 'b' }, paths: [] }]], INVALID_UPDATE),
  }),
  about({
    id: 'mask-duplicate-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-mask'),
    text: `An update mask that names a path twice is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: the mask made a set.',
    officialCases: ['party:FailingUpdateRequestsWhenUpdatePathIsDuplicated'],
    satisfied: 'A duplicate path was refused.',
    run: refusedUpdate(
      'A path named twice',
      [['twice', { annotations: { a: 'b' }, paths: ['local_metadata.annotations', 'local_metadata.annotations'] }]],
      INVALID_UPDATE,
    ),
  }),
  about({
    id: 'mask-unknown-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-mask'),
    text: `An update mask with an unknown path is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: unknown paths ignored; camelCase accepted beside snake_case.',
    officialCases: ['party:FAilingUpdateRequestWhenUpdateMaskHaveUnknownFieldPath'],
    satisfied: 'Unknown paths were refused.',
    run: refusedUpdate(
      'An unknown path',
      ['unknown_field', 'aaa!bbb', ''].map(
        (path) => [`"${path}"`, { annotations: { a: 'b' }, paths: ['local_metadata.annotations', path] }] as const,
      ),
      INVALID_UPDATE,
    ),
  }),
  about({
    id: 'mask-missing-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-mask-missing'),
    text: 'An update without a mask is refused with 400 and code MISSING_FIELD.',
    explain: 'Usual causes: a missing mask taken for "everything".',
    satisfied: 'A missing mask was refused.',
    run: refusedUpdate(
      'An update without a mask',
      [['no mask', { annotations: { a: 'b' }, paths: null }]],
      'MISSING_FIELD',
    ),
  }),
  about({
    id: 'mask-selects',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-mask-selects'),
    text: 'What the mask leaves out is not changed.',
    explain: 'Usual causes: the mask checked but not applied.',
    satisfied: 'What the mask left out was not changed.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const answer = await updateParty(steps, 'update', party.id, {
        annotations: { keep: 'changed', added: 'value' },
        paths: ['party'],
      });
      await expectAnnotations(steps, answer, party.id, party.annotations, 'An update changed what its mask left out');
    },
  }),
  about({
    id: 'mask-may-name-id-and-version',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-mask-id-and-version'),
    text: 'The mask may name the party and the resource version.',
    explain: 'Usual causes: only the updatable paths known.',
    officialCases: ['party:AllowSpecifyingResourceVersionAndResourceIdInUpdateMask'],
    satisfied: 'A mask with the party and the version was accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const paths = ['party', 'local_metadata.resource_version', 'local_metadata.annotations'];
      const answer = await updateParty(steps, 'update', party.id, {
        annotations: { added: 'value' },
        version: party.version,
        paths,
      });
      await expectAnnotations(
        steps,
        answer,
        party.id,
        { ...party.annotations, added: 'value' },
        'A mask with the party and the version did not update',
      );
    },
  }),
  about({
    id: 'metadata-may-be-missing',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-metadata-missing'),
    text: 'An update whose mask names the party only, without metadata, is accepted and changes nothing.',
    explain: 'Usual causes: metadata demanded; missing metadata taken for empty metadata.',
    officialCases: ['UpdatePartyDetailsEvenIfMetadataIsNotSetInUpdateRequest'],
    satisfied: 'An update without metadata changed nothing.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const answer = await updateParty(steps, 'update', party.id, { metadata: false, paths: ['party'] });
      await expectAnnotations(
        steps,
        answer,
        party.id,
        party.annotations,
        'An update without metadata changed annotations',
      );
    },
  }),
  about({
    id: 'is-local-change-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-is-local'),
    text: `An attempt to change is_local is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: the flag stored as sent; the attempt ignored.',
    officialCases: ['PMFailAttemptingToUpdateIsLocal'],
    satisfied: 'A change of is_local was refused.',
    run: refusedUpdate(
      'A change of is_local',
      [['false', { details: { isLocal: false }, paths: ['is_local'] }]],
      INVALID_UPDATE,
    ),
  }),
  about({
    id: 'is-local-same-accepted',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-is-local'),
    text: 'An update that names is_local with the value it has is accepted.',
    explain: 'Usual causes: any mention of the flag refused.',
    officialCases: ['PMAllowSpecifyingIsLocalAndDisplayNameIfMatchingTheRealValues'],
    satisfied: 'The same is_local was accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const answer = await updateParty(steps, 'update', party.id, {
        details: { isLocal: true },
        annotations: { added: 'value' },
        paths: ['is_local', 'local_metadata.annotations'],
      });
      expectUpdated(steps, answer, 'An update with the same is_local');
    },
  }),
  about({
    id: 'unknown-party',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-unknown-party'),
    text: 'An update of an unknown party is refused with 404 and code PARTY_NOT_FOUND, and creates nothing.',
    explain: 'Usual causes: an upsert.',
    officialCases: ['PMFailUpdateNonExistentParty'],
    satisfied: 'An update of an unknown party was refused.',
    run: async (steps) => {
      const known = await givenParty(steps, 'party');
      const namespace = known.id.slice(known.id.lastIndexOf('::'));
      const unknown = `${steps.name('unknown')}${namespace}`;
      const answer = await updateParty(steps, 'unknown', unknown, updatesOf({ a: 'b' }));
      expectError(steps, answer, 'An update of an unknown party', 'PARTY_NOT_FOUND');
      const { details, exchange } = await readParty(steps, unknown, 'read unknown');
      steps.check(details === undefined, {
        summary: 'An update of an unknown party created it',
        expected: 'no such party',
        actual: JSON.stringify(details) ?? '',
        evidence: [answer, exchange],
      });
    },
  }),
  about({
    id: 'path-and-body-disagree',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'update-path-and-body'),
    text: 'An update whose body names another party than its path is refused with 400 and code INVALID_ARGUMENT, and changes neither.',
    explain: 'Usual causes: one of the two ignored.',
    officialCases: ['FailingUpdateRequestsWhenPartyDetailsFieldIsUnset'],
    satisfied: 'A body for another party was refused.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const other = await givenParty(steps, 'other', { keep: 'value' });
      const body = updateBody(other.id, { annotations: { keep: 'changed' } });
      expectError(
        steps,
        await steps.change(patchParty(party.id, body), 'other party in the body'),
        'A body for another party',
        'INVALID_ARGUMENT',
      );
      const unset = { updateMask: { paths: ['local_metadata.annotations'] } };
      expectError(
        steps,
        await steps.change(patchParty(party.id, unset), 'no party in the body'),
        'A body without a party',
        'INVALID_ARGUMENT',
      );
      await expectUnchanged(steps, party);
      await expectUnchanged(steps, other);
    },
  }),
  about({
    id: 'key-rules',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/annotations/keys`),
    text: 'The rules of annotation keys hold for updates too, also for keys that are to be removed.',
    explain: 'Usual causes: keys checked on creation only; removals not checked.',
    officialCases: [
      'party:TestAnnotationsKeySyntaxOnResourceUpdateWhenAddingKey',
      'party:TestAnnotationsKeySyntaxOnResourceUpdateEvenWhenDeletingNonExistentKey',
    ],
    satisfied: 'Illegal keys were refused in updates.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      for (const key of ['.aaaa.management.daml/foo_', 'a b', 'a/b/c', '-a']) {
        expectRefused(
          steps,
          await updateParty(steps, `add ${key}`, party.id, updatesOf({ [key]: 'value' })),
          `A new annotation with the key ${JSON.stringify(key)}`,
        );
      }
      const removal = await updateParty(steps, 'remove', party.id, updatesOf({ '.aaaa.management.daml/foo_': '' }));
      expectRefused(steps, removal, 'The removal of an annotation with an illegal key');
      await expectUnchanged(steps, party);
    },
  }),
  about({
    id: 'size-limit',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/annotations/size`),
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
    source: clause(PRODUCT, 'update-merged-size'),
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
    source: clause(PRODUCT, 'update-deletions-not-counted'),
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
    source: clause(PRODUCT, 'update-concurrent-merges'),
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
