/**
 * Updates of annotations: what they add, change and remove.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { clause } from '../../clause.ts';
import { judgeExchange } from '../judge.ts';
import { pageClause, productClause, type Resource } from '../resource.ts';
import { updateSteps } from './steps.ts';

const META = 'schema/ObjectMeta';

/** Requirements of this topic. */
export function updatedAnnotations(resource: Resource): readonly Requirement[] {
  const { about, given, send, expectAnnotations } = updateSteps(resource);
  const { words, update } = resource;
  return [
    about({
      id: 'response-schema',
      level: 'MUST',
      profile: 'contract',
      source: clause('canton-openapi-3.5.6', `${update.operationId}/response-200`),
      text: `An update is answered with 200 and a valid ${update.response}.`,
      explain: `Usual causes: 204 without a body; another shape than the ${words.creation} answers.`,
      satisfied: `The update was answered with a valid ${update.response}.`,
      run: async (steps) => {
        const { id } = await given(steps, words.one, { 'example.com/key': 'value' });
        const answer = await send(steps, 'update', id, { annotations: { added: 'value' } });
        const judgement = judgeExchange(update.operationId, answer);
        const [problem] = judgement.problems;
        steps.check(judgement.form === 'success' && problem === undefined, {
          summary: `An update is not answered with an ${update.response}`,
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
      source: pageClause(resource, `${META}/annotations/add`),
      text: 'An update adds the annotations that are new and changes those that exist; the answer and a later reading show it.',
      explain: 'Usual causes: the answer built from the request; the update applied to a copy.',
      sharedCases: ['UpdateAnnotationsUsingNonEmptyMap'],
      smoke: true,
      satisfied: 'Annotations were added and changed.',
      run: async (steps) => {
        const { id, annotations } = await given(steps, words.one, { change: 'old' });
        const changes = { change: 'new', added: 'value' };
        const answer = await send(steps, 'update', id, { annotations: changes });
        const expected = { ...annotations, ...changes };
        await expectAnnotations(steps, answer, id, expected, 'The update did not add and change annotations');
      },
    }),
    about({
      id: 'empty-value-removes',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `${META}/annotations/remove`),
      text: 'An update with an empty value removes that annotation.',
      explain: 'Usual causes: the empty value stored; the update refused by the rule of creation.',
      sharedCases: ['UpdatingResourceUtilizingConcurrentChangeControl'],
      satisfied: 'An empty value removed the annotation.',
      run: async (steps) => {
        const { id, annotations } = await given(steps, words.one, { remove: 'value', keep: 'value' });
        const answer = await send(steps, 'update', id, { annotations: { remove: '' } });
        const { remove: _, ...rest } = annotations;
        await expectAnnotations(steps, answer, id, rest, 'An empty value did not remove the annotation');
      },
    }),
    about({
      id: 'keeps-unrelated',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `${META}/annotations/add`),
      text: 'An update keeps the annotations that it does not name.',
      explain: 'Usual causes: annotations replaced as a whole.',
      sharedCases: ['UpdateAnnotationsUsingNonEmptyMap'],
      satisfied: 'Annotations that were not named were kept.',
      run: async (steps) => {
        const { id, annotations } = await given(
          steps,
          words.one,
          { keep: 'value', 'example.com/keep': 'too' },
          resource.inPath,
        );
        const answer = await send(steps, 'update', id, { annotations: { added: 'value' } });
        const expected = { ...annotations, added: 'value' };
        await expectAnnotations(steps, answer, id, expected, 'An update lost annotations that it did not name');
      },
    }),
    about({
      id: 'empty-map-changes-nothing',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-empty-map-changes-nothing'),
      text: 'An update with an empty map of annotations changes none of them.',
      explain: 'Usual causes: an empty map taken for "remove all".',
      sharedCases: ['UpdateAnnotationsUsingEmptyMap'],
      satisfied: 'An empty map changed nothing.',
      run: async (steps) => {
        const { id, annotations } = await given(steps, words.one, { keep: 'value' });
        const answer = await send(steps, 'update', id, { annotations: {} });
        await expectAnnotations(steps, answer, id, annotations, 'An empty map changed annotations');
      },
    }),
  ];
}
