/**
 * Authentication, where the target has it.
 */
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import type { CredentialRole, Exchange } from '../../target/exchange.ts';
import { demandsAuthentication } from '../canton/authentication/disguises.ts';
import { authentication } from '../canton/authentication/requirements.ts';
import { firstDifference } from '../canton/creation/agreement.ts';
import { judgeExchange } from '../canton/judge.ts';
import {
  deleteUser,
  getAuthenticatedUser,
  getUser,
  grantRights,
  listRights,
  listUsers,
  patchUser,
  revokeRights,
} from '../canton/requests.ts';
import { costOf, detailsIn, requirementFor } from '../canton/resource.ts';
import { updateMask } from '../canton/update/update.ts';
import { clause } from '../clause.ts';
import { jsonOf, text } from '../json.ts';
import { readUser } from './read-user.ts';
import { users } from './user-resource.ts';

const shared = authentication(users, 'create', {
  names: 'list, get, update, delete, list, grant and revoke rights',
  entitledNames: 'update a user, or to grant or revoke its rights',
  entitledInProduct: 'list or delete users, or to read another user or its rights',
  related: listRights,
  requests(user) {
    const right = { userId: user, identityProviderId: '', rights: [plainRight('CanReadAsAnyParty')] };
    return [
      { title: 'GET /v2/users', request: listUsers(), needsRights: 'reference' },
      { title: 'GET /v2/users/{user-id}', request: getUser(user), needsRights: 'reference' },
      {
        title: 'PATCH /v2/users/{user-id}',
        request: patchUser(user, {
          user: { id: user, metadata: { annotations: { 'concordat/note': 'by a stranger' } } },
          updateMask: updateMask(['metadata.annotations']),
        }),
        needsRights: 'contract',
      },
      { title: 'GET /v2/users/{user-id}/rights', request: listRights(user), needsRights: 'reference' },
      { title: 'POST /v2/users/{user-id}/rights', request: grantRights(user, right), needsRights: 'contract' },
      { title: 'PATCH /v2/users/{user-id}/rights', request: revokeRights(user, right), needsRights: 'contract' },
      { title: 'DELETE /v2/users/{user-id}', request: deleteUser(user), needsRights: 'reference' },
    ];
  },
});

/** The user that a caller is answered with as its own. */
async function ownUser(steps: Scenario, credential: CredentialRole): Promise<{ exchange: Exchange; id: string }> {
  const exchange = await steps.read({ ...getAuthenticatedUser(), credential }, `own user of ${credential}`);
  return { exchange, id: text(jsonOf(exchange), 'user', 'id') ?? '' };
}

/** Requirements of this topic. */
export const authenticationRequirements = [
  ...shared,
  requirementFor(users, {
    id: 'authentication/authenticated-user',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'getV2Authenticated-user/user'),
    text: "GET /v2/authenticated-user answers with the caller's own user: one that can be read, and another one for another caller.",
    explain:
      'Usual causes: the first administrator answered for everybody; an identifier of the token provider in place of the id.',
    check: scenario({
      key: 'authentication/authenticated-user',
      cost: costOf(users, 0, 3),
      satisfied: 'Callers were answered with their own users.',
      run: async (steps) => {
        demandsAuthentication(steps.context);
        const own = await ownUser(steps, 'admin');
        const [problem] = judgeExchange('getV2Authenticated-user', own.exchange).problems;
        steps.check(own.exchange.response?.status === 200 && problem === undefined, {
          summary: 'The caller is not answered with a user',
          expected: problem?.expected ?? '200 with the own user',
          actual: problem?.actual ?? describeAnswer(own.exchange),
          pointer: problem?.pointer ?? '',
          evidence: [own.exchange],
        });
        if (own.id === '') return;
        const reading = await readUser(steps, own.id, 'read it');
        const difference = firstDifference(users, detailsIn(users, jsonOf(own.exchange)), reading.details);
        steps.check(reading.details !== undefined && difference === undefined, {
          summary: 'The caller is answered with a user that cannot be read like this',
          expected: difference?.b ?? `a user ${JSON.stringify(own.id)}`,
          actual: difference?.a ?? describeAnswer(reading.exchange),
          pointer: `/user${difference?.pointer ?? '/id'}`,
          evidence: [own.exchange, reading.exchange],
        });
        if (!steps.context.target.hasCredential('notEntitled')) return;
        const other = await ownUser(steps, 'notEntitled');
        steps.check(other.id !== own.id, {
          summary: 'Two callers are answered with the same user',
          expected: `another user than ${JSON.stringify(own.id)}`,
          actual: describeAnswer(other.exchange),
          pointer: '/user/id',
          evidence: [own.exchange, other.exchange],
        });
      },
    }),
  }),
];
