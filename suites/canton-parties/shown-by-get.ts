/**
 * Parties of refused allocations that a list leaves out, and that reading one party shows.
 */

import type { RefusalCase } from '../../engine/checks/refusal.ts';
import type { RunContext } from '../../engine/context.ts';
import { lookAt } from '../../engine/looking.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { fillTemplate } from '../../engine/template.ts';
import { getParty } from '../canton/requests.ts';
import { items, jsonOf, parseJson, text } from '../json.ts';

/** The one namespace of the parties that were allocated; `undefined` where they have none, or several. */
function namespaceOf(context: RunContext): string | undefined {
  const namespaces = new Set(
    context.journal.existing('party').map((id) => (id.includes('::') ? id.slice(id.lastIndexOf('::')) : '')),
  );
  const [only] = namespaces;
  return namespaces.size === 1 && only !== '' ? only : undefined;
}

/** The hint of a request, if it has one. */
function hintOf({ exchange }: CaseRecord): string | undefined {
  return text(parseJson(exchange.request.body), 'partyIdHint') || undefined;
}

/** Of each violation beside those of the hint one refused request: the first whose party is shown under the identifier that its hint would have. */
export async function shownByGet(
  context: RunContext,
  refused: readonly RefusalCase[],
): Promise<{ readonly it: RefusalCase; readonly id: string } | undefined> {
  const namespace = namespaceOf(context);
  if (namespace === undefined) return undefined;
  const looked = new Set<string>();
  for (const it of refused) {
    const hint = hintOf(it.record);
    if (hint === undefined || it.variant.pointer === '/partyIdHint' || looked.has(it.violation.id)) continue;
    looked.add(it.violation.id);
    const id = `${hint}${namespace}`;
    const request = fillTemplate(getParty(id), () => '');
    const exchange = await lookAt(context, request, 'refused party');
    const shown = items(jsonOf(exchange), 'partyDetails').some((entry) => text(entry, 'party') === id);
    if (exchange.response?.status === 200 && shown) return { it, id };
  }
  return undefined;
}
