/**
 * Users that are created at the same time.
 */
import { scenario } from '../../engine/checks/scenario.ts';
import { PLAIN_KINDS, plainRight } from '../../generators/canton/rights.ts';
import { MARKER_KEY } from '../../generators/placeholder.ts';
import { costOf, pageClause, requirementFor } from '../canton/resource.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { member, strings } from '../json.ts';
import { readUser } from './read-user.ts';
import { users } from './user-resource.ts';

const COUNT = 8;

/** Requirements of this topic. */
export const atOnceRequirements = [
  requirementFor(users, {
    id: 'creation/not-mixed-up',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/CreateUserRequest/user/sentence'),
    text: 'Users that are created at the same time each get their own members and rights.',
    explain: 'Usual causes: a request held in a shared variable; answers matched to requests by order.',
    check: scenario({
      key: 'creation/not-mixed-up',
      cost: costOf(users, COUNT, 3 * COUNT),
      satisfied: `${COUNT} users that were created at the same time each got their own.`,
      run: async (steps) => {
        const created = await Promise.all(
          Array.from({ length: COUNT }, async (_, index) => {
            const kind = PLAIN_KINDS[index % PLAIN_KINDS.length]!;
            const isDeactivated = index % 2 === 1;
            const body = users.body() as { readonly user: object };
            const thing = await steps.given(users.operation, `user ${index}`, {
              user: { ...body.user, isDeactivated },
              rights: [plainRight(kind)],
            });
            return { thing, kind, isDeactivated };
          }),
        );
        for (const { thing, kind, isDeactivated } of created) {
          const { details, exchange } = await readUser(steps, thing.id, `read ${thing.record.label}`);
          const marker = strings(details, 'metadata', 'annotations')[MARKER_KEY];
          const active = member(details, 'isDeactivated') ?? false;
          const seen = await rightsOf(steps, thing.id, `rights of ${thing.record.label}`);
          const own = marker === thing.name && active === isDeactivated && seen.rights.join() === kind;
          steps.check(own, {
            summary: 'A user that was created beside others has not its own members and rights',
            expected: `marker ${thing.name}, isDeactivated ${isDeactivated}, ${kind}`,
            actual: `marker ${marker}, isDeactivated ${JSON.stringify(active)}, ${seen.rights.join(', ') || 'no rights'}`,
            pointer: '/user',
            evidence: [thing.record.exchange, exchange, seen.exchange],
          });
        }
      },
    }),
  }),
];
