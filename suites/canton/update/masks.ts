/**
 * The update mask: what the product takes and refuses, and what the mask selects.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { productClause, type Resource } from '../resource.ts';
import { updateSteps } from './steps.ts';
import { annotationsPath } from './update.ts';

/** Requirements of this topic. */
export function updateMasks(resource: Resource): readonly Requirement[] {
  return [...refusedMasks(resource), ...acceptedMasks(resource)];
}

function refusedMasks(resource: Resource): readonly Requirement[] {
  const { about, refused } = updateSteps(resource);
  const { invalid } = resource.update.codes;
  const path = annotationsPath(resource);
  const annotations = { a: 'b' };
  return [
    about({
      id: 'mask-empty-rejected',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-mask-empty-rejected'),
      text: `An empty update mask is refused with 400 and code ${invalid}.`,
      explain: 'Usual causes: an empty mask taken for "everything".',
      sharedCases: ['FailingUpdateRequestWhenNoUpdatePaths'],
      satisfied: 'An empty mask was refused.',
      run: refused('An empty update mask', [['no paths', { annotations, paths: [] }]], invalid),
    }),
    about({
      id: 'mask-duplicate-rejected',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-mask-duplicate-rejected'),
      text: `An update mask that names a path twice is refused with 400 and code ${invalid}.`,
      explain: 'Usual causes: the mask made a set.',
      sharedCases: ['FailingUpdateRequestsWhenUpdatePathIsDuplicated'],
      satisfied: 'A duplicate path was refused.',
      run: refused('A path named twice', [['twice', { annotations, paths: [path, path] }]], invalid),
    }),
    about({
      id: 'mask-unknown-rejected',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-mask-unknown-rejected'),
      text: `An update mask with an unknown path is refused with 400 and code ${invalid}.`,
      explain: 'Usual causes: unknown paths ignored; camelCase accepted beside snake_case.',
      sharedCases: ['FAilingUpdateRequestWhenUpdateMaskHaveUnknownFieldPath'],
      satisfied: 'Unknown paths were refused.',
      run: refused(
        'An unknown path',
        ['unknown_field', 'aaa!bbb', ''].map((unknown) => [`"${unknown}"`, { annotations, paths: [path, unknown] }]),
        invalid,
      ),
    }),
    about({
      id: 'mask-missing-rejected',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-mask-missing-rejected'),
      text: 'An update without a mask is refused with 400 and code MISSING_FIELD.',
      explain: 'Usual causes: a missing mask taken for "everything".',
      satisfied: 'A missing mask was refused.',
      run: refused('An update without a mask', [['no mask', { annotations, paths: null }]], 'MISSING_FIELD'),
    }),
  ];
}

function acceptedMasks(resource: Resource): readonly Requirement[] {
  const { about, given, send, expectAnnotations } = updateSteps(resource);
  const { one } = resource.words;
  const { paths } = resource.update;
  return [
    about({
      id: 'mask-selects',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-mask-selects'),
      text: 'What the mask leaves out is not changed.',
      explain: 'Usual causes: the mask checked but not applied.',
      satisfied: 'What the mask left out was not changed.',
      run: async (steps) => {
        const { id, annotations } = await given(steps, one, { keep: 'value' });
        const answer = await send(steps, 'update', id, {
          annotations: { keep: 'changed', added: 'value' },
          paths: [paths.id],
        });
        await expectAnnotations(steps, answer, id, annotations, 'An update changed what its mask left out');
      },
    }),
    about({
      id: 'mask-may-name-id-and-version',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-mask-may-name-id-and-version'),
      text: `The mask may name the ${one} and the resource version.`,
      explain: 'Usual causes: only the updatable paths known.',
      sharedCases: ['AllowSpecifyingResourceVersionAndResourceIdInUpdateMask'],
      satisfied: `A mask with the ${one} and the version was accepted.`,
      run: async (steps) => {
        const { id, version, annotations } = await given(steps, one);
        const answer = await send(steps, 'update', id, {
          annotations: { added: 'value' },
          version,
          paths: [paths.id, `${paths.metadata}.resource_version`, annotationsPath(resource)],
        });
        const expected = { ...annotations, added: 'value' };
        const summary = `A mask with the ${one} and the version did not update`;
        await expectAnnotations(steps, answer, id, expected, summary);
      },
    }),
    about({
      id: 'metadata-may-be-missing',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-metadata-may-be-missing'),
      text: `An update whose mask names the ${one} only, without metadata, is accepted and changes nothing.`,
      explain: 'Usual causes: metadata demanded; missing metadata taken for empty metadata.',
      satisfied: 'An update without metadata changed nothing.',
      run: async (steps) => {
        const { id, annotations } = await given(steps, one, { keep: 'value' });
        const answer = await send(steps, 'update', id, { metadata: false, paths: [paths.id] });
        await expectAnnotations(steps, answer, id, annotations, 'An update without metadata changed annotations');
      },
    }),
  ];
}
