/**
 * Reading one user on a connection of its own.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { getUser } from '../canton/requests.ts';
import type { Reading } from '../canton/resource.ts';
import { jsonOf, member } from '../json.ts';

/** Refusals that say something about access or load, and nothing about the user. */
const NOT_ABOUT_THE_USER = [401, 403, 405, 406, 407, 408, 429];

/**
 * Reads a user as `GET /v2/users/{user-id}` shows it. The contract does not say with which status an unknown user is refused. Throws
 * {@link Inconclusive} when the target neither shows the user nor blames the request for asking for it.
 */
export async function readUser(steps: Scenario, user: string, label: string): Promise<Reading> {
  const exchange = await steps.read(getUser(user), label);
  const details = member(jsonOf(exchange), 'user');
  if (exchange.response?.status === 200 && details !== undefined) return { details, exchange };
  const status = exchange.response?.status ?? 0;
  if (status >= 400 && status < 500 && !NOT_ABOUT_THE_USER.includes(status)) return { details: undefined, exchange };
  throw new Inconclusive('read-back-unavailable', `The user could not be read: ${describeAnswer(exchange)}`);
}
