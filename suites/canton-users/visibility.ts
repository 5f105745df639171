/**
 * Created users are visible: absent before, at once, exactly once, unchanged until the end of the run; refused ones never.
 */
import { scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { atTheEnd } from '../canton/creation/at-the-end.ts';
import { readBackAgrees } from '../canton/creation/read-back.ts';
import { costOf, pageClause, requirementFor } from '../canton/resource.ts';
import { clause } from '../clause.ts';
import { readBacks } from './read-backs.ts';
import { readUser } from './read-user.ts';
import { allRefusals } from './refusals.ts';
import { lasting } from './specimens.ts';
import { users } from './user-resource.ts';

const OPENAPI = 'canton-openapi-3.5.6';

/** Requirements of this topic. */
export const visibilityRequirements = [
  requirementFor(users, {
    id: 'creation/new',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'new-user'),
    text: 'A user is not there before its creation, and is there right after it.',
    explain: 'Usual causes: reading that makes up what it does not find; a replica that lags; a cache of absences.',
    smoke: true,
    check: scenario({
      key: 'creation/new',
      cost: costOf(users, 1, 3),
      satisfied: 'The user was absent before its creation and present after it.',
      run: async (steps) => {
        const id = steps.name('user');
        const before = await readUser(steps, id, 'read before');
        steps.check(before.details === undefined, {
          summary: 'A user can be read before it was created',
          expected: 'no such user',
          actual: describeAnswer(before.exchange),
          evidence: [before.exchange],
        });
        const created = await steps.givenOnce(users.operation, 'user', users.body());
        const after = await readUser(steps, id, 'read after');
        steps.check(after.details !== undefined, {
          summary: 'A user cannot be read right after its creation',
          expected: `the user ${created.id}`,
          actual: describeAnswer(after.exchange),
          evidence: [created.record.exchange, after.exchange],
        });
      },
    }),
  }),
  readBackAgrees(users, readBacks, clause(OPENAPI, 'getV2UsersUser-id/user')),
  ...atTheEnd(users, {
    sources: lasting,
    refusals: allRefusals,
    clauses: {
      stable: pageClause(users, 'schema/User/stored'),
      listed: clause(OPENAPI, 'getV2Users/all'),
      refused: pageClause(users, 'response-default'),
    },
  }),
];
