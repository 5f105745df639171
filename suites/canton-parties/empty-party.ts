/**
 * Taking large annotations away again. Parties stay for ever, and so would what was sent with them: in every reading of the list, the
 * operator's too.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { type CaseRecord, createdIdOf } from '../../engine/sending.ts';
import { fillTemplate, type RequestTemplate } from '../../engine/template.ts';
import { MARKER_KEY } from '../../generators/placeholder.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { patchParty } from '../canton/requests.ts';
import type { Annotations } from '../canton/resource.ts';
import { updateMask } from '../canton/update/update.ts';
import { parseJson, strings } from '../json.ts';

/** An update that removes these annotations, all but the marker. */
function emptying(id: string, annotations: Annotations): RequestTemplate {
  const keys = Object.keys(annotations).filter((key) => key !== MARKER_KEY);
  const removed = Object.fromEntries(keys.map((key) => [key, '']));
  return patchParty(id, {
    partyDetails: { party: id, localMetadata: { annotations: removed } },
    updateMask: updateMask(['local_metadata.annotations']),
  });
}

/** Removes the annotations of a party that the scenario allocated. */
export async function emptyGiven(steps: Scenario, id: string, annotations: Annotations): Promise<void> {
  await steps.change(emptying(id, annotations), 'remove what is large');
}

/** Removes the annotations of what was allocated with these records. */
export async function emptyRecords(context: RunContext, records: readonly CaseRecord[]): Promise<void> {
  await Promise.all(
    records.map(async (record) => {
      const id = createdIdOf(allocateParty, record);
      const annotations = strings(parseJson(record.exchange.request.body), 'localMetadata', 'annotations');
      if (id === undefined || Object.keys(annotations).length === 0) return;
      await context.target.send(
        fillTemplate(emptying(id, annotations), () => ''),
        { tag: `${context.suite}/remove what is large#${id}` },
      );
    }),
  );
}
