/**
 * A request that was accepted was also read: what it carried is there.
 */
import type { AcceptanceCase } from '../../../engine/checks/acceptance.ts';
import type { Breach, CaseProperty } from '../../../engine/checks/accepts.ts';
import type { RunContext } from '../../../engine/context.ts';
import { type Annotations, metadataPointer, type Resource } from '../resource.ts';
import { annotationsOf } from '../update/update.ts';
import { answeredAnnotations, sentAnnotations } from './annotations-of-cases.ts';

/**
 * Every annotation of an accepted request has its value in the answer or, where the answer leaves annotations out, in the list. `which`
 * tells a person what the request was, e.g. `the spelling "one line"`.
 */
export function nothingLost(resource: Resource, which: (it: AcceptanceCase) => string): CaseProperty {
  return async (it, context): Promise<Breach | undefined> => {
    const sent = sentAnnotations(resource, it);
    const got = answeredAnnotations(resource, it) ?? (await listedAnnotations(resource, it, context));
    const lost = got && Object.entries(sent).find(([key, value]) => got[key] !== value);
    if (!lost) return undefined;
    return {
      summary: `A request was accepted and not understood: ${which(it)}`,
      expected: `annotation ${lost[0]} = ${JSON.stringify(lost[1])}`,
      actual: JSON.stringify(got[lost[0]]) ?? 'missing',
      pointer: `${metadataPointer(resource)}/annotations`,
    };
  };
}

/** Annotations as the list shows them; undefined when it shows nothing of the thing. */
async function listedAnnotations(
  resource: Resource,
  it: AcceptanceCase,
  context: RunContext,
): Promise<Annotations | undefined> {
  if (resource.unreadable?.(context)) return undefined;
  const list = await resource.list.read(context);
  const entry = list.available ? list.entries.get(it.id ?? '')?.[0] : undefined;
  return entry === undefined ? undefined : annotationsOf(resource, entry);
}
