/**
 * What can be read of one user.
 */

import type { Json } from '../../contracts/model.ts';
import type { Scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { items, jsonOf, member, text } from '../json.ts';
import { getUser, listRights } from './requests.ts';

/** Rights of a user as texts, sorted: `CanActAs <party>`, `ParticipantAdmin`. */
export async function rightsOf(
  steps: Scenario,
  user: string,
  label: string,
): Promise<{ readonly rights: readonly string[]; readonly exchange: Exchange }> {
  const exchange = await steps.read(listRights(user), label);
  const json = jsonOf(exchange);
  if (exchange.response?.status !== 200 || json === undefined) {
    throw new Inconclusive('read-back-unavailable', `The rights could not be read: ${describeAnswer(exchange)}`);
  }
  return { rights: items(json, 'rights').map(describeRight).sort(), exchange };
}

/** A right as a text; equal texts mean equal rights. */
export function describeRight(right: Json): string {
  const kind = member(right, 'kind');
  if (typeof kind !== 'object' || kind === null || Array.isArray(kind)) return JSON.stringify(right);
  return Object.entries(kind)
    .map(([name, body]) => [name, text(body, 'value', 'party')].filter((part) => part !== undefined).join(' '))
    .join(' + ');
}

/** The resource version of a user. */
export async function userVersion(
  steps: Scenario,
  user: string,
  label: string,
): Promise<{ readonly version: string; readonly exchange: Exchange }> {
  const exchange = await steps.read(getUser(user), label);
  const version = text(jsonOf(exchange), 'user', 'metadata', 'resourceVersion');
  if (version === undefined) {
    throw new Inconclusive('read-back-unavailable', `The user could not be read: ${describeAnswer(exchange)}`);
  }
  return { version, exchange };
}
