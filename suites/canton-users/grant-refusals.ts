/**
 * `POST` and `PATCH /v2/users/{user-id}/rights`: what the product refuses, and equal requests at the same time.
 */
import { everyRight, partyRight } from '../../generators/canton/rights.ts';
import { expectError } from '../canton/expected-answers.ts';
import { productClause } from '../canton/resource.ts';
import { MALFORMED_IDS } from './get.ts';
import { aboutGrants, changedBy, changeOf, expectRights, GRANT, REVOKE, rightsBody, userWithRights } from './grants.ts';
import { raceForOne } from './one-winner.ts';
import { users } from './user-resource.ts';

/** Requirements of this topic. */
export const grantRefusalRequirements = [
  aboutGrants({
    id: 'empty-kind-rejected',
    profile: 'reference',
    source: productClause(users, 'rights-empty-right-code'),
    text: 'Granting or revoking the right Empty is refused with 400 and code INVALID_ARGUMENT, and changes nothing.',
    explain: 'Usual causes: the right left out silently.',
    satisfied: 'The right Empty was refused.',
    run: async (steps, party) => {
      const right = partyRight('CanActAs', party);
      const id = await userWithRights(steps, [right]);
      for (const change of [GRANT, REVOKE]) {
        const exchange = await steps.invalidChange(changeOf(change, id, [right, { kind: { Empty: {} } }]), change.word);
        expectError(steps, exchange, `A ${change.word} of the right Empty`, 'INVALID_ARGUMENT');
      }
      await expectRights(steps, id, [right], 'A refused request changed the rights', 'after');
    },
  }),
  aboutGrants({
    id: 'unknown-user',
    profile: 'reference',
    source: productClause(users, 'rights-unknown-user'),
    text: 'Granting to an unknown user, or revoking from one, is refused with 404 and code USER_NOT_FOUND.',
    explain: 'Usual causes: the user created with the grant.',
    satisfied: 'Unknown users were refused.',
    run: async (steps, party) => {
      await userWithRights(steps, []);
      const unknown = steps.name('unknown');
      for (const change of [GRANT, REVOKE]) {
        const exchange = await steps.invalidChange(
          changeOf(change, unknown, [partyRight('CanActAs', party)]),
          change.word,
        );
        expectError(steps, exchange, `A ${change.word} for an unknown user`, 'USER_NOT_FOUND');
      }
      const { details, exchange } = await users.read(steps, unknown, 'read unknown');
      steps.check(details === undefined, {
        summary: 'A grant or a revocation for an unknown user created it',
        expected: 'no such user',
        actual: JSON.stringify(details) ?? '',
        evidence: [exchange],
      });
    },
  }),
  aboutGrants({
    id: 'path-and-body-disagree',
    profile: 'reference',
    source: productClause(users, 'rights-path-and-body-disagree'),
    text: 'A body that names another user than the path is refused with 400 and code INVALID_ARGUMENT, and changes neither.',
    explain: 'Usual causes: one of the two ignored.',
    satisfied: 'A body for another user was refused.',
    run: async (steps, party) => {
      const [right, other] = [partyRight('CanActAs', party), partyRight('CanReadAs', party)];
      const id = await userWithRights(steps, [right]);
      const second = await userWithRights(steps, [right], 'second');
      for (const [change, sent] of [
        [GRANT, other],
        [REVOKE, right],
      ] as const) {
        const exchange = await steps.invalidChange(change.request(id, rightsBody(second, [sent])), change.word);
        expectError(steps, exchange, `A ${change.word} whose body names another user`, 'INVALID_ARGUMENT');
      }
      await expectRights(steps, id, [right], 'The user of the path was changed', 'after, path');
      await expectRights(steps, second, [right], 'The user of the body was changed', 'after, body');
    },
  }),
  aboutGrants({
    id: 'malformed-user',
    profile: 'reference',
    source: productClause(users, 'rights-malformed-user'),
    text: 'Granting to a user with a malformed id, or revoking from one, is refused with 400 and code INVALID_FIELD.',
    explain: 'Usual causes: the id looked up without being checked.',
    satisfied: 'Malformed ids were refused.',
    run: async (steps, party) => {
      await userWithRights(steps, []);
      for (const change of [GRANT, REVOKE]) {
        for (const id of MALFORMED_IDS) {
          const shown = id.slice(0, 8);
          const exchange = await steps.invalidChange(
            changeOf(change, id, everyRight([party]).slice(0, 1)),
            `${change.word} ${shown}`,
          );
          expectError(
            steps,
            exchange,
            `A ${change.word} for the malformed id ${JSON.stringify(shown)}`,
            'INVALID_FIELD',
          );
        }
      }
    },
  }),
  ...([GRANT, REVOKE] as const).map((change) =>
    aboutGrants({
      id: change === GRANT ? 'grant-race-one-winner' : 'revoke-race-one-winner',
      profile: 'reference',
      source: productClause(users, 'rights-race'),
      text: `Of equal concurrent ${change.word}s exactly one answers that it changed something.`,
      explain: 'Usual causes: looked at first and written then.',
      lane: 'exclusive',
      satisfied: `One of the concurrent ${change.word}s changed something.`,
      run: async (steps, party) => {
        const right = partyRight('CanActAs', party);
        const id = await userWithRights(steps, change === GRANT ? [] : [right]);
        const request = change.request(id, rightsBody(id, [right]));
        const won = (racer: Parameters<typeof changedBy>[1]): boolean =>
          racer.response?.status === 200 && changedBy(change, racer).length > 0;
        await raceForOne(steps, request, won, `${change.word}s of a right`);
        await expectRights(steps, id, change === GRANT ? [right] : [], 'The race left other rights', 'after');
      },
    }),
  ),
];
