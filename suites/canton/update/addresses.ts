/**
 * What an update is about: the thing in its path, which must exist and be the one in its body.
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { expectError } from '../expected-answers.ts';
import { productClause, type Resource } from '../resource.ts';
import { updateSteps } from './steps.ts';
import { annotationsPath, type Given, updateMask } from './update.ts';

/** Requirements of this topic. `unknownId`: a well-formed identifier that nothing has, from an unused name. */
export function updateAddresses(
  resource: Resource,
  unknownId: (unusedName: string, known: Given) => string,
): readonly Requirement[] {
  const { about, given, send, bodyOf, expectUnchanged } = updateSteps(resource);
  const { one } = resource.words;
  const { unknown } = resource.update.codes;
  return [
    about({
      id: `unknown-${one}`,
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, `patch-unknown-${one}`),
      text: `An update of an unknown ${one} is refused with 404 and code ${unknown}, and creates nothing.`,
      explain: 'Usual causes: an upsert.',
      satisfied: `An update of an unknown ${one} was refused.`,
      run: async (steps) => {
        const known = await given(steps, one);
        const id = unknownId(steps.name('unknown'), known);
        const answer = await send(steps, 'unknown', id, { annotations: { a: 'b' } });
        expectError(steps, answer, `An update of an unknown ${one}`, unknown);
        const { details, exchange } = await resource.read(steps, id, 'read unknown');
        steps.check(details === undefined, {
          summary: `An update of an unknown ${one} created it`,
          expected: `no such ${one}`,
          actual: JSON.stringify(details) ?? '',
          evidence: [answer, exchange],
        });
      },
    }),
    about({
      id: 'path-and-body-disagree',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'patch-path-and-body-disagree'),
      text: `An update whose body names another ${one} than its path is refused with 400 and code INVALID_ARGUMENT, and changes neither.`,
      explain: 'Usual causes: one of the two ignored.',
      satisfied: `A body for another ${one} was refused.`,
      run: async (steps) => {
        const thing = await given(steps, one, { keep: 'value' });
        const other = await given(steps, 'other', { keep: 'value' });
        const { template } = resource.update;
        const body = bodyOf(other.id, { annotations: { keep: 'changed' } });
        const disagreeing = await steps.change(template(thing.id, body), `other ${one} in the body`);
        expectError(steps, disagreeing, `A body for another ${one}`, 'INVALID_ARGUMENT');
        const unset = { updateMask: updateMask([annotationsPath(resource)]) };
        const missing = await steps.change(template(thing.id, unset), `no ${one} in the body`);
        expectError(steps, missing, `A body without a ${one}`, 'INVALID_ARGUMENT');
        await expectUnchanged(steps, thing);
        await expectUnchanged(steps, other);
      },
    }),
  ];
}
