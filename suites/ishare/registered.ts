/**
 * Which of the names of a run are registered: asked for one by one, by the identifier that belongs to a name.
 */

import type { RunContext } from '../../engine/context.ts';
import { lookAt } from '../../engine/looking.ts';
import type { ReadBack } from '../../engine/operation.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { jsonOf } from '../json.ts';
import { ishareInputs } from './inputs.ts';
import { textsIn } from './members.ts';
import { getParty, readyRequest } from './requests.ts';
import { shownParty } from './signed-answer.ts';

/** Looks for names; the look begins after the call. */
export async function findRegistered(context: RunContext, names: readonly string[]): Promise<ReadBack> {
  const found = new Map<string, string[]>();
  const unclear = (await Promise.all(names.map((name) => ask(context, name, found)))).find((trouble) => trouble);
  if (unclear) return unclear;
  return { available: true, found };
}

async function ask(
  context: RunContext,
  name: string,
  found: Map<string, string[]>,
): Promise<Extract<ReadBack, { available: false }> | undefined> {
  // Names that were never sent have no identity of their own either.
  const identity = ishareInputs(context).identities.forName(name, 'refused');
  if (identity === undefined) return undefined;
  const { partyId: id, shared } = identity;
  const exchange = await readOne(context, id, `read-back#${name}`);
  const status = exchange.response?.status ?? 0;
  const party = shownParty(jsonOf(exchange));
  const isIt = party !== undefined && (party.id === id || textsIn(party.alsoKnownAs).includes(id));
  if (isIt && (!shared || String(party.name).startsWith(name))) found.set(name, [id]);
  else if (status !== 404 && !(status >= 200 && status < 300) && status !== 400) {
    return { available: false, reason: `A party could not be looked for: ${describeAnswer(exchange)}`, exchange };
  }
  return undefined;
}

/** `GET /parties/{id}`, on connections of its own. */
export function readOne(context: RunContext, id: string, label: string): Promise<Exchange> {
  return lookAt(context, readyRequest(context, getParty(id)), label);
}
