/**
 * Updates that cannot be read: JSON that is cut off, members of a wrong type.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import type { RequestTemplate } from '../../../engine/template.ts';
import { clause } from '../../clause.ts';
import { expectRefused } from '../expected-answers.ts';
import type { Resource } from '../resource.ts';
import { expectUnchanged } from './about-updates.ts';
import { aboutOneOfSix } from './one-of-six.ts';
import { annotationsOf, expectUpdated, sendUpdate, updateBody } from './update.ts';

/** The same request with the end of its body cut off. */
export function cutOff(template: RequestTemplate, body: Json): RequestTemplate {
  return { ...template, body: { kind: 'text', text: JSON.stringify(body).slice(0, -2) } };
}

/** Requirements of this topic. */
export function malformedUpdates(resource: Resource): readonly Requirement[] {
  const { update, members } = resource;
  return [
    aboutOneOfSix(resource, {
      id: 'malformed-refused',
      level: 'MUST',
      profile: 'contract',
      source: clause('canton-openapi-3.5.6', `schema/${update.request}`),
      text: 'An update whose JSON is cut off, or whose annotations are no texts, is refused with a 4xx status and changes nothing.',
      explain:
        'Usual causes: errors of reading the body handled for creations only, so that an update ends in a 500; numbers made texts; null taken for removal.',
      index: 5,
      exchanges: 8,
      satisfied: 'Updates that cannot be read were refused.',
      run: async (steps, { id }) => {
        const valid = await sendUpdate(resource, steps, 'valid', id, { annotations: { keep: 'value' } });
        if (!expectUpdated(resource, steps, valid, 'A valid update')) return;
        const before = await resource.read(steps, id, 'read before');
        const withAnnotations = (annotations: Json): Json =>
          updateBody(resource, id, { details: { [members.metadata]: { annotations } } });
        const cut = withAnnotations({ keep: 'changed' });
        const requests: readonly (readonly [string, RequestTemplate])[] = [
          ['JSON that is cut off', cutOff(update.template(id, cut), cut)],
          ['a number as an annotation', update.template(id, withAnnotations({ keep: 5 }))],
          ['an object as an annotation', update.template(id, withAnnotations({ keep: {} }))],
          ['null as an annotation', update.template(id, withAnnotations({ keep: null }))],
          ['a list of annotations', update.template(id, withAnnotations(['keep']))],
        ];
        for (const [label, request] of requests) {
          expectRefused(steps, await steps.invalidChange(request, label), `An update with ${label}`);
        }
        await expectUnchanged(resource, steps, { id, annotations: annotationsOf(resource, before.details) });
      },
    }),
  ];
}
