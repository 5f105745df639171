/**
 * Reading one user on a connection of its own.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { getUser } from '../canton/requests.ts';
import type { Reading } from '../canton/resource.ts';
import { jsonOf, member } from '../json.ts';

/** Reads a user as `GET /v2/users/{user-id}` shows it. Throws {@link Inconclusive} when the target shows neither a user nor 404. */
export async function readUser(steps: Scenario, user: string, label: string): Promise<Reading> {
  const exchange = await steps.read(getUser(user), label);
  const details = member(jsonOf(exchange), 'user');
  if (exchange.response?.status === 200 && details !== undefined) return { details, exchange };
  if (exchange.response?.status === 404) return { details: undefined, exchange };
  throw new Inconclusive('read-back-unavailable', `The user could not be read: ${describeAnswer(exchange)}`);
}
