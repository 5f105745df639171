/**
 * The operation itself: offered, success as documented, and what may be missing from a request.
 */
import { accepts } from '../../engine/checks/accepts.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { successOf } from '../canton/creation/operation.ts';
import { json, one } from '../canton/creation/request-forms.ts';
import { costOf, pageClause, requirementFor } from '../canton/resource.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { specimens } from './specimens.ts';
import { users } from './user-resource.ts';

/** Requirements of this topic. */
export const operationRequirements = [
  ...successOf(users, specimens),
  requirementFor(users, {
    id: 'operation/optional-members-may-be-missing',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/optional'),
    text: 'Every member of the user but its id is optional.',
    explain:
      'Usual causes: a validator that demands a primary party; generated code that treats every member as required.',
    check: accepts([
      one(users, 'operation/optional-members-may-be-missing', 'contract', [
        json('an id alone', { user: { id: namePlaceholder() } }),
        json('an id and an empty list of rights', { user: { id: namePlaceholder() }, rights: [] }),
        json('an id and empty metadata', { user: { id: namePlaceholder(), metadata: {} } }),
      ]),
    ]),
  }),
  requirementFor(users, {
    id: 'operation/rights-may-be-missing-or-empty',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/CreateUserRequest/rights/optional'),
    text: 'The rights of a creation may be missing or empty; the user then has none.',
    explain: 'Usual causes: the list demanded; default rights given to everybody.',
    check: scenario({
      key: 'operation/rights-may-be-missing-or-empty',
      cost: costOf(users, 2, 4),
      satisfied: 'Users without rights were created and have none.',
      run: async (steps) => {
        for (const [label, rights] of [
          ['missing', {}],
          ['empty', { rights: [] }],
        ] as const) {
          const record = await steps.create(users.operation, label, { ...users.body(), ...rights });
          const id = users.operation.createdId(record.judgement?.json);
          steps.check(id !== undefined && record.judgement?.form === 'success', {
            summary: `A creation whose rights are ${label} was not accepted`,
            expected: '200 with the user',
            actual: `${record.exchange.response?.status ?? 'no answer'}`,
            pointer: '/rights',
            evidence: [record.exchange],
          });
          if (id === undefined) continue;
          const seen = await rightsOf(steps, id, `rights when ${label}`);
          steps.check(seen.rights.length === 0, {
            summary: `A user whose rights were ${label} has rights`,
            expected: 'no rights',
            actual: seen.rights.join(', '),
            pointer: '/rights',
            evidence: [record.exchange, seen.exchange],
          });
        }
      },
    }),
  }),
];
