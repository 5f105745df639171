/**
 * Error bodies, over every refusal of the run.
 */
import { resourceType } from '../../contracts/canton/error-codes.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { errorBodies } from '../canton/errors/requirements.ts';
import { getUser } from '../canton/requests.ts';
import { costOf, requirementFor } from '../canton/resource.ts';
import { clause } from '../clause.ts';
import { items, jsonOf, text } from '../json.ts';
import { allRefusals } from './refusals.ts';
import { userSiblingErrors } from './sibling-errors.ts';
import { users } from './user-resource.ts';

/** Expects an error that names the user among its resources. */
function expectNamed(steps: Scenario, exchange: Exchange, what: string, user: string): void {
  const resources = items(jsonOf(exchange), 'resources');
  const named = resources.some((pair) => resourceType(text(pair, 0) ?? '') === 'USER' && text(pair, 1) === user);
  steps.check(named, {
    summary: `${what} names no user`,
    expected: `[["USER" or "ErrorResource(USER)", ${JSON.stringify(user)}]]`,
    actual: resources.length > 0 ? JSON.stringify(resources) : describeAnswer(exchange),
    pointer: '/resources',
    evidence: [exchange],
  });
}

/** Requirements of this topic. */
export const errorRequirements = [
  ...errorBodies(users, { all: allRefusals, contract: allRefusals }),
  userSiblingErrors,
  requirementFor(users, {
    id: 'errors/resource-named',
    level: 'MUST',
    profile: 'reference',
    source: clause('canton-reference-3.5', 'error-resource-named'),
    text: 'USER_NOT_FOUND and USER_ALREADY_EXISTS name the user among their resources.',
    explain: 'Usual causes: resources left empty.',
    check: scenario({
      key: 'errors/resource-named',
      cost: costOf(users, 2, 3),
      satisfied: 'The errors about a user name it.',
      run: async (steps) => {
        const unknown = steps.name('unknown');
        expectNamed(steps, await steps.read(getUser(unknown), 'unknown user'), 'USER_NOT_FOUND', unknown);
        const original = await steps.given(users.operation, 'original', users.body());
        const again = await steps.sameNameAgain(users.operation, original, users.body());
        expectNamed(steps, again.exchange, 'USER_ALREADY_EXISTS', original.id);
      },
    }),
  }),
];
