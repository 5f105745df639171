/**
 * Authentication, where the target has it.
 */
import { scenario } from '../../engine/checks/scenario.ts';
import { NotApplicable } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { demandsAuthentication } from '../canton/authentication/disguises.ts';
import { authentication } from '../canton/authentication/requirements.ts';
import { text } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
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
import { costOf, requirementFor } from '../canton/resource.ts';
import { updateMask } from '../canton/update/update.ts';
import { clause } from '../clause.ts';
import { users } from './user-resource.ts';

const shared = authentication(users, 'create', {
  names: 'list, get, update, delete, list, grant and revoke rights',
  requests: (user) => [
    ['GET /v2/users', listUsers()],
    ['GET /v2/users/{user-id}', getUser(user)],
    [
      'PATCH /v2/users/{user-id}',
      patchUser(user, { user: { id: user }, updateMask: updateMask(['metadata.annotations']) }),
    ],
    ['GET /v2/users/{user-id}/rights', listRights(user)],
    ['POST /v2/users/{user-id}/rights', grantRights(user, { userId: user, identityProviderId: '', rights: [] })],
    ['PATCH /v2/users/{user-id}/rights', revokeRights(user, { userId: user, identityProviderId: '', rights: [] })],
    ['DELETE /v2/users/{user-id}', deleteUser(user)],
  ],
});

/** The user that a signed token names; undefined when it cannot be read. */
function userOfToken(token: string | undefined): string | undefined {
  try {
    return text(JSON.parse(Buffer.from((token ?? '').split('.')[1] ?? '', 'base64url').toString('utf8')), 'sub');
  } catch {
    return undefined;
  }
}

/** Requirements of this topic. */
export const authenticationRequirements = [
  ...shared,
  requirementFor(users, {
    id: 'authentication/authenticated-user',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'getV2Authenticated-user/user'),
    text: "GET /v2/authenticated-user answers with the caller's own user.",
    explain: 'Usual causes: the first administrator answered for every administrator; the token not looked at.',
    check: scenario({
      key: 'authentication/authenticated-user',
      cost: costOf(users, 0, 1),
      satisfied: 'The caller was answered with its own user.',
      run: async (steps) => {
        demandsAuthentication(steps.context);
        const own = userOfToken(await steps.context.target.credential('admin'));
        if (own === undefined)
          throw new NotApplicable('operator-input-missing', 'The admin token names no user that the suite can read.');
        const exchange = await steps.read(getAuthenticatedUser(), 'own user');
        steps.check(text(jsonOf(exchange), 'user', 'id') === own, {
          summary: 'The caller is answered with another user than its own',
          expected: JSON.stringify(own),
          actual: describeAnswer(exchange),
          pointer: '/user/id',
          evidence: [exchange],
        });
      },
    }),
  }),
];
