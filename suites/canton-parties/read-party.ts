/**
 * Reading one party on a connection of its own.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { NOT_READABLE } from '../canton/allocate-party.ts';
import { getParty } from '../canton/requests.ts';
import type { Reading } from '../canton/resource.ts';
import { items, jsonOf, text } from '../json.ts';

/** Reads a party as `GET /v2/parties/{party}` shows it. Throws {@link Inconclusive} when the target does not answer with a list. */
export async function readParty(steps: Scenario, party: string, label: string): Promise<Reading> {
  if (steps.context.statement.get('readBack')?.value === false) {
    throw new Inconclusive('read-back-unavailable', NOT_READABLE);
  }
  const exchange = await steps.read(getParty(party), label);
  const json = jsonOf(exchange);
  if (exchange.response?.status !== 200 || json === undefined) {
    throw new Inconclusive('read-back-unavailable', `The party could not be read: ${describeAnswer(exchange)}`);
  }
  return { details: items(json, 'partyDetails').find((entry) => text(entry, 'party') === party), exchange };
}
